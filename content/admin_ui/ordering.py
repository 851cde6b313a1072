"""Lists that editors put in order, by dragging or with the arrow keys."""

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import pgettext_lazy

from content.admin_ui.object_pages import admin_url, may, post
from content.admin_ui.parts import PartsAdmin
from content.workflow.models import Publishable, Version
from content.workflow.publishing import announce_change
from content.workflow.versions import record_act


@transaction.atomic
def reorder_objects(queryset, keys: list[str], *, author=None) -> None:
    """Let the objects with `keys` (as text) stand in that order, in the places that they hold among all of `queryset`.

    queryset: everything that is counted in one row, in its present order. Keys that it doesn't know are passed over.
    Visitors see the new order at once; whatever has a history gets a line in it.
    """
    standing = dict(queryset.values_list("pk", "position"))
    by_text = {str(key): key for key in standing}
    moving = dict.fromkeys(by_text[text] for text in keys if text in by_text)
    turn = iter(moving)
    arranged = [next(turn) if key in moving else key for key in standing]
    numbers = {key: number for number, key in enumerate(arranged, start=1) if standing[key] != number}
    moved = list(queryset.model._base_manager.filter(pk__in=numbers))
    for item in moved:
        item.position = numbers[item.pk]
    queryset.model._base_manager.bulk_update(moved, ["position"])
    for item in moved:
        if isinstance(item, Publishable):
            record_act(item, Version.Act.MOVED, author=author, note=f"{standing[item.pk]} → {numbers[item.pk]}")
        announce_change(item)


class OrderedAdmin(PartsAdmin):
    """Base of an admin whose list has handles to move rows by, and whose new objects come last.

    ordered_within: the field that a list is sorted by first; rows move among those that share it.
    """

    ordered_within = ""

    def get_urls(self):
        return [post(self, "order/", self.order_view, "order"), *super().get_urls()]

    def has_order_permission(self, request) -> bool:
        """Whether this editor may move rows: what is published moves before the eyes of visitors."""
        return self.has_change_permission(request) and (
            not issubclass(self.model, Publishable) or may(request.user, "publish", self.model)
        )

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        return ["handle", *columns] if self.has_order_permission(request) else columns

    @admin.display(description=pgettext_lazy("column with handles to move rows by", "Move"))
    def handle(self, item):
        group = getattr(item, item._meta.get_field(self.ordered_within).attname) if self.ordered_within else ""
        return format_html('<span data-handle="{}" data-name="{}" data-group="{}"></span>', item.pk, item, group)

    def changelist_view(self, request, extra_context=None):
        context = {"ordered": self.has_order_permission(request), **(extra_context or {})}
        if ORDER_VAR not in request.GET:
            context["order_url"] = admin_url(self.model, "order")
        return super().changelist_view(request, context)

    def order_view(self, request):
        """Store the order of the rows that `key` names, one for each row on the editor's page."""
        if not self.has_order_permission(request):
            raise PermissionDenied
        reorder_objects(self.get_queryset(request), request.POST.getlist("key"), author=request.user)
        return HttpResponse(status=204)

    def save_model(self, request, obj, form, change):
        if not change and not obj.position:
            obj.position = (self.model._base_manager.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save_model(request, obj, form, change)
