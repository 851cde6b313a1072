"""Letting an object go live together with others."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin_ui.object_pages import admin_url, may, object_page
from content.admin_ui.parts import Part
from content.planning import releases
from content.workflow.models import Release


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
