"""Requests to take a photo down: a list to work through, and a form with all that one needs to decide."""

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
from gallery.removal.pictures import small_jpeg

SMALL, LARGE = 160, 960
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
        return fields if obj and _is_decidable(obj) else [*fields, "answer"]

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
        acts = {
            "grant": self.grant_view,
            "refuse": self.refuse_view,
            "put_back": self.put_back_view,
            "undo_sender": self.undo_sender_view,
            "undo_album": self.undo_album_view,
        }
        ours = [post(self, f"<uuid:object_id>/{act}/", self._act(view), act) for act, view in acts.items()]
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
        response = get_conditional_response(request, etag=etag) or _as_jpeg(small_jpeg(asked.photo, width))
        response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
        return response

    def grant_view(self, request, asked):
        said = _("The photo of request %(number)s stays down. Until its original is erased, it can be restored.")
        return self._decided(request, asked, takedown.grant_request, said)

    def refuse_view(self, request, asked):
        return self._decided(request, asked, takedown.refuse_request, _("Request %(number)s is refused."))

    def put_back_view(self, request, asked):
        return self._decided(
            request, asked, takedown.restore_photo, _("What request %(number)s took down is restored.")
        )

    def undo_sender_view(self, request, asked):
        return self._undone(request, takedown.same_sender(asked))

    def undo_album_view(self, request, asked):
        return self._undone(request, takedown.same_album(asked))

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

    def _act(self, view):
        """Return `view`, of whoever may change a request, by its address."""

        def by_key(request, object_id):
            asked = get_object_or_404(RemovalRequest.objects.select_related("photo"), pk=object_id)
            if not self.has_change_permission(request, asked):
                raise PermissionDenied
            return view(request, asked)

        return by_key

    def _decided(self, request, asked, decide, said):
        form = self.get_form(request, asked)(request.POST, instance=asked)
        answer = form.cleaned_data.get("answer", "") if form.is_valid() else asked.answer
        try:
            decide(asked, request.user, answer=answer)
        except takedown.RemovalNotPossible:
            self.message_user(request, _CANT, messages.WARNING)
        else:
            self.message_user(request, said % {"number": asked.number}, messages.SUCCESS)
            self._tell_what_else_holds(request, asked)
        return HttpResponseRedirect(admin_url(asked))

    def _tell_what_else_holds(self, request, asked):
        others = RemovalRequest.objects.about(asked.photo, asked.digest).holding()
        if not asked.holds and others.exists():
            numbers = ", ".join(other.number for other in others)
            said = gettext("The photo stays hidden: other people asked for that as well (%(numbers)s).")
            self.message_user(request, said % {"numbers": numbers}, messages.WARNING)

    def _undone(self, request, requests):
        count = takedown.undo_requests(requests, request.user)
        said = ngettext("%(count)d request was undone.", "%(count)d requests were undone.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
        return HttpResponseRedirect(admin_url(RemovalRequest, "changelist"))


def _as_jpeg(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg")


def _is_decidable(asked: RemovalRequest) -> bool:
    return asked.state == RemovalRequest.State.OPEN or asked.is_restorable
