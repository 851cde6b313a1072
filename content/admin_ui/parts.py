"""What an admin consists of: an object for each subject that changes nothing of how Django saves."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.urls import URLPattern

from content.admin_ui.object_pages import page, post

# What can be done with an object beside its form: words and address.
Tool = tuple[Any, str]


class Part:
    """A subject of an admin: its pages, its tools and actions, what the form and the list show of it.

    It keeps nothing, for one object serves all requests of all admins that have it; so it is handed the admin.
    """

    def urls(self, admin: ModelAdmin) -> list[URLPattern]:
        """Return the addresses of its pages."""
        return []

    def tools(self, admin: ModelAdmin, request, item) -> list[Tool]:
        """Return what can be done with `item` beside its form."""
        return []

    def actions(self) -> list[Callable]:
        """Return what can be done with the chosen rows of a list; each takes admin, request and queryset."""
        return []

    def context(self, admin: ModelAdmin, request, item) -> dict[str, Any]:
        """Return what the form shows of it, by name in the template; `item` is None in the form for a new object."""
        return {}

    def list_context(self, admin: ModelAdmin, request) -> dict[str, Any]:
        """Return what the list shows of it, by name in the template."""
        return {}

    def after_save(self, item, before) -> None:
        """Do what goes with each save of `item`, which was `before` in the database; None if it is new."""

    def page(self, admin: ModelAdmin, route: str, view: Callable, act: str) -> URLPattern:
        """Return the entry for `act`, of whose views each takes the admin first."""
        return page(admin, route, partial(view, admin), act)

    def post(self, admin: ModelAdmin, route: str, view: Callable, act: str) -> URLPattern:
        """Return the entry of what a button does."""
        return post(admin, route, partial(view, admin), act)


class PartsAdmin(admin.ModelAdmin):
    """Asks its parts what they add to it, in their order."""

    parts: ClassVar[Sequence[Part]] = ()

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        actions = [action for part in self.parts for action in part.actions()]
        if actions:
            self.actions = [*(self.actions or ()), *actions]

    def get_urls(self):
        return [*(url for part in self.parts for url in part.urls(self)), *super().get_urls()]

    def object_tools(self, request, item) -> list[Tool]:
        """Return what can be done with an object beside its form."""
        return [tool for part in self.parts for tool in part.tools(self, request, item)]

    def parts_context(self, request, item) -> dict[str, Any]:
        """Return what the form shows of all parts."""
        context: dict[str, Any] = {"object_tools": self.object_tools(request, item) if item else []}
        for part in self.parts:
            context |= part.context(self, request, item)
        return context

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= self.parts_context(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changelist_view(self, request, extra_context=None):
        context = dict(extra_context or {})
        for part in self.parts:
            context = {**part.list_context(self, request), **context}
        return super().changelist_view(request, context)


class ReadOnlyAdmin(admin.ModelAdmin):
    """A list to look things up in; the site itself keeps it."""

    list_per_page = 50
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
