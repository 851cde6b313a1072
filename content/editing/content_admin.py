"""What all parts of the admin are built on."""

from copy import copy
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from content.admin_ui.columns import MissingText
from content.admin_ui.language_fields import LanguageFields
from content.admin_ui.parts import PartsAdmin
from content.admin_ui.translation_status import PresenceList
from content.autosave.admin import Autosave, end_sitting, may_write, seat_at, unsaved_sitting
from content.autosave.merging import parts_as_sent, without_vanished
from content.autosave.unsaved_form import Editing, formset_without_errors, parse_form_data, prefilled_form
from content.languages import translation_sources
from content.texts.languages import saving_language
from content.translations.staleness_notes import note_outdated, remember_right, remember_texts
from content.workflow.publishing import announce_change


class FormError(NamedTuple):
    """What is wrong, with which field; `target` is the id of its input, empty when it is about the whole form."""

    message: str
    label: str = ""
    target: str = ""


def faults_of(form, formsets=()) -> list[FormError]:
    """Return all faults of a form and of the formsets below it, in the order of the page."""
    faults = _faults_in(form)
    for formset in formsets:
        faults += [FormError(message) for message in formset.non_form_errors()]
        faults += [fault for part in formset.forms for fault in _faults_in(part, formset.model._meta.verbose_name)]
    return faults


def _faults_in(form, part_name="") -> list[FormError]:
    """part_name: what to call the form itself; what is wrong with all of it is mended from its first field on."""
    if not form.is_bound:
        return []
    first = form.visible_fields()[0].id_for_label if part_name else ""
    return [
        FormError(message, form[name].label, form[name].id_for_label)
        if name in form.fields
        else FormError(message, part_name, first)
        for name, messages in form.errors.items()
        for message in messages
    ]


ADDRESS: tuple[Any, Any] = (_("Address"), {"fields": ["slug"], "classes": ["collapse"]})
ORDER: tuple[Any, Any] = (_("Order"), {"fields": ["position"], "classes": ["collapse"]})


class ContentAdmin(PartsAdmin, LanguageFields, TranslationAdmin):
    """The base of whatever has texts in two languages; every change is announced to search and whoever listens.

    Django hands the request to its hooks and nothing else, and an admin is one object for all requests. So what one
    step of saving knows and another needs is in `editing`, of a copy of the admin that `with_editing` makes for one request:
    Django's view is called on that copy, whose hooks find it there.
    """

    parts = [Autosave()]
    editing = Editing()
    list_per_page = 50
    view_on_site = False
    not_linked = ["handle", "thumbnail"]

    def with_editing(self, editing: Editing) -> Self:
        """Return this admin for one request."""
        admin = copy(self)
        admin.editing = editing
        return admin

    # --- The list ---------------------------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return PresenceList

    def get_list_filter(self, request):
        """Offer in every list what is missing or outdated."""
        filters = list(super().get_list_filter(request))
        return filters if MissingText in filters else [*filters, MissingText]

    def get_list_display_links(self, request, list_display):
        """Link the first column that has words."""
        linked = [column for column in list_display if getattr(column, "__name__", column) not in self.not_linked]
        return super().get_list_display_links(request, linked)

    # --- The form ---------------------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Open the form on what this editor typed earlier and didn't save; or save what was sent."""
        editing = Editing()
        self.bring_back(request, object_id and unquote(object_id), editing)
        return self.with_editing(editing).form_view(request, object_id, form_url, extra_context)

    def form_view(self, request, object_id=None, form_url="", extra_context=None):
        """Do what Django does with a form; see `with_editing`."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    def bring_back(self, request, key: str | None, editing: Editing) -> None:
        """Let a form that is opened be filled with what this editor typed earlier; no key: the form for a new object."""
        if request.method != "GET":
            return
        editing.sitting = unsaved_sitting(self, request, key or "")
        if editing.sitting:
            editing.typed = parse_form_data(editing.sitting.typed)
            item = editing.on_trial or (self.get_object(request, key) if key else None)
            editing.lost = without_vanished(self, request, item, editing.typed) if item else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **{"labels": self.labels(), **kwargs})
        return form if self.editing.typed is None else prefilled_form(form, self.editing.typed)

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            yield (formset if self.editing.typed is None else formset_without_errors(formset)), inline

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs, typed = super().get_formset_kwargs(request, obj, inline, prefix), self.editing.typed
        if typed is None or f"{prefix}-TOTAL_FORMS" not in typed:
            return kwargs
        return {**kwargs, "data": typed, "queryset": parts_as_sent(kwargs["queryset"], obj, inline, typed, prefix)}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["languages"] = settings.LANGUAGES
        context["is_held"] = self.has_change_permission(request) and not self.has_change_permission(request, obj)
        context["faults"] = faults_of(context["adminform"].form, formsets)
        context["offers_minor_change"] = obj is not None
        if may_write(self, request, obj and str(obj.pk)):
            context["sitting"] = seat_at(self, request, obj, self.editing)
        if obj is not None:
            note_outdated(context)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Saving it --------------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        before = self.row_before(request, obj) if change else None
        with saving_language():
            super().save_model(request, obj, form, change)
        remember_texts(request, obj, before)
        remember_right(request, [obj])
        announce_change(obj)
        for part in self.parts:
            part.after_save(obj, before)

    def row_before(self, request, obj):
        """Return what `obj`, about to be saved, is in the database."""
        return self.model._base_manager.filter(pk=obj.pk).first()

    def save_formset(self, request, form, formset, change):
        rows = formset.model._base_manager
        before = {part.pk: part for part in rows.filter(pk__in=[part.instance.pk for part in formset.initial_forms])}
        gone = [form.instance.pk for form in formset.deleted_forms]
        if any(isinstance(rule, UniqueConstraint) for rule in formset.model._meta.constraints):
            # Rows that change go before they are saved: two that changed places would be in each other's way.
            rows.filter(pk__in=[part.instance.pk for part in formset.initial_forms if part.has_changed()]).delete()
        super().save_formset(request, form, formset, change)
        for part in [*formset.new_objects, *(part for part, _fields in formset.changed_objects)]:
            remember_texts(request, part, before.get(part.pk))
        remember_right(request, [form.instance for form in formset.initial_forms if form.instance.pk in before])
        translation_sources.forget_keys(formset.model, gone)

    def save_related(self, request, form, formsets, change):
        with saving_language():
            super().save_related(request, form, formsets, change)
        self.editing.saved = form.instance

    def response_add(self, request, obj, post_url_continue=None):
        end_sitting(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        end_sitting(request)
        return super().response_change(request, obj)

    def delete_model(self, request, obj):
        announce_change(obj)
        translation_sources.forget_sources(obj)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for item in queryset:
            self.delete_model(request, item)


class ContentInline(LanguageFields, TranslationStackedInline):
    """Parts of an object, with texts in two languages; stacked, so that no language and no error can hide."""

    extra = 0
    view_on_site = False

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"labels": self.labels(), **kwargs})
