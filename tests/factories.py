"""Factories: each makes the least that is valid. `live=True` makes what the public sees, its event included."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import override
from factory.django import DjangoModelFactory, FileField, ImageField

from content.autosave.models import EditSession
from content.documents.models import Document
from content.languages.models import Translation
from content.mail.models import Letter, OutboxMessage
from content.pages.models import MenuItem, Page, SiteSettings
from content.pictures.models import Picture
from content.preview.models import PreviewLink
from content.reviews.models import Answer, Review
from content.richtext.models import LinkCheck
from content.search.models import SearchDocument
from content.workflow.models import Appointment, Draft, Redirect, Release, ReleaseItem, State, Version, Withdrawal
from content.workflow.snapshot import content_of
from events.models import Case, Event, Evidence, Lesson, PartnerProject, ProgrammeItem, Quote, Speaker, SpeakerLink
from gallery.models import Album, Photo, RemovalRequest, RemovalStep, RemovedPicture
from signups.models import (
    Confirmation,
    Consent,
    ConsentText,
    Delivery,
    Erasure,
    Export,
    Interest,
    JoinRules,
    LinkRequest,
    Mailing,
    Note,
    PendingSignup,
    Stakeholder,
    Suppression,
)


def _in_both(words: str):
    """Return declarations for a Dutch and an English text that are numbered alike."""
    return factory.Sequence(lambda number: f"{words} {number} (nl)"), factory.Sequence(
        lambda number: f"{words} {number}"
    )


def _several(relation: str):
    """Return a declaration that fills many-to-many `relation` from the list that the test gives."""

    def fill(instance, create, given, **_kwargs):
        if create and given:
            getattr(instance, relation).set(given)

    return factory.post_generation(fill)


def _live_event():
    return factory.SubFactory("tests.factories.EventFactory", live=True)


class SmartupFactory(DjangoModelFactory):
    """Saves once, under the default language, with addresses made from the names."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        item = super()._build(model_class, *args, **kwargs)
        if hasattr(item, "fill_slugs"):
            item.fill_slugs()
        return item

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with override("nl"):
            item = cls._build(model_class, *args, **kwargs)
            item.save(force_insert=True)
        return item


class PublishableFactory(SmartupFactory):
    """A draft, or with `live=True` what the public sees."""

    class Meta:
        abstract = True

    class Params:
        live = factory.Trait(state=State.PUBLISHED, published_at=factory.LazyFunction(timezone.now))


class OfEventFactory(PublishableFactory):
    """Belongs to an event, which is as public as itself unless the test gives one."""

    class Meta:
        abstract = True

    class Params:
        live = factory.Trait(
            state=State.PUBLISHED, published_at=factory.LazyFunction(timezone.now), event=_live_event()
        )

    event = factory.SubFactory("tests.factories.EventFactory")


class EditorFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda number: f"editor{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("mirror mirror")
    is_staff = True
    is_superuser = True


class PictureFactory(SmartupFactory):
    """A blue picture of 640 by 480 pixels, none of whose sizes is made yet."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda number: f"Picture {number}")
    original = ImageField(width=640, height=480, format="JPEG")
    alt_nl, alt_en = _in_both("A blue wall")
    width = 640
    height = 480


class DocumentFactory(PublishableFactory):
    class Meta:
        model = Document

    title_nl, title_en = _in_both("Slides")
    file = FileField(filename="slides.pdf", data=b"%PDF-1.7\n%%EOF\n")
    language = "en"
    size = 15


class PageFactory(PublishableFactory):
    class Meta:
        model = Page

    title_nl, title_en = _in_both("Page")


class SiteSettingsFactory(SmartupFactory):
    class Meta:
        model = SiteSettings

    pk = 1
    name_nl = "Smart Up!"
    name_en = "Smart Up!"


class MenuItemFactory(SmartupFactory):
    class Meta:
        model = MenuItem

    site = factory.LazyFunction(lambda: SiteSettings.objects.get_or_create(pk=1)[0])
    page = factory.SubFactory(PageFactory, live=True)


class EventFactory(PublishableFactory):
    """The event in Emmen, by its date."""

    class Meta:
        model = Event

    title_nl, title_en = _in_both("Event")
    starts = date(2018, 9, 19)
    ends = factory.SelfAttribute("starts")
    projects = _several("projects")
    documents = _several("documents")


class SpeakerFactory(PublishableFactory):
    class Meta:
        model = Speaker

    name = factory.Sequence(lambda number: f"Speaker {number}")


class SpeakerLinkFactory(SmartupFactory):
    class Meta:
        model = SpeakerLink

    speaker = factory.SubFactory(SpeakerFactory)
    label_nl, label_en = _in_both("Website")
    url = "https://example.org/"


class QuoteFactory(OfEventFactory):
    class Meta:
        model = Quote

    class Params:
        live = factory.Trait(
            state=State.PUBLISHED,
            published_at=factory.LazyFunction(timezone.now),
            event=_live_event(),
            speaker=factory.SubFactory(SpeakerFactory, live=True),
        )

    speaker = factory.SubFactory(SpeakerFactory)
    words_nl, words_en = _in_both("Mirror, mirror on the wall")


class CaseFactory(OfEventFactory):
    class Meta:
        model = Case

    title_nl, title_en = _in_both("Case")
    presenters = _several("presenters")
    documents = _several("documents")


class LessonFactory(OfEventFactory):
    class Meta:
        model = Lesson

    title_nl, title_en = _in_both("Lesson")


class EvidenceFactory(SmartupFactory):
    """A passage; lesson and case are of one event."""

    class Meta:
        model = Evidence

    lesson = factory.SubFactory(LessonFactory)
    case = factory.SubFactory(CaseFactory, event=factory.SelfAttribute("..lesson.event"))
    passage_nl, passage_en = _in_both("As they showed")


class PartnerProjectFactory(PublishableFactory):
    class Meta:
        model = PartnerProject

    acronym = factory.Sequence(lambda number: f"PROJECT{number}")


class ProgrammeItemFactory(OfEventFactory):
    class Meta:
        model = ProgrammeItem

    title_nl, title_en = _in_both("Programme item")
    starts = factory.Sequence(lambda number: datetime(2018, 9, 19, 7, tzinfo=UTC) + timedelta(minutes=number))
    speakers = _several("speakers")


class AlbumFactory(OfEventFactory):
    class Meta:
        model = Album

    title_nl, title_en = _in_both("Album")


class PhotoFactory(SmartupFactory):
    class Meta:
        model = Photo

    class Params:
        live = factory.Trait(album=factory.SubFactory(AlbumFactory, live=True))

    album = factory.SubFactory(AlbumFactory)
    original = ImageField(width=640, height=480, format="JPEG")
    alt_nl, alt_en = _in_both("People at a table")
    width = 640
    height = 480


class RemovalRequestFactory(SmartupFactory):
    class Meta:
        model = RemovalRequest

    photo = factory.SubFactory(PhotoFactory)


class InterestFactory(SmartupFactory):
    class Meta:
        model = Interest

    label_nl, label_en = _in_both("Interest")


class StakeholderFactory(SmartupFactory):
    class Meta:
        model = Stakeholder

    name = factory.Sequence(lambda number: f"Stakeholder {number}")
    email = factory.Sequence(lambda number: f"stakeholder{number}@example.org")
    kind = "citizen"
    language = "nl"
    interests = _several("interests")


class ConfirmationFactory(SmartupFactory):
    class Meta:
        model = Confirmation

    stakeholder = factory.SubFactory(StakeholderFactory)
    code_digest = "0" * 64
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class PendingSignupFactory(SmartupFactory):
    class Meta:
        model = PendingSignup

    key = factory.Sequence(lambda number: f"signup-{number}")
    stakeholder = factory.SubFactory(StakeholderFactory)
    sender = "0" * 64
    proof = factory.Sequence(lambda number: f"{number:064}")


class JoinRulesFactory(SmartupFactory):
    class Meta:
        model = JoinRules

    id = 1


class ConsentTextFactory(SmartupFactory):
    class Meta:
        model = ConsentText

    version = factory.Sequence(lambda number: number + 1)
    words_nl, words_en = _in_both("Yes, keep me informed")


class ConsentFactory(SmartupFactory):
    class Meta:
        model = Consent

    stakeholder = factory.SubFactory(StakeholderFactory)
    text = factory.SubFactory(ConsentTextFactory)
    language = "nl"


class NoteFactory(SmartupFactory):
    class Meta:
        model = Note

    stakeholder = factory.SubFactory(StakeholderFactory)
    text = "Met at the fair"


class ExportFactory(SmartupFactory):
    class Meta:
        model = Export

    exported_by = factory.SubFactory(EditorFactory)
    account = "officer"
    format = "csv"
    number = 1


class ErasureFactory(SmartupFactory):
    class Meta:
        model = Erasure

    reason = Erasure.Reason.ERASED
    rows = {"stakeholder": 1}


class SuppressionFactory(SmartupFactory):
    class Meta:
        model = Suppression

    digest = factory.Sequence(lambda number: f"{number:064x}")


class LinkRequestFactory(SmartupFactory):
    class Meta:
        model = LinkRequest

    sender = "0" * 64


class LetterFactory(SmartupFactory):
    """The site has made a row for each letter, whose place this takes."""

    class Meta:
        model = Letter

    key = "gallery.removal_receipt"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        model_class.objects.filter(pk=kwargs["key"]).delete()
        return super()._create(model_class, *args, **kwargs)


class OutboxMessageFactory(SmartupFactory):
    class Meta:
        model = OutboxMessage

    recipient = "visitor@example.org"
    language = "nl"
    subject = "Welkom"
    text = "Fijn dat je meedoet."


class MailingFactory(SmartupFactory):
    """A draft in both languages, to everybody who confirmed and agreed; in another state it was let go with its filter."""

    class Meta:
        model = Mailing

    state = "draft"
    meant_for = factory.LazyAttribute(
        lambda mailing: None if mailing.state == "draft" else {"kinds": getattr(mailing, "kinds", [])}
    )

    subject_nl, subject_en = _in_both("News")
    body_nl, body_en = "<p>Dit is er nieuw.</p>", "<p>This is new.</p>"
    interests = _several("interests")


class DeliveryFactory(SmartupFactory):
    class Meta:
        model = Delivery

    mailing = factory.SubFactory(MailingFactory)
    stakeholder = factory.SubFactory(StakeholderFactory)


class RedirectFactory(SmartupFactory):
    """An address that `target` had once."""

    class Meta:
        model = Redirect
        exclude = ["target"]

    target = factory.SubFactory(PageFactory, live=True)
    old_path = factory.Sequence(lambda number: f"/nl/vroeger-{number}/")
    language = "nl"
    content_type = factory.LazyAttribute(lambda redirect: ContentType.objects.get_for_model(redirect.target))
    object_id = factory.SelfAttribute("target.pk")


class SearchDocumentFactory(SmartupFactory):
    class Meta:
        model = SearchDocument

    object_id = factory.Faker("uuid4", cast_to=None)
    kind = "page"
    language = "nl"
    path = factory.Sequence(lambda number: f"/nl/pagina-{number}/")
    title = factory.Sequence(lambda number: f"Pagina {number}")
    title_language = "nl"


class OfObjectFactory(SmartupFactory):
    """Belongs to `target`, a page."""

    class Meta:
        abstract = True
        exclude = ["target"]

    target = factory.SubFactory(PageFactory, live=True)
    content_type = factory.LazyAttribute(lambda made: ContentType.objects.get_for_model(made.target))
    object_id = factory.SelfAttribute("target.pk")


class DraftFactory(OfObjectFactory):
    """A new title that waits."""

    class Meta:
        model = Draft

    before = factory.LazyAttribute(lambda draft: content_of(draft.target))
    after = factory.LazyAttribute(
        lambda draft: {**draft.before, "fields": {**draft.before["fields"], "title_en": "A new title"}}
    )
    title = "A new title"


class VersionFactory(OfObjectFactory):
    class Meta:
        model = Version

    act = Version.Act.SAVED
    content = factory.LazyAttribute(lambda version: content_of(version.target))
    title = factory.LazyAttribute(lambda version: str(version.target))


class AppointmentFactory(OfObjectFactory):
    class Meta:
        model = Appointment

    act = Appointment.Act.PUBLISH
    at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    title = factory.LazyAttribute(lambda appointment: str(appointment.target))


class ReleaseFactory(SmartupFactory):
    class Meta:
        model = Release

    title = factory.Sequence(lambda number: f"Release {number}")


class ReleaseItemFactory(OfObjectFactory):
    class Meta:
        model = ReleaseItem

    release = factory.SubFactory(ReleaseFactory)


class PreviewLinkFactory(OfObjectFactory):
    class Meta:
        model = PreviewLink

    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class ReviewFactory(OfObjectFactory):
    """Emily Wise is asked."""

    class Meta:
        model = Review

    target = factory.SubFactory(QuoteFactory, live=True)
    name = "Emily Wise"
    language = "en"
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class AnswerFactory(SmartupFactory):
    class Meta:
        model = Answer

    review = factory.SubFactory(ReviewFactory)
    verdict = Answer.Verdict.APPROVED
    wording = factory.LazyAttribute(lambda answer: content_of(answer.review.target))


class EditSessionFactory(SmartupFactory):
    class Meta:
        model = EditSession

    user = factory.SubFactory(EditorFactory)
    content_type = factory.LazyFunction(lambda: ContentType.objects.get_for_model(Page))


class WithdrawalFactory(OfObjectFactory):
    class Meta:
        model = Withdrawal

    target = factory.SubFactory(PageFactory, state=State.WITHDRAWN, published_at=factory.LazyFunction(timezone.now))
    reason_nl, reason_en = _in_both("Nobody meets here any more")


class RemovalStepFactory(SmartupFactory):
    class Meta:
        model = RemovalStep

    request = factory.SubFactory(RemovalRequestFactory)
    act = RemovalStep.Act.HIDDEN


class RemovedPictureFactory(SmartupFactory):
    """A picture whose file has `digest`."""

    class Meta:
        model = RemovedPicture

    digest = factory.Sequence(lambda number: f"{number:064x}")


class TranslationFactory(SmartupFactory):
    """The English title of a page, whose Dutch one has changed since."""

    class Meta:
        model = Translation
        exclude = ["target"]

    target = factory.SubFactory(PageFactory)
    content_type = factory.LazyAttribute(lambda made: ContentType.objects.get_for_model(made.target))
    object_key = factory.LazyAttribute(lambda made: str(made.target.pk))
    field = "title"
    language = "en"
    source_text = "Spiegel"
    outdated = True


class LinkCheckFactory(SmartupFactory):
    class Meta:
        model = LinkCheck

    url = factory.Sequence(lambda number: f"https://example.org/{number}/")
    checked_at = failed_on = broken_since = factory.LazyFunction(timezone.now)
    status = 404
