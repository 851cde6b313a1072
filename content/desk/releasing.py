"""The part of an object's admin that lets it go live together with others."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.workflow import releases
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
        self.fields["release"].queryset = choices
        if not may_begin:
            self.fields["release"].required = True
            self.fields["release"].empty_label = None
            del self.fields["title"]

    def clean(self):
        """A new release needs a name."""
        super().clean()
        given = self.cleaned_data
        if "title" in self.fields and not (given.get("release") or given.get("title") or self.errors):
            self.add_error("title", _("Give the new release a title."))
        return given


class ReleasingAdmin:
    """Part of an admin: add an object to a release, and see in which one it is."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.add_to_release_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_release"
        return [path("<uuid:object_id>/release/", view, name=name), *super().get_urls()]

    def object_tools(self, request, obj):
        tools = super().object_tools(request, obj)
        if self._may_release(request, obj) and releases.waits(obj) and not releases.open_release_of(obj):
            tools.append((_("Add to a release"), self.act_url("release", obj)))
        return tools

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["in_release"] = releases.open_release_of(obj) if obj and obj.pk else None
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def add_to_release_view(self, request, object_id):
        """Ask which release an object shall go live with, and add it."""
        item = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self._may_release(request, item):
            raise PermissionDenied
        may_begin = request.user.has_perm("workflow.add_release")
        form = ReleaseChoiceForm(request.POST or None, choices=self._open_releases(request), may_begin=may_begin)
        if request.method == "POST" and form.is_valid():
            return self._add_to_release(request, item, form.cleaned_data)
        frame = {**self.admin_site.each_context(request), "title": _("Add to a release"), "opts": self.opts}
        return TemplateResponse(
            request,
            "admin/release_add.html",
            {**frame, "original": item, "form_url": self.form_url(item), "form": form},
        )

    def _add_to_release(self, request, item, given):
        try:
            with transaction.atomic():
                release = given["release"] or Release.objects.create(title=given["title"], author=request.user)
                releases.add(release, [item])
        except releases.ReleaseRefused as refused:
            self.message_user(request, " ".join(refused.messages), messages.ERROR)
            return HttpResponseRedirect(self.form_url(item))
        said = _("“%(item)s” will go live with “%(release)s”.") % {"item": item, "release": release}
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:workflow_release_change", args=[release.pk]))

    def _may_release(self, request, item) -> bool:
        allowed = request.user.has_perm("workflow.change_release") or request.user.has_perm("workflow.add_release")
        return allowed and self.has_change_permission(request, item)

    def _open_releases(self, request):
        """Those that this editor may add to; what is planned goes live as it is, so that asks for more."""
        if not request.user.has_perm("workflow.change_release"):
            return Release.objects.none()
        may_publish = request.user.has_perm("workflow.publish_release") and self.has_publish_permission(request)
        return Release.objects.open() if may_publish else Release.objects.open().filter(at__isnull=True)
