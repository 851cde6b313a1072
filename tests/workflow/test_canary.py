"""No word of what isn't published stands in anything that anybody may fetch."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from content.pictures.models import Picture
from content.pictures.renditions.files import make_missing
from content.preview.models import PreviewLink
from content.preview.preview_links import revoke_links, share_preview
from content.preview.staging import trial_publish
from content.search.indexing import reindex_all
from content.workflow import publishing
from content.workflow.drafts import dry_run
from content.workflow.models import Withdrawal
from content.workflow.snapshot import content_of
from gallery.models import Photo
from tests.factories import CaseFactory, MenuItemFactory, PageFactory, PhotoFactory, PictureFactory, QuoteFactory
from tests.property.public import differences, everything, fetched
from tests.property.world import World
from tests.workflow.addresses import Filling, all_addresses
from tests.workflow.canaries import FACTORIES, PUBLISHABLE, Canaries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Cage:
    """A site full of what nobody may see: of each kind a draft, a draft of something public, one withdrawn, one binned."""

    def __init__(self):
        self.world, self.canaries, self.hidden, self.waiting = World(), Canaries(), [], []
        for model in PUBLISHABLE:
            self.hidden.append(self._filled(model, "draft"))
            self.waiting.append(self._with_draft(model))
            self.hidden.append(self._filled(model, "withdrawn", live=True))
            publishing.withdraw(self.hidden[-1])
            self.hidden.append(self._filled(model, "binned", live=True))
            publishing.throw_away(self.hidden[-1])
        self._lead_to_them()
        self._keep_what_nobody_reads()
        for illustration in [self.world.event.hero, *Photo.objects.exclude(digest="")]:
            make_missing(illustration)
        reindex_all()
        self.addresses = all_addresses(self._filling())

    def _filled(self, model, why: str, **given):
        item = FACTORIES[model](**self._owners(model), **given)
        self._fill(item, why, self._pictures_for(model, why))
        return item

    def _with_draft(self, model):
        item = FACTORIES[model](live=True, **self._owners(model))
        pictures = self._pictures_for(model, "waiting")
        with dry_run():
            self._fill(item, "waiting", pictures)
            content = content_of(item)
        item.refresh_from_db()
        publishing.keep_draft(item, content)
        return item

    def _fill(self, item, why: str, pictures: dict):
        self.canaries.fill(item, why)
        for name, picture in pictures.items():
            setattr(item, name, picture)
        item.save()
        self.canaries.parts_of(item, why, case=self.world.cases[0])
        if why == "draft" and hasattr(item, "photos"):
            self._photo(item, why)

    def _owners(self, model) -> dict:
        names = {field.name for field in model._meta.fields}
        owners = {"event": self.world.event, "speaker": self.world.speakers[0]}
        return {name: owner for name, owner in owners.items() if name in names}

    def _pictures_for(self, model, why: str) -> dict:
        return {field.name: self._picture(why) for field in model._meta.fields if field.related_model is Picture}

    def _picture(self, why: str):
        picture = PictureFactory.build()
        self.canaries.fill(picture, why)
        picture.save(force_insert=True)
        return picture

    def _photo(self, album, why: str, **given):
        photo = PhotoFactory.build(album=album, **given)
        self.canaries.fill(photo, why)
        photo.save(force_insert=True)

    def _lead_to_them(self):
        """Let what is public lean on what isn't, wherever it can."""
        for item in [*self.hidden, *self.waiting]:
            for subject in self.world.subjects.values():
                for field in subject._meta.many_to_many:
                    if isinstance(item, field.related_model):
                        getattr(subject, field.name).add(item)
        links = "".join(f'<p><a href="smartup:{each._meta.label_lower}/{each.pk}">x</a></p>' for each in self.hidden)
        PageFactory(live=True, body_nl=links, body_en=links)
        for page in self._hidden("page"):
            MenuItemFactory(page=page)
        for speaker in self._hidden("speaker"):
            QuoteFactory(live=True, event=self.world.event, speaker=speaker)
        for event in self._hidden("event"):
            CaseFactory(live=True, event=event)

    def _keep_what_nobody_reads(self):
        """Photos that wait or were taken down, and what is kept of a public picture for editors and by cameras."""
        for state in (Photo.State.WAITING, Photo.State.WITHDRAWN):
            self._photo(self.world.album, f"photo {state}", state=state)
        hero = self.world.event.hero
        shown = {column: getattr(hero, column) for column in ("alt_nl", "alt_en", "credit")}
        self.canaries.fill(hero, "for editors")
        for column, words in shown.items():
            setattr(hero, column, words)
        hero.save()
        planned = self.world.cases[0]
        publishing.tell_visitors(planned, {"reason_nl": self.canaries.word("a reason"), "reason_en": ""}, "")
        assert Withdrawal.objects.of(planned).exists()

    def _hidden(self, model_name: str) -> list:
        return [item for item in self.hidden if item._meta.model_name == model_name]

    def _filling(self) -> Filling:
        """What addresses can be made of, words of drafts included."""
        items = [*self.hidden, *self.waiting, *self.world.subjects.values()]
        slugs = {getattr(item, f"slug_{code}", None) for item in items for code in ("nl", "en")}
        slugs |= {word for word, place in self.canaries.words.items() if ".slug" in place}
        keys = [*(item.pk for item in items), *Photo.objects.values_list("pk", flat=True)]
        folders = [Path(storages[name].location) for name in ("default", "private")]
        files = {str(file.relative_to(folder)) for folder in folders for file in folder.rglob("*.*") if file.is_file()}
        return Filling(slugs - {None}, dict.fromkeys(keys), files, ["x.txt"])


@pytest.fixture
def cage(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return Cage()


def heard(cage: Cage, answers: dict) -> set[str]:
    """Return where the words come from that stand in the `answers`, and at which address they stand."""
    anywhere = re.compile(rb"kq\d{4}z")
    found = set()
    for address, (_status, headers, content) in answers.items():
        said = content + repr(headers).encode()
        asked = {word.encode() for word in cage.canaries.words if word in address}
        for word in set(anywhere.findall(said)) - asked:
            found.add(f"{cage.canaries.words.get(word.decode(), word)} at {address}")
    return found


def fetch_all(cage: Cage) -> dict:
    """Fetch whatever the public may: all pages that links lead to, all addresses that could be, searches for all words."""
    client = Client()
    answers = {address: fetched(client, address) for address in cage.addresses}
    # The page of results repeats the question, so the last letter isn't asked for.
    beginnings = [word[:-1] for word in cage.canaries.words]
    return answers | everything(beginnings)


def test_nothing_public_says_a_word_of_what_is_not(cage):
    assert len(cage.canaries.words) > 500
    answers = fetch_all(cage)
    assert {status for status, _headers, _content in answers.values()} <= {200, 301, 302, 400, 404, 405, 410}
    assert heard(cage, answers) == set()


def test_a_preview_leaves_nothing_behind(cage):
    before = everything()
    visitor, links = Client(), []
    for item in [*cage.waiting, *(each for each in cage.hidden if each.published_at is None)]:
        links.append(share_preview(item, author=None))
        with trial_publish([item]) as shown:
            paths = ["/nl/", "/en/", "/nl/documenten/", *_pages(shown[0])]
        seen = [_previewed(visitor, links[-1], path) for path in paths]
        assert any(re.search(rb"kq\d{4}z", content) for content in seen), item
    for link in links:
        revoke_links(PreviewLink.objects.filter(pk=link.pk))
        assert visitor.get(reverse("preview:shared", args=[link.secret])).status_code in (404, 410)
    assert differences(before, everything()) == []
    assert heard(cage, before | fetch_all(cage)) == set()


def _previewed(visitor: Client, link: PreviewLink, path: str) -> bytes:
    return visitor.get(reverse("preview:page", args=[link.secret, path.removeprefix("/")])).content


def _pages(item) -> list[str]:
    paths = item.addresses().values() if hasattr(item, "addresses") else [item.get_absolute_url()]
    return [path.partition("#")[0] for path in paths]


def test_the_canaries_sing_where_they_may(cage, django_capture_on_commit_callbacks):
    """Once published, the words are heard: the other tests would notice."""
    case = next(item for item in cage.waiting if item._meta.model_name == "case")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(case)
    places = {place.partition(" at ")[0] for place in heard(cage, everything())}
    assert {"waiting Case.title_nl", "waiting Case.story_en", "waiting Case.summary_nl"} <= places
