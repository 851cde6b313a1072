"""The bin: throwing away, looking at what was thrown away, taking it back, deleting it for good."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.deletion import ProtectedError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from content.admin_ui.backlinks import backlinks_to
from content.admin_ui.object_pages import admin_url, may
from content.admin_ui.parts import PartsAdmin
from content.trash import entries as wastebin
from content.workflow import publishing
from content.workflow.models import Publishable, State


class TrashRow(NamedTuple):
    """One thing in the bin, as an editor sees it. may_delete: whether this editor may take it back or delete it."""

    entry: wastebin.TrashEntry
    kind: str
    along: list[Publishable]
    address: str
    may_delete: bool


def going_along(item: Publishable) -> list[Publishable]:
    """Return what goes to the bin together with `item`."""
    return [gone for gone in _along(item) if gone.state != State.BINNED]


def what_is_at_stake(items: list[Publishable]) -> dict[str, list]:
    """Return what editors read before `items` go to the bin: what goes along, and the places that lead to them.

    What goes itself needs no mending, so it is none of these places.
    """
    chosen = {item.pk for item in items}
    along = {gone.pk: gone for item in items for gone in going_along(item) if gone.pk not in chosen}
    going = {admin_url(each) for each in (*items, *along.values())}
    places = {place for item in items for place in backlinks_to(item) if place.url not in going}
    return {"along": list(along.values()), "places": sorted(places, key=lambda place: (not place.is_live, place.words))}


def _along(item: Publishable) -> list[Publishable]:
    """Return what can't be without `item`; nothing when something keeps `item` from being deleted."""
    try:
        return [gone for gone in publishing.gone_with(item) if gone.pk != item.pk]
    except ProtectedError:
        return []


class TrashAdmin(PartsAdmin):
    """Base of an admin in which deleting means to throw away: into the bin, which its list leads to."""

    has_bin = True

    def delete_view(self, request, object_id, extra_context=None):
        """Say what goes along, and where links will lead to nothing."""
        item = self.get_object(request, unquote(object_id))
        context: dict = {"to_bin": True}
        if item is not None and self.has_delete_permission(request, item):
            context |= {**what_is_at_stake([item]), "form_url": admin_url(item)}
        return super().delete_view(request, object_id, {**context, **(extra_context or {})})

    def delete_model(self, request, obj):
        publishing.throw_away(obj, author=request.user)

    def response_delete(self, request, obj_display, obj_id):
        """Lead to the list, and say where the object is now."""
        if IS_POPUP_VAR in request.POST:
            return super().response_delete(request, obj_display, obj_id)
        link = format_html('<a href="{}">{}</a>', reverse("admin:bin"), gettext_lazy("bin"))
        said = _("“{title}” is in the {bin} for 30 days.")
        self.message_user(request, format_html(said, title=obj_display, bin=link), messages.SUCCESS)
        return self.response_post_save_change(request, None)

    def get_actions(self, request):
        """Offer to throw away, which is what deleting means here."""
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            actions["delete_selected"] = (throw_away_selected, "delete_selected", _("Throw away selected"))
        return actions

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Lead to the bin when that is where the object lies."""
        item = _in_bin(self.model, object_id)
        if item is None or not self.has_view_permission(request, item):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]  # not in the stubs
        self.message_user(request, _("“%(title)s” is in the bin.") % {"title": item}, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:bin"))


def throw_away_selected(modeladmin, request, queryset):
    """Ask, and put all of `queryset` in the bin."""
    asked = not request.POST.get("post")
    _objects, _counts, lacking, protected = modeladmin.get_deleted_objects(queryset, request)
    if asked or lacking or protected:
        page = delete_selected(modeladmin, request, queryset)
        if page is not None:
            page.context_data = {**(page.context_data or {}), "to_bin": True, **what_is_at_stake(list(queryset))}
        return page
    count = len(queryset)
    modeladmin.delete_queryset(request, queryset)
    said = ngettext("%(count)d is in the bin for 30 days.", "%(count)d are in the bin for 30 days.", count)
    modeladmin.message_user(request, said % {"count": count}, messages.SUCCESS)
    return None


def bin_urls(site) -> list:
    """Return the addresses of the bin of the admin `site`."""
    views = BinViews(site)
    return [
        path("bin/", site.admin_view(views.list), name="bin"),
        path(
            "bin/<str:kind>/<uuid:key>/take-back/", site.admin_view(require_POST(views.take_back)), name="bin_take_back"
        ),
        path("bin/<str:kind>/<uuid:key>/erase/", site.admin_view(views.erase), name="bin_erase"),
    ]


class BinViews:
    """The pages of the bin, of everything that an editor may see."""

    def __init__(self, site):
        self.site = site

    def list(self, request):
        """Show what lies in the bin."""
        models = [model for model in wastebin.publishable_models() if self._may_view(request, model)]
        rows = [
            TrashRow(
                entry=entry,
                kind=str(entry.item._meta.verbose_name),
                along=entry.along,
                address=entry.item._meta.label_lower,
                may_delete=self._may_delete(request, entry.item, entry.along),
            )
            for entry in wastebin.trash_entries(models)
        ]
        return self._page(request, "admin/trash/bin.html", _("Bin"), rows=rows)

    def take_back(self, request, kind, key):
        """Take one thing from the bin, with what went there with it."""
        model_admin = self._admin_of(kind)
        item = self._item(request, model_admin, key)
        if item is None:
            return self._gone(request)
        try:
            publishing.take_back(item, author=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return HttpResponseRedirect(reverse("admin:bin"))
        said = _("“%(title)s” is back. Visitors don’t see it until it is published.")
        messages.success(request, said % {"title": item})
        return HttpResponseRedirect(admin_url(item))

    def erase(self, request, kind, key):
        """Ask, and delete one thing for good."""
        model_admin = self._admin_of(kind)
        item = self._item(request, model_admin, key)
        if item is None:
            return self._gone(request)
        _objects, _counts, lacking, protected = model_admin.get_deleted_objects([item], request)
        if request.method == "POST" and not lacking and not protected:
            return self._erased(request, item)
        asked = {"item": item, "along": _along(item), "protected": protected, "lacking": lacking}
        return self._page(request, "admin/trash/erase.html", _("Delete for good"), **asked)

    def _erased(self, request, item):
        title = str(item)
        try:
            wastebin.erase_trashed(item)
        except ProtectedError as error:
            needing = ", ".join(f"“{each}”" for each in error.protected_objects)
            said = _("“%(title)s” can’t be deleted: %(needing)s can’t do without it.")
            messages.error(request, said % {"title": title, "needing": needing})
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("“%(title)s” is deleted for good.") % {"title": title})
        return HttpResponseRedirect(reverse("admin:bin"))

    def _admin_of(self, kind):
        """Return the admin of the model called `kind`, app.model. Raises Http404 for what never is in the bin."""
        for model in wastebin.publishable_models():
            if model._meta.label_lower == kind and self.site.is_registered(model):
                return self.site.get_model_admin(model)
        raise Http404

    def _item(self, request, model_admin, key):
        """Return what lies in the bin; None when it doesn't any more. Raises PermissionDenied."""
        if not model_admin.has_delete_permission(request):
            raise PermissionDenied
        item = _in_bin(model_admin.model, key)
        if item is not None and not self._may_delete(request, item, _along(item)):
            raise PermissionDenied
        return item

    def _gone(self, request):
        messages.warning(request, _("This isn’t in the bin any more: it was taken back, or deleted for good."))
        return HttpResponseRedirect(reverse("admin:bin"))

    def _may_view(self, request, model) -> bool:
        try:
            return self.site.get_model_admin(model).has_view_permission(request)
        except NotRegistered:
            return False

    def _may_delete(self, request, item, along) -> bool:
        """Whether this editor may delete `item` and all kinds that go along."""
        models = {type(each) for each in (item, *along)}
        return all(may(request.user, "delete", model) for model in models)

    def _page(self, request, template, title, **context):
        return TemplateResponse(request, template, {**self.site.each_context(request), "title": title, **context})


def _in_bin(model, key):
    """Return the object of `model` with `key` if it lies in the bin, else None."""
    try:
        return model._base_manager.filter(state=State.BINNED, pk=key).first()
    except ValidationError:
        return None
