"""Columns and filters that lists of the admin share."""

from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from content.admin_ui.translation_status import (
    COMPLETE,
    MISSING,
    OUTDATED,
    PARTLY,
    has_outdated_translation,
    lacks_translation,
    translation_status,
)
from content.texts.languages import CODES

SHARES = {
    COMPLETE: _("%(language)s: complete"),
    PARTLY: _("%(language)s: partly"),
    MISSING: _("%(language)s: missing"),
    OUTDATED: _("%(language)s: outdated"),
}


def render_badge(state: str, words) -> str:
    """Return a small label; `state` chooses its colours, `words` say the same to everybody."""
    return format_html('<span class="badge" data-state="{}">{}</span>', state, words)


@admin.display(description=_("languages"))
def languages_column(item):
    """A mark for each language: complete, partly, missing, outdated."""
    names = dict(settings.LANGUAGES)
    marks = []
    for code, shares in translation_status(item).items():
        said = ", ".join(str(SHARES[share] % {"language": names[code]}) for share in shares)
        marks.append((" ".join(shares), said, code.upper(), said))
    return format_html_join(
        " ",
        '<span class="language-mark" data-share="{}" title="{}">'
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>',
        marks,
    )


class MissingText(admin.SimpleListFilter):
    """Narrow a list to what still has to be translated, or translated again."""

    title = _("translation")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        missing = [(code, _("Missing in %(language)s") % {"language": name}) for code, name in settings.LANGUAGES]
        return missing + [
            (f"{code}-{OUTDATED}", _("Outdated in %(language)s") % {"language": name})
            for code, name in settings.LANGUAGES
        ]

    def queryset(self, request, queryset):
        language, _dash, state = (self.value() or "").partition("-")
        if language not in CODES:
            return queryset
        return queryset.filter(
            (has_outdated_translation if state == OUTDATED else lacks_translation)(queryset.model, language)
        )
