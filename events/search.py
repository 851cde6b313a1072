"""What visitors can find of events, speakers, cases, lessons and partner projects."""

from typing import Any

from django.db.models import Prefetch

from content.richtext.references import plain_text
from content.search.indexing import register_searchable
from content.search.searchable import Searchable
from content.texts.languages import LocalizedText, text_of
from events.models import Case, Event, Lesson, PartnerProject, Quote, Speaker


def _rich(item: Any, field: str, language: str) -> LocalizedText:
    text = text_of(item, field, language)
    return text._replace(words=plain_text(text.words))


@register_searchable
class EventSearch(Searchable):
    model = Event
    summary = "tagline"

    def body_of(self, item, language):
        place = " ".join(filter(None, [item.venue_name, item.venue_city, str(item.starts.year)]))
        return [
            _rich(item, "story", language),
            _rich(item, "thanks", language),
            _rich(item, "meeting_text", language),
            _rich(item, "transcript", language),
            LocalizedText(place, language),
        ]


@register_searchable
class SpeakerSearch(Searchable):
    """By name, biography, and the words that he or she is quoted with."""

    model = Speaker
    depends_on = {Quote: "quotes", Event: "quotes__event"}

    def live(self):
        quotes = Prefetch("quotes", queryset=Quote.objects.live(), to_attr="live_quotes")
        return super().live().prefetch_related(quotes)

    def title_of(self, item, language):
        return LocalizedText(item.name, language)

    def summary_of(self, item, language):
        role = text_of(item, "role", language)
        return role._replace(words=", ".join(filter(None, [role.words, item.organisation])))

    def body_of(self, item, language):
        quotes = [text_of(quote, "words", language) for quote in item.live_quotes]
        return [_rich(item, "biography", language), *quotes]


@register_searchable
class CaseSearch(Searchable):
    """By what it tells, where, and who presented it."""

    model = Case
    summary = "summary"
    depends_on = {Event: "event", Speaker: "presenters"}

    def live(self):
        presenters = Prefetch("presenters", queryset=Speaker.objects.live(), to_attr="live_presenters")
        return super().live().prefetch_related(presenters)

    def body_of(self, item, language):
        names = [LocalizedText(presenter.name, language) for presenter in item.live_presenters]
        return [_rich(item, "story", language), text_of(item, "region", language), *names]


@register_searchable
class LessonSearch(Searchable):
    model = Lesson
    summary = "summary"
    depends_on = {Event: "event"}

    def body_of(self, item, language):
        return [_rich(item, "text", language)]


@register_searchable
class ProjectSearch(Searchable):
    """By acronym and full name, which both stand in the title."""

    model = PartnerProject

    def title_of(self, item, language):
        name = text_of(item, "name", language)
        return name._replace(words=": ".join(filter(None, [item.acronym, name.words])))

    def body_of(self, item, language):
        return [_rich(item, "description", language), LocalizedText(item.programme, language)]
