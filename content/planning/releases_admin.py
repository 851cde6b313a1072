"""Letting an object go live together with others."""

from typing import NamedTuple, cast
from uuid import UUID

from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin_ui.badges import StateLabel, marks_of, with_marks
from content.admin_ui.object_pages import admin_url, may, object_page
from content.admin_ui.parts import Part
from content.planning import releases
from content.planning.related_objects import has_belongings, in_order
from content.planning.releases import is_waiting
from content.workflow.models import Publishable, Release, ReleaseItem


class ReleaseChoiceForm(forms.Form):
    """Which release an object is added to: an open one, or a new one."""

    release = forms.ModelChoiceField(
        Release.objects.none(),
        label=gettext_lazy("Which release?"),
        required=False,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("A new one"),
        blank=True,
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the new release"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For editors, such as “Smart Up! 2019, results”."),
    )

    def __init__(self, *args, choices, may_begin, **kwargs):
        super().__init__(*args, **kwargs)
        release = cast(forms.ModelChoiceField, self.fields["release"])
        release.queryset = choices
        if not may_begin:
            release.required, release.empty_label = True, None
            del self.fields["title"]

    def clean(self):
        """A new release needs a name."""
        super().clean()
        given = self.cleaned_data
        if "title" in self.fields and not (given.get("release") or given.get("title") or self.errors):
            self.add_error("title", _("Give the new release a title."))
        return given


class Releases(Part):
    """Adds an object to a release, and shows in which one it is."""

    def urls(self, admin):
        return [self.page(admin, "<uuid:object_id>/release/", self.add_view, "release")]

    def tools(self, admin, request, item):
        if _may_release(admin, request, item) and releases.is_waiting(item) and not releases.open_release_of(item):
            return [(_("Add to a release"), admin_url(item, "release"))]
        return []

    def context(self, admin, request, item):
        return {"in_release": releases.open_release_of(item) if item and item.pk else None}

    def add_view(self, admin, request, object_id):
        """Ask which release an object shall go live with, and add it."""
        item = get_object_or_404(admin.get_queryset(request), pk=object_id)
        if not _may_release(admin, request, item):
            raise PermissionDenied
        may_begin = request.user.has_perm("workflow.add_release")
        form = ReleaseChoiceForm(request.POST or None, choices=_open_releases(admin, request), may_begin=may_begin)
        if request.method == "POST" and form.is_valid():
            return _add(admin, request, item, form.cleaned_data)
        return object_page(admin, request, item, "admin/releases/add.html", _("Add to a release"), form=form)


def _add(admin, request, item, given):
    try:
        with transaction.atomic():
            release = given["release"] or Release.objects.create(title=given["title"], author=request.user)
            releases.add_items(release, [item])
    except releases.ReleaseRefused as refused:
        admin.message_user(request, " ".join(refused.messages), messages.ERROR)
        return HttpResponseRedirect(admin_url(item))
    said = _("“%(item)s” will go live with “%(release)s”.") % {"item": item, "release": release}
    admin.message_user(request, said, messages.SUCCESS)
    return HttpResponseRedirect(admin_url(release))


def _may_release(admin, request, item) -> bool:
    allowed = request.user.has_perm("workflow.change_release") or request.user.has_perm("workflow.add_release")
    return allowed and admin.has_change_permission(request, item)


def _open_releases(admin, request):
    """Those that this editor may add to; what is planned goes live as it is, so that asks for more."""
    if not request.user.has_perm("workflow.change_release"):
        return Release.objects.none()
    may_publish = may(request.user, "publish", Release) and may(request.user, "publish", admin.model)
    return Release.objects.open() if may_publish else Release.objects.open().filter(at__isnull=True)


class ReleaseLine(NamedTuple):
    """One object: what it is, in which state, whether a release has something to publish of it, where its form is."""

    item: Publishable
    kind: str
    marks: list[StateLabel]
    waits: bool
    url: str
    has_belongings: bool


class ReleaseGroup(NamedTuple):
    """What waits of one kind."""

    kind: str
    lines: list[ReleaseLine]


def lines_of(release: Release, user) -> list[ReleaseLine]:
    """Return what `release` holds, in the order in which it is published; a query for each kind."""
    keys: dict[int, list[UUID]] = {}
    for kind, key in release.items.values_list("content_type_id", "object_id"):
        keys.setdefault(kind, []).append(key)
    models = {kind: ContentType.objects.get_for_id(kind).model_class() for kind in keys}
    found: list = []
    for kind, model in models.items():
        found += with_marks(model._base_manager.filter(pk__in=keys[kind])) if model else []
    for item in found:
        item.release_at, item.has_failed = None, False  # the release says it for all of them
    return [_line(item, user) for item in in_order(found)]


def choices_for(user) -> list[ReleaseGroup]:
    """Return all that waits, of the kinds that `user` may change, and stands in no open release; a query for each kind."""
    taken = ReleaseItem.objects.filter(release__released_at__isnull=True).values_list("object_id", flat=True)
    keys = set(taken)
    groups = []
    for model in apps.get_models():
        if issubclass(model, Publishable) and may(user, "change", model):
            waiting = with_marks(model.objects.kept()).filter(Q(published_at__isnull=True) | Q(has_draft=True))
            lines = [_line(item, user) for item in waiting if item.pk not in keys]
            groups.append(ReleaseGroup(str(model._meta.verbose_name_plural), lines))
    return [group for group in groups if group.lines]


def _line(item, user) -> ReleaseLine:
    model = type(item)
    url = form_url(item) if may(user, "view", model) or may(user, "change", model) else ""
    waiting = is_waiting(item, drafted=item.has_draft)
    return ReleaseLine(item, str(model._meta.verbose_name), marks_of(item), waiting, url, has_belongings(model))


def form_url(item: Model) -> str:
    """Return the address of the form of `item`, nothing when the admin has none."""
    try:
        return admin_url(item)
    except NoReverseMatch:
        return ""
