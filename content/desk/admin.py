"""What all parts of the admin are built on."""

from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from content.desk.errors import faults_of
from content.desk.outdated import OutdatedTexts, remember_right, remember_texts
from content.desk.sitting import SittingAdmin
from content.desk.translated import LanguageFields
from content.languages import ledger
from content.languages.text import saving_language
from content.workflow.publishing import announce

ADDRESS = (_("Address"), {"fields": ["slug"], "classes": ["collapse"]})
ORDER = (_("Order"), {"fields": ["position"], "classes": ["collapse"]})


class DeskAdmin(SittingAdmin, OutdatedTexts, LanguageFields, TranslationAdmin):
    """The base of whatever has texts in two languages; every change is announced to search and whoever listens."""

    list_per_page = 50
    view_on_site = False
    not_linked = ["handle", "thumbnail"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, **{"labels": self.labels(), **kwargs})

    def get_list_display_links(self, request, list_display):
        """Link the first column that has words."""
        return super().get_list_display_links(request, [name for name in list_display if name not in self.not_linked])

    def render_change_form(self, request, context, *args, **kwargs):
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["languages"] = settings.LANGUAGES
        obj = kwargs.get("obj")
        context["object_tools"] = self.object_tools(request, obj) if obj else []
        context["is_held"] = self.has_change_permission(request) and not self.has_change_permission(request, obj)
        context["faults"] = faults_of(context["adminform"].form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        before = self.row_before(request, obj) if change else None
        with saving_language():
            super().save_model(request, obj, form, change)
        remember_texts(request, obj, before)
        remember_right(request, [obj])
        announce(obj)
        self.saved(obj, before)

    def saved(self, obj, before):
        """Do what goes with each save of `obj`, which was `before` in the database; None if it is new."""

    def row_before(self, request, obj):
        """Return what `obj`, about to be saved, is in the database."""
        return self.model._base_manager.filter(pk=obj.pk).first()

    def save_formset(self, request, form, formset, change):
        before = {part.pk: part for part in formset.model._base_manager.filter(pk__in=_keys_in(formset))}
        gone = [form.instance.pk for form in formset.deleted_forms]
        _step_aside(formset)
        super().save_formset(request, form, formset, change)
        for part in [*formset.new_objects, *(part for part, _fields in formset.changed_objects)]:
            remember_texts(request, part, before.get(part.pk))
        remember_right(request, [form.instance for form in formset.initial_forms if form.instance.pk in before])
        ledger.forget_keys(formset.model, gone)

    def object_tools(self, request, obj) -> list[tuple[str, str]]:
        """Return (words, address) of what can be done with an object beside its form; parts of an admin add theirs."""
        return []

    def save_related(self, request, form, formsets, change):
        with saving_language():
            super().save_related(request, form, formsets, change)

    def delete_model(self, request, obj):
        announce(obj)
        ledger.forget(obj)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for item in queryset:
            self.delete_model(request, item)


def _keys_in(formset) -> list:
    return [part.instance.pk for part in formset.initial_forms]


def _step_aside(formset) -> None:
    """Take rows that change away before they are saved: two that changed places would be in each other's way."""
    model = formset.model
    if any(isinstance(rule, UniqueConstraint) for rule in model._meta.constraints):
        changed = [part.instance.pk for part in formset.initial_forms if part.has_changed()]
        model._base_manager.filter(pk__in=changed).delete()


class DeskInline(LanguageFields, TranslationStackedInline):
    """Parts of an object, with texts in two languages; stacked, so that no language and no error can hide."""

    extra = 0
    view_on_site = False

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"labels": self.labels(), **kwargs})


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
