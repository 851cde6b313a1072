"""Saying, beside a text, that its source has changed; taking the editor’s answer that it needn’t change."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.languages import translation_sources
from content.languages.models import source_key
from content.languages.staleness import confirm_entries, source_of
from content.languages.translatable_fields import texts_of, told_fields
from content.texts.languages import value_in
from content.translations.translatable_models import TranslatableModel, kinds_for
from content.workflow.differences import plain_lines, word_difference
from content.workflow.models import Draft

# What the form sends: that what changed needs no new translation; and which translations were found to be right.
MINOR, RIGHT = "minor_change", "still_right"


def remember_texts(request, item, before) -> None:
    """Keep the ledger of `item`, just saved from a form, as it was `before`; None when it is new."""
    translation_sources.note_text_changes(item, before, minor=MINOR in request.POST)


def remember_right(request, items) -> None:
    """Keep which translations of `items` the editor found to be right still."""
    given = [token.partition(".") for token in request.POST.getlist(RIGHT)]
    for item in items if given else ():
        fields = [field for key, _dot, field in given if key == source_key(item.pk)]
        if fields:
            translation_sources.confirm_translations(item, fields)


def note_outdated(context) -> None:
    """Put a note beside each outdated text of a form with the template's `context`, and of its parts."""
    _note_in([context["adminform"].form])
    for inline in context["inline_admin_formsets"]:
        _note_in(inline.formset.initial_forms)


def _note_in(forms) -> None:
    """Put a note beside each outdated text of `forms`, all of one model; one query."""
    remembered = translation_sources.contents_of([form.instance for form in forms])
    for form in forms:
        for name, entry in remembered[form.instance.pk].items():
            column = f"{name}_{entry['language']}"
            if entry["outdated"] and column in form.fields:
                shown = form[column]
                shown.help_text = format_html("{}{}", mark_safe(shown.help_text), _note(form.instance, name, entry))  # noqa: S308  our own words


def _note(item, name: str, entry) -> str:
    source = source_of(entry)
    now = value_in(item, name, source)
    return render_to_string(
        "admin/translations/outdated_note.html",
        {
            "source": source,
            "source_name": dict(settings.LANGUAGES)[source],
            "difference": word_difference(plain_lines(entry["source"]), plain_lines(str(now or ""))),
            "name": RIGHT,
            "value": f"{source_key(item.pk)}.{name}",
        },
    )


@require_POST
def still_right(request, site: AdminSite):
    """Remember that a translation is right still: at once, also of what is live, for no visitor sees a difference.

    Takes kind, key and field of the text; draft, the key of the object, when the text stands in changes that wait.
    """
    kind = next((kind for kind in kinds_for(site, request) if kind.label == request.POST.get("kind")), None)
    if kind is None or request.POST.get("field") not in told_fields(kind.model):
        raise Http404
    if not kind.admin.has_change_permission(request):
        raise PermissionDenied
    key, field, draft = request.POST.get("key", ""), request.POST["field"], request.POST.get("draft", "")
    try:
        if draft:
            _confirm_in_draft(kind, key, field, draft)
        else:
            with transaction.atomic():
                translation_sources.confirm_translations(get_object_or_404(kind.model, pk=key), [field])
    except (ValidationError, ValueError) as error:  # a key that isn't one
        raise Http404 from error
    messages.success(request, _("Noted: this translation is still right."))
    asked = urlencode(parse_qsl(request.POST.get("asked", "")))
    return HttpResponseRedirect(f"{reverse('admin:translations')}?{asked}")


@transaction.atomic
def _confirm_in_draft(kind: TranslatableModel, key: str, field: str, owner_key: str) -> None:
    owner = get_object_or_404(kind.admin.model, pk=owner_key)
    draft = get_object_or_404(Draft.objects.of(owner).select_for_update())
    content = _content_in(draft, kind, key)
    texts = texts_of(kind.model, content["fields"])
    content["ledger"] = confirm_entries(content.get("ledger", {}), texts, [field])
    draft.save(update_fields=["after"])


def _content_in(draft: Draft, kind: TranslatableModel, key: str) -> dict[str, Any]:
    if not kind.owner:
        return draft.after
    rows = draft.after["parts"].get(kind.relation, ())
    found = next((row for row in rows if str(row["id"]) == key), None)
    if found is None:
        raise Http404
    return found
