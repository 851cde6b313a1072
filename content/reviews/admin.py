"""The question “Is this right?”, and what was answered."""

from urllib.parse import quote

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from content.admin_ui.formats import format_moment
from content.admin_ui.object_pages import admin_url, item_for_editor, object_page
from content.admin_ui.parts import Part, ReadOnlyAdmin
from content.preview.admin import public_address
from content.preview.preview_links import revoke_links
from content.reviews.models import Answer, Review
from content.reviews.reviewables import ReviewStatus, ends_at, questions_about, review_statuses, reviewable_for
from content.workflow.differences import field_differences


class QuestionForm(forms.ModelForm):
    """Who is asked, and in which language."""

    class Meta:
        model = Review
        fields = ["name", "email", "language"]


class Reviews(Part):
    """Questions to who an object is about, for the kinds that have a Reviewable; beside Publish, what was answered."""

    def urls(self, admin):
        if not reviewable_for(admin.model):
            return []
        return [
            self.page(admin, "<uuid:object_id>/ask/", self.ask_view, "ask"),
            self.post(admin, "<uuid:object_id>/ask/<uuid:question>/", self.question_view, "question"),
        ]

    def tools(self, admin, request, item):
        if reviewable_for(admin.model) and admin.has_change_permission(request, item):
            return [(_("Is this right?"), admin_url(item, "ask"))]
        return []

    def context(self, admin, request, item):
        if item is None or not item.pk or not reviewable_for(admin.model):
            return {}
        address = admin_url(item, "ask")
        return {
            "answers": [
                {"state": each.state, "words": _said(each), "address": address} for each in review_statuses(item)
            ]
        }

    def ask_view(self, admin, request, object_id):
        """List what was asked and answered about an object; ask somebody when a form is sent."""
        item = item_for_editor(admin, request, object_id)
        form = QuestionForm(request.POST or None, instance=Review(target=item))
        if request.method == "POST" and form.is_valid():
            form.instance.author, form.instance.expires_at = request.user, ends_at()
            question = form.save()
            return HttpResponseRedirect(f"{admin_url(item, 'ask')}#question-{question.pk}")
        questions = [_asked(request, item, question) for question in questions_about(item)]
        title = _("Is this right?")
        return object_page(admin, request, item, "admin/reviews/ask.html", title, form=form, questions=questions)

    def question_view(self, admin, request, object_id, question):
        """Revoke a question, or note that its answers were read: what the button says."""
        item = item_for_editor(admin, request, object_id)
        meant = Review.objects.of(item).filter(pk=question)
        if "revoke" in request.POST:
            revoke_links(meant)
            admin.message_user(request, _("The link doesn’t work any more."))
        elif "read" in request.POST:
            Answer.objects.filter(review__in=meant, seen_at__isnull=True).update(seen_at=timezone.now())
        return HttpResponseRedirect(admin_url(item, "ask"))


def _asked(request, item, question: Review) -> dict:
    address = public_address(request, "reviews:review", question.secret)
    answers = [{"answer": answer, "changes": _changes(item, answer)} for answer in question.answers.all()]
    unread = any(answer.seen_at is None for answer in question.answers.all())
    return {
        "question": question,
        "address": address,
        "mail": _mail(question, address),
        "answers": answers,
        "unread": unread,
    }


def _said(standing: ReviewStatus) -> str:
    name = standing.review.name
    if standing.answer is None:
        until = date_format(timezone.localtime(standing.review.expires_at), "DATE_FORMAT")
        return _("%(name)s was asked; no answer yet (until %(until)s).") % {"name": name, "until": until}
    words = {
        "approved": _("%(name)s approved this on %(moment)s, this very wording."),
        "older": _("%(name)s approved an older wording on %(moment)s."),
        "corrected": _("%(name)s asked for something else on %(moment)s."),
    }
    return words[standing.state] % {"name": name, "moment": format_moment(standing.answer.created_at)}


def _changes(item, answer: Answer) -> list:
    """What the answer wanted otherwise than it was shown or, for an approval, what is otherwise now."""
    shown = answer.wording["shown"]
    other = {**shown, **answer.wording["written"]}
    if answer.verdict == Answer.Verdict.APPROVED:
        other = {column: getattr(item, column) or "" for column in shown}
    return field_differences(type(item), {"fields": shown}, {"fields": other})


def _mail(question: Review, address: str) -> str:
    """Return the mailto: link with the question in the language of who is asked."""
    with override(question.language):
        subject = _("Is this right?")
        body = _(
            "Hello %(name)s,\n\nWe would like to publish something about you. On this page you see how it will look, "
            "and you can tell us whether it is right:\n\n%(address)s\n\nThe link works until %(until)s."
        ) % {
            "name": question.name,
            "address": address,
            "until": date_format(timezone.localtime(question.expires_at), "DATE_FORMAT"),
        }
    return f"mailto:{quote(question.email)}?subject={quote(subject)}&body={quote(body)}"


class UnseenFilter(admin.SimpleListFilter):
    """Narrow the list to answers that no editor has read."""

    title = gettext_lazy("read")
    parameter_name = "seen"

    def lookups(self, request, model_admin):
        return [("no", gettext_lazy("Not yet"))]

    def queryset(self, request, queryset):
        return queryset.filter(seen_at__isnull=True) if self.value() == "no" else queryset


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    list_display = ["asked", "about", "verdict", "remark", "created_at"]
    list_display_links = None
    list_filter = [UnseenFilter, "verdict"]
    list_select_related = ["review"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("review__target")

    @admin.display(description=gettext_lazy("who was asked"))
    def asked(self, answer):
        return answer.review.name

    @admin.display(description=gettext_lazy("about"))
    def about(self, answer):
        """The questions about the object, where the answer is read in full."""
        target = answer.review.target
        if target is None:
            return "–"
        return format_html('<a href="{}">{}</a>', admin_url(target, "ask"), target)
