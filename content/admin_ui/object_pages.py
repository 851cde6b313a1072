"""What the pages beside the forms of the admin have in common: their addresses, their frame, and who may open them."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST


def admin_url(of: Model | type[Model], act: str = "change", *keys: Any) -> str:
    """Return the address in the admin at which `act` is done to an object or, given a model, to all of its kind."""
    own = [of.pk] if isinstance(of, Model) else []
    name = f"admin:{of._meta.app_label}_{of._meta.model_name}_{act}"
    return reverse(name, args=[quote(key) for key in (*own, *keys)])


def page(admin: ModelAdmin, route: str, view: Callable, act: str) -> URLPattern:
    """Return the entry for `act` in the table of addresses of `admin`."""
    return path(route, admin.admin_site.admin_view(view), name=f"{admin.opts.app_label}_{admin.opts.model_name}_{act}")


def post(admin: ModelAdmin, route: str, view: Callable, act: str) -> URLPattern:
    """Return the entry of what a button does: nothing is to be seen at its address."""
    return page(admin, route, require_POST(view), act)


def object_page(admin: ModelAdmin, request, item: Model, template: str, title: str, **context) -> TemplateResponse:
    """Return a page about `item` beside its form; its template extends admin/object_page.html."""
    frame = {**admin.admin_site.each_context(request), "title": title, "opts": admin.opts, "original": item}
    return TemplateResponse(request, template, {**frame, "form_url": admin_url(item), **context})


def list_page(admin: ModelAdmin, request, template: str, title: str, **context) -> TemplateResponse:
    """Return a page beside the list of `admin`."""
    frame = {**admin.admin_site.each_context(request), "title": title, "opts": admin.opts, "media": admin.media}
    return TemplateResponse(request, template, {**frame, **context})


def item_for_viewer(admin: ModelAdmin, request, object_id) -> Any:
    """Return an object for whoever may see those of `admin`. Raises PermissionDenied or Http404."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(admin.get_queryset(request), pk=object_id)


def item_for_editor(admin: ModelAdmin, request, object_id) -> Any:
    """Return an object for whoever may change those of `admin`. Raises PermissionDenied or Http404."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    return get_object_or_404(admin.get_queryset(request), pk=object_id)


def may(user, act: str, model: type[Model]) -> bool:
    """Whether `user` may do `act` ("view", "change", "publish") with objects of `model`."""
    return user.has_perm(f"{model._meta.app_label}.{act}_{model._meta.model_name}")
