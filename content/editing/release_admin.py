"""Releases: several drafts that go live together, or not at all."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.admin_ui.badges import StateLabel
from content.admin_ui.columns import render_badge
from content.admin_ui.formats import format_moment
from content.admin_ui.object_pages import admin_url, may, object_page, page, post
from content.admin_ui.parts import PartsAdmin
from content.planning import releases, schedule
from content.planning.admin import AppointmentForm
from content.planning.releases_admin import choices_for, form_url, lines_of
from content.preview.admin import Preview
from content.workflow.models import Release


def release_label(release: Release) -> StateLabel:
    """Return the label of a release."""
    if release.released_at:
        return StateLabel("published", _("Published %(moment)s") % {"moment": format_moment(release.released_at)})
    if release.problem:
        return StateLabel("failed", _("Could not be published"))
    if release.at:
        return StateLabel("scheduled", _("Publishes %(moment)s") % {"moment": format_moment(release.at)})
    return StateLabel("draft", _("Not planned"))


class ReleasePreview(Preview):
    """The preview of a release, for whoever may see all that is in it."""

    def tools(self, admin, request, item):
        return super().tools(admin, request, item) if may_see_all(request.user, item) else []

    def item_for_viewer(self, admin, request, object_id):
        release = super().item_for_viewer(admin, request, object_id)
        if not may_see_all(request.user, release):
            raise PermissionDenied
        return release

    def item_for_editor(self, admin, request, object_id):
        release = super().item_for_editor(admin, request, object_id)
        if not may_see_all(request.user, release):
            raise PermissionDenied
        return release


def may_see_all(user, release: Release) -> bool:
    """Whether `user` may see all that is in a release, which its preview shows."""
    kinds = {type(item) for item in releases.items_of(release)}
    return all(may(user, "view", kind) or may(user, "change", kind) for kind in kinds)


@admin.register(Release)
class ReleaseAdmin(PartsAdmin):
    """Its form is the list of what is in it; each act has an address of its own."""

    parts = [ReleasePreview()]
    list_display = ["title", "item_count", "state_badge", "author"]
    list_select_related = ["author"]
    list_per_page = 50
    search_fields = ["title"]
    fields = ["title"]
    actions = None
    view_on_site = False
    change_form_template = "admin/releases/form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(item_count=Count("items"))

    @admin.display(description=gettext_lazy("parts"), ordering="item_count")
    def item_count(self, release):
        return release.item_count

    @admin.display(description=gettext_lazy("state"), ordering="at")
    def state_badge(self, release):
        return render_badge(*release_label(release))

    def get_urls(self):
        return [
            page(self, "<uuid:object_id>/choose/", self.choose_view, "choose"),
            page(self, "<uuid:object_id>/publish/", self.publish_view, "publish"),
            post(self, "<uuid:object_id>/remove/", self.remove_view, "remove"),
            post(self, "<uuid:object_id>/around/", self.around_view, "around"),
            post(self, "<uuid:object_id>/schedule/", self.schedule_view, "schedule"),
            post(self, "<uuid:object_id>/unschedule/", self.unschedule_view, "unschedule"),
            *super().get_urls(),
        ]

    # --- Who may --------------------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        """What is published stays as it is."""
        return super().has_change_permission(request, obj) and not (obj and obj.released_at)

    def has_delete_permission(self, request, obj=None):
        """Whoever may not publish may not keep from being published what others planned."""
        planned = obj is not None and obj.at is not None and obj.released_at is None
        return super().has_delete_permission(request, obj) and (not planned or self.may_publish(request, obj))

    def may_publish(self, request, release) -> bool:
        """Whether this editor may publish a release with all that is in it."""
        kinds = {type(item) for item in releases.items_of(release)}
        return may(request.user, "publish", Release) and all(may(request.user, "publish", kind) for kind in kinds)

    def may_compose(self, request, release) -> bool:
        """Whether this editor may change what is in a release; once it is planned, that decides what goes live."""
        allowed = self.has_change_permission(request, release)
        return allowed and (release.at is None or self.may_publish(request, release))

    def _asked(self, request, object_id, allowed) -> Release:
        release = get_object_or_404(self.get_queryset(request), pk=object_id)
        if release.released_at or not allowed(request, release):
            raise PermissionDenied
        return release

    # --- The form -------------------------------------------------------------------------------------------------

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            lines = lines_of(obj, request.user)
            context |= {
                "lines": lines,
                "anything_waits": any(line.waits for line in lines),
                "marks": [release_label(obj)],
                "may_compose": self.may_compose(request, obj),
                "may_publish": not obj.released_at and self.may_publish(request, obj),
                "appointment_form": AppointmentForm(initial={"publish_at": None if obj.problem else obj.at}),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        obj.author = obj.author or request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        """Ask at once what shall be in it."""
        return HttpResponseRedirect(admin_url(obj, "choose"))

    def response_change(self, request, obj):
        """Stay: there is more to do with a release than to name it."""
        self.message_user(request, _("The release is called “%(title)s” now.") % {"title": obj}, messages.SUCCESS)
        return self._back(obj)

    # --- What is in it --------------------------------------------------------------------------------------------

    def choose_view(self, request, object_id):
        """Show all that waits, and add what the editor ticks."""
        release = self._asked(request, object_id, self.may_compose)
        groups = choices_for(request.user)
        if request.method != "POST":
            title = _("What shall go live with “%(title)s”?") % {"title": release}
            return object_page(self, request, release, "admin/releases/choose.html", title, groups=groups)
        ticked = set(request.POST.getlist("item"))
        chosen = [line.item for group in groups for line in group.lines if str(line.item.pk) in ticked]
        return self._add(request, release, chosen)

    def around_view(self, request, object_id):
        """Add all that waits of something in the release: the cases of an event, and who presents them, say."""
        release = self._asked(request, object_id, self.may_compose)
        item = self._item(request, release)
        here = {each.pk for each in releases.items_of(release)}
        choices = {line.item.pk for group in choices_for(request.user) for line in group.lines}
        around = [each for each in releases.waiting_with(item) if each.pk in choices - here]
        return self._add(request, release, around)

    def remove_view(self, request, object_id):
        """Take one thing out of the release; it stays a draft."""
        release = self._asked(request, object_id, self.may_compose)
        item = self._item(request, release)
        releases.remove_items(release, [item])
        said = _("“%(item)s” is no part of this release any more. It stays as it is.") % {"item": item}
        self.message_user(request, said, messages.SUCCESS)
        return self._back(release)

    def _item(self, request, release):
        asked = request.POST.get("item")
        found = [item for item in releases.items_of(release) if str(item.pk) == asked]
        if not found:
            raise PermissionDenied
        return found[0]

    def _add(self, request, release, items):
        if release.at and not all(may(request.user, "publish", type(item)) for item in items):
            raise PermissionDenied
        try:
            releases.add_items(release, items)
        except releases.ReleaseRefused as refused:
            self._say_refused(request, _("Nothing was added:"), refused)
        else:
            said = ngettext("%(count)d was added.", "%(count)d were added.", len(items)) % {"count": len(items)}
            self.message_user(request, said if items else _("There was nothing to add."), messages.SUCCESS)
        return self._back(release)

    # --- Publishing it --------------------------------------------------------------------------------------------

    def publish_view(self, request, object_id):
        """Ask, and publish the whole release now."""
        release = self._asked(request, object_id, self.may_publish)
        if request.method != "POST":
            lines = lines_of(release, request.user)
            title = _("Publish “%(title)s” now?") % {"title": release}
            return object_page(self, request, release, "admin/releases/publish.html", title, lines=lines)
        try:
            shown = releases.release_now(release, author=request.user)
        except releases.ReleaseRefused as refused:
            self._say_refused(request, _("Nothing was published, for something is missing or wrong:"), refused)
        else:
            count = len(shown)
            said = ngettext("%(count)d is on the site now.", "%(count)d are on the site now.", count)
            self.message_user(request, said % {"count": count}, messages.SUCCESS)
        return self._back(release)

    def schedule_view(self, request, object_id):
        """Plan the whole release for a moment."""
        release = self._asked(request, object_id, self.may_publish)
        form = AppointmentForm(request.POST)
        if not form.is_valid():
            for reason in form.errors["publish_at"]:
                self.message_user(request, _("The release is not planned: %s") % reason, messages.ERROR)
            return self._back(release)
        try:
            schedule.plan_release(release, form.cleaned_data["publish_at"], author=request.user)
        except releases.ReleaseRefused as refused:
            self._say_refused(request, _("The release is not planned, for something is missing or wrong:"), refused)
        else:
            words = {"title": release, "moment": format_moment(form.cleaned_data["publish_at"])}
            said = _("“%(title)s” will be published on %(moment)s.") % words
            self.message_user(request, said, messages.SUCCESS)
        return self._back(release)

    def unschedule_view(self, request, object_id):
        """Take the release from the schedule."""
        release = self._asked(request, object_id, self.may_publish)
        schedule.cancel_release(release)
        said = _("“%(title)s” is taken from the schedule.") % {"title": release}
        self.message_user(request, said, messages.SUCCESS)
        return self._back(release)

    def _say_refused(self, request, words, refused):
        reasons = [
            (form_url(problem.item), releases.item_name(problem.item), reason)
            for problem in refused.problems
            for reason in problem.reasons
        ]
        said = format_html_join("", '<li><a href="{}">{}</a>: {}</li>', reasons)
        if not refused.problems:
            said = format_html_join("", "<li>{}</li>", ((reason,) for reason in refused.messages))
        self.message_user(request, format_html("{}<ul>{}</ul>", words, said), messages.ERROR)

    def _back(self, release):
        return HttpResponseRedirect(admin_url(release))
