"""What the pages beside a form have in common: their addresses, their frame, and who may open them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse


class BesideAdmin:
    """Part of an admin that has pages about an object beside its form."""

    def asked(self, request, item, template, title, **context):
        """Return a page about `item` beside its form."""
        frame_of_admin = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "original": item}
        form_url = self.url_of("change", item.pk)
        return TemplateResponse(request, template, {**frame_of_admin, "form_url": form_url, **context})

    def seen(self, request, object_id):
        """Return the object for whoever may see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=object_id)

    def changed(self, request, object_id):
        """Return the object for whoever may change it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=object_id)

    def address(self, route, view, act):
        """Return the entry for `act` in the table of addresses."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{act}"
        return path(route, self.admin_site.admin_view(view), name=name)

    def url_of(self, act: str, *keys) -> str:
        """Return the address of `act` in this part of the admin."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}", args=keys)
