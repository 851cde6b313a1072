"""The kinds of texts that editors translate, and the forms in which they do."""

from typing import Any, NamedTuple
from urllib.parse import quote

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, Q, QuerySet
from django.forms.models import _get_foreign_key
from django.utils.text import capfirst

from content.admin_ui.object_pages import admin_url
from content.languages.translatable_fields import told_fields
from content.workflow.models import Publishable, State

LIVE, DRAFTS = "live", "drafts"
_STATES = {LIVE: [State.PUBLISHED], DRAFTS: [State.DRAFT, State.WITHDRAWN]}


class TranslatableModel(NamedTuple):
    """A model with texts, the admin in whose form they are edited, and for a part of that form what it belongs to.

    owner: the name of the foreign key to the object of the form, empty when the model has a form of its own.
    """

    model: type[Model]
    admin: ModelAdmin
    owner: str = ""

    @property
    def label(self) -> str:
        """The name of the kind in addresses: events.case."""
        return self.model._meta.label_lower

    @property
    def name(self) -> str:
        """What editors call the kind."""
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def relation(self) -> str:
        """The name of the relation from the object of the form to its parts, which their inputs begin with."""
        return str(self.model._meta.get_field(self.owner).remote_field.get_accessor_name())  # type: ignore[union-attr]

    def owner_key(self, item: Model) -> Any:
        """Return the key of the object in whose form `item` is edited."""
        return getattr(item, self.model._meta.get_field(self.owner).attname) if self.owner else item.pk  # type: ignore[union-attr]

    def objects(self) -> QuerySet:
        """All objects of the kind in the order of its lists, each with what its name is made of."""
        related = [field.name for field in self.model._meta.concrete_fields if field.is_relation]
        return self.model._base_manager.select_related(*related).order_by(*(self.model._meta.ordering or ()), "pk")

    def where(self, place: str) -> Q:
        """Return the condition that an object is seen by the public (LIVE) or isn't and is no binned one (DRAFTS)."""
        holder = self.admin.model if self.owner else self.model
        if not issubclass(holder, Publishable):
            return Q() if place == LIVE else Q(pk__in=[])
        prefix = f"{self.owner}__" if self.owner else ""
        return Q(**{f"{prefix}state__in": _STATES[place]})

    def form_url(self, key: Any, anchor: str) -> str:
        """Return the address of the form of the object with `key`, at the place `anchor`."""
        return f"{admin_url(self.admin.model, 'change', key)}#{quote(anchor)}"


def kinds_for(site: AdminSite, request) -> list[TranslatableModel]:
    """Return the kinds whose forms the editor of `request` may see, in the order of the menu."""
    menu = [entry["model"] for group in site.get_app_list(request) for entry in group["models"]]
    admins = [site.get_model_admin(model) for model in menu]
    seen = [admin for admin in admins if admin.has_view_permission(request)]
    return [kind for admin in seen for kind in _kinds_of(admin, site)]


def _kinds_of(admin: ModelAdmin, site: AdminSite):
    if told_fields(admin.model):
        yield TranslatableModel(admin.model, admin)
    for inline in admin.inlines:
        if told_fields(inline.model) and not site.is_registered(inline.model):
            yield TranslatableModel(inline.model, admin, _get_foreign_key(admin.model, inline.model).name)
