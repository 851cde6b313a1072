from modeltranslation.translator import TranslationOptions, register

from events import models


@register(models.Event)
class EventTranslation(TranslationOptions):
    fields = (
        "title",
        "slug",
        "tagline",
        "story",
        "thanks",
        "captions",
        "transcript",
        "lessons_intro",
        "join_title",
        "join_text",
        "meeting_title",
        "meeting_text",
        "funding_statement",
    )


@register(models.Speaker)
class SpeakerTranslation(TranslationOptions):
    fields = ("slug", "role", "biography")


@register(models.SpeakerLink)
class SpeakerLinkTranslation(TranslationOptions):
    fields = ("label",)


@register(models.Quote)
class QuoteTranslation(TranslationOptions):
    fields = ("words",)


@register(models.Case)
class CaseTranslation(TranslationOptions):
    fields = ("title", "slug", "summary", "story", "region")


@register(models.Lesson)
class LessonTranslation(TranslationOptions):
    fields = ("title", "slug", "summary", "text")


@register(models.Evidence)
class EvidenceTranslation(TranslationOptions):
    fields = ("passage",)


@register(models.PartnerProject)
class PartnerProjectTranslation(TranslationOptions):
    fields = ("slug", "name", "description")


@register(models.ProgrammeItem)
class ProgrammeItemTranslation(TranslationOptions):
    fields = ("title", "description", "room")
