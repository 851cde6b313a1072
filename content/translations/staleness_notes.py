"""Saying, beside a text, that its source has changed, and taking the editor's answer."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from content.languages import translation_sources
from content.languages.models import source_key
from content.languages.staleness import source_of
from content.texts.languages import value_in
from content.workflow.differences import plain_lines, word_difference

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
