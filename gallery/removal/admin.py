"""Requests to take a photo down: a list to work through, and a form with all that one needs to decide."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import quote_etag
from django.utils.text import Truncator
from django.utils.translation import get_language_info, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content.admin_ui.columns import render_badge
from content.admin_ui.formats import format_moment
from content.admin_ui.object_pages import admin_url, post
from content.pictures.html import missing_element
from gallery.models import RemovalRequest
from gallery.removal import takedown
from gallery.removal.files import small_jpeg

SMALL, LARGE = 160, 960
# What an editor can decide: how, and what is said of it then.
DECISIONS = {
    "grant": (
        takedown.grant_request,
        _("The photo of request %(number)s stays down. Until its original is erased, it can be restored."),
    ),
    "refuse": (takedown.refuse_request, _("Request %(number)s is refused.")),
    "put_back": (takedown.restore_photo, _("What request %(number)s took down is restored.")),
}
# Which requests can be undone together with one.
FLOODS = {"undo_sender": takedown.same_sender, "undo_album": takedown.same_album}
_CANT = _("That can’t be done any more: this request was decided, or taken back, meanwhile.")


@admin.register(RemovalRequest)
class RemovalRequestAdmin(admin.ModelAdmin):
    """Nobody adds or deletes a request: it is what somebody asked, and what was decided."""

    list_display = [
        "thumbnail",
        "number",
        "state_shown",
        "reason_begun",
        "address",
        "created_at",
        "erased",
        "album_title",
    ]
    list_display_links = ["number"]
    list_filter = ["state", "waits_because", "created_at"]
    list_select_related = ["photo"]
    list_per_page = 50
    search_fields = ["reason", "email", "album_title", "photo__alt_nl", "photo__alt_en"]
    date_hierarchy = "created_at"
    actions = ["undo_of_senders", "undo_of_albums"]
    view_on_site = False
    change_form_template = "admin/photos/removal_request.html"
    readonly_fields = [
        "picture", "photo_link", "reason", "email", "answers_in", "state_shown", "waits", "created_at", "decided_at",
        "decided_by", "erased", "record",
    ]  # fmt: skip
    fieldsets = [
        (_("Which photo is it about?"), {"fields": ["picture", "photo_link"]}),
        (_("What does this person ask?"), {"fields": ["reason", "email", "answers_in", "created_at"]}),
        (_("What became of it?"), {"fields": ["state_shown", "waits", "decided_at", "decided_by", "erased", "record"]}),
        (_("What do you answer?"), {"fields": ["answer"]}),
    ]

    class Media:
        css = {"all": ["css/admin/removal.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """An answer is written to be sent with a decision, and stays as it was sent."""
        fields = super().get_readonly_fields(request, obj)
        is_decidable = obj and (obj.state == RemovalRequest.State.OPEN or obj.is_restorable)
        return fields if is_decidable else [*fields, "answer"]

    def render_change_form(self, request, context, *args, **kwargs):
        asked = kwargs.get("obj")
        if asked and self.has_change_permission(request, asked):
            context |= {
                "of_sender": takedown.same_sender(asked).count(),
                "of_album": takedown.same_album(asked).count(),
                "may_decide": True,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    # --- What is shown --------------------------------------------------------------------------------------------

    @admin.display(description=_("picture"))
    def thumbnail(self, asked):
        return self._picture(asked, SMALL, "thumbnail")

    @admin.display(description=_("picture"))
    def picture(self, asked):
        return self._picture(asked, LARGE, "removal-picture")

    def _picture(self, asked, width: int, css_class: str):
        photo = asked.photo
        if photo is None or not photo.original:
            return missing_element("thumbnail")
        url = admin_url(asked, "picture", width)
        return format_html(
            '<img class="{}" src="{}" width="{}" height="{}" alt="" loading="lazy">',
            css_class, url, width, max(1, round(width * photo.height / max(photo.width, 1))),
        )  # fmt: skip

    @admin.display(description=_("number"), ordering="id")
    def number(self, asked):
        return asked.number

    @admin.display(description=_("photo"))
    def photo_link(self, asked):
        if asked.photo is None:
            return _("Deleted")
        url = admin_url(asked.photo)
        return format_html('<a href="{}">{}</a> · {}', url, asked.photo, asked.album_title)

    @admin.display(description=_("reason"), ordering="reason")
    def reason_begun(self, asked):
        return Truncator(asked.reason).chars(90) or "–"

    @admin.display(description=_("e-mail address"), ordering="email")
    def address(self, asked):
        return asked.email or "–"

    @admin.display(description=_("answer in"))
    def answers_in(self, asked):
        return get_language_info(asked.language)["name_translated"]

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, asked):
        words = asked.get_state_display()
        if asked.state == RemovalRequest.State.OPEN:
            words = _("Open, hidden") if asked.holds else _("Open, can be seen")
        return render_badge(asked.state, words)

    @admin.display(description=_("not hidden at once because"))
    def waits(self, asked):
        return asked.get_waits_because_display() or "–"

    @admin.display(description=_("original erased"), ordering="erased_at")
    def erased(self, asked):
        if asked.erased_on is None:
            return "–"
        day = date_format(timezone.localtime(asked.erased_on), "DATE_FORMAT")
        return day if asked.erased_at else _("planned for %(day)s") % {"day": day}

    @admin.display(description=_("record"))
    def record(self, asked):
        lines = (
            (format_moment(step.at), step.get_act_display(), f" · {step.author}" if step.author else "")
            for step in asked.steps.select_related("author")
        )
        return format_html('<ol class="removal-record">{}</ol>', format_html_join("", "<li>{} · {}{}</li>", lines))

    # --- What is done ---------------------------------------------------------------------------------------------

    def get_urls(self):
        acts = {act: partial(self.decide_view, decide=decide, said=said) for act, (decide, said) in DECISIONS.items()}
        acts |= {act: partial(self.undo_view, same=same) for act, same in FLOODS.items()}
        ours = [post(self, f"<uuid:object_id>/{act}/", view, act) for act, view in acts.items()]
        picture = path(
            "<uuid:object_id>/picture/<int:width>/",
            self.admin_site.admin_view(require_safe(self.picture_view), cacheable=True),
            name="gallery_removalrequest_picture",
        )
        return [picture, *ours, *super().get_urls()]

    def picture_view(self, request, object_id, width):
        """The photo for whoever decides; visitors get none of it.

        Their browser asks each time whether it is still there, and so need not be sent it anew.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = get_object_or_404(RemovalRequest.objects.select_related("photo"), pk=object_id)
        if asked.photo is None or not asked.photo.original or width not in (SMALL, LARGE):
            raise Http404
        etag = quote_etag(f"{asked.photo.digest}-{width}")
        response = get_conditional_response(request, etag=etag)
        if response is None:
            content = small_jpeg(asked.photo, width)
            if content is None:
                raise Http404
            response = HttpResponse(content, content_type="image/jpeg")
        response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
        return response

    def decide_view(self, request, object_id, decide, said):
        """Do one of DECISIONS with the answer that was typed, and say what else keeps the photo hidden."""
        asked = self._asked_for_editor(request, object_id)
        form = self.get_form(request, asked)(request.POST, instance=asked)
        answer = form.cleaned_data.get("answer", "") if form.is_valid() else asked.answer
        try:
            decide(asked, request.user, answer=answer)
        except takedown.RemovalNotPossible:
            self.message_user(request, _CANT, messages.WARNING)
            return HttpResponseRedirect(admin_url(asked))
        self.message_user(request, said % {"number": asked.number}, messages.SUCCESS)
        others = RemovalRequest.objects.about(asked.photo, asked.digest).holding()
        if not asked.holds and others.exists():
            numbers = ", ".join(other.number for other in others)
            held = gettext("The photo stays hidden: other people asked for that as well (%(numbers)s).")
            self.message_user(request, held % {"numbers": numbers}, messages.WARNING)
        return HttpResponseRedirect(admin_url(asked))

    def undo_view(self, request, object_id, same):
        """Undo one of FLOODS: the requests that are the `same` as this one in some way."""
        return self._undone(request, same(self._asked_for_editor(request, object_id)))

    @admin.action(description=_("Undo all open requests of the same senders"), permissions=["change"])
    def undo_of_senders(self, request, queryset):
        """One click for a flood that came from one place, or from several."""
        senders = queryset.exclude(sender="").values("sender")
        same = RemovalRequest.objects.filter(sender__in=senders) | RemovalRequest.objects.filter(
            pk__in=queryset.values("pk")
        )
        self._undone(request, same)

    @admin.action(
        description=_("Undo all open requests of the last 24 hours about the same albums"), permissions=["change"]
    )
    def undo_of_albums(self, request, queryset):
        """One click for a flood that came from everywhere."""
        self._undone(request, takedown.recent_of_albums(queryset.values("photo__album")))

    def _asked_for_editor(self, request, object_id) -> RemovalRequest:
        asked = get_object_or_404(RemovalRequest.objects.select_related("photo"), pk=object_id)
        if not self.has_change_permission(request, asked):
            raise PermissionDenied
        return asked

    def _undone(self, request, requests):
        count = takedown.undo_requests(requests, request.user)
        said = ngettext("%(count)d request was undone.", "%(count)d requests were undone.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
        return HttpResponseRedirect(admin_url(RemovalRequest, "changelist"))
