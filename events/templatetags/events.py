"""What pages show of events."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from content.richtext.references import render_references
from content.richtext.templatetags.richtext import prose_block
from content.texts.languages import current_language, text_of
from events.lessons_map import mark_passages

register = template.Library()


@register.simple_tag
def event_dates(event) -> SafeString:
    """The days of an event (an object or a row), as a <time> for machines and in words for readers."""
    starts, ends = (event["starts"], event["ends"]) if isinstance(event, dict) else (event.starts, event.ends)
    first = format_html('<time datetime="{}">{}</time>', starts.isoformat(), _day(starts, ends))
    if starts == ends:
        return first
    return format_html('{}–<time datetime="{}">{}</time>', first, ends.isoformat(), date_format(ends, "j F Y"))


def _day(day: date, last: date) -> str:
    """The first day in no more words than the last one leaves open: “19” when both lie in one month."""
    if day == last or day.year != last.year:
        return date_format(day, "j F Y")
    return date_format(day, "j" if day.month == last.month else "j F")


@register.simple_tag
def case_story(case, evidence) -> SafeString:
    """The story of a case with the passages marked that show a lesson; rows of `evidence` learn whether they were found."""
    text = text_of(case, "story")
    html = render_references(text.words, current_language())
    return prose_block(mark_passages(html, evidence, text.language), text.language)


@register.simple_tag
def translation_note(quote) -> SafeString:
    """Say that the words shown are a translation, when they are; `quote` is an object or a row."""
    original = quote["original_language"] if isinstance(quote, dict) else quote.original_language
    if text_of(quote, "words").language == original:
        return SafeString("")
    words = _("translated from %(language)s") % {"language": get_language_info(original)["name_translated"]}
    return format_html('<br><span class="small">{}</span>', words)


@register.simple_tag
def trace_list(traces) -> SafeString:
    """Links to where a case shows a lesson. The map has dozens: string work costs a fifth of what nodes do."""
    links = (
        f'<li><a class="trace" data-kind="{trace.kind}" href="{escape(trace.path)}">{escape(trace.label)}</a></li>'
        for trace in traces
    )
    return mark_safe(f'<ul class="trace-list">{"".join(links)}</ul>')  # noqa: S308  escaped above
