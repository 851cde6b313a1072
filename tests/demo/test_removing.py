"""Flushing brings the demonstration back as it was, and leaves alone what isn't its own."""

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from content.pages.models import Page, SiteSettings
from content.pictures.models import Picture
from demo.loading import remove_demo
from demo.reading import demo_key
from events.models import Case, Event, PartnerProject, Speaker
from signups.models import ConsentText, Interest
from tests.demo.content import SMALL, demo, everything, files, flush, objects
from tests.factories import CaseFactory, ConsentFactory, EventFactory, PageFactory, PhotoFactory, StakeholderFactory


def test_flushing_takes_edits_back_and_leaves_the_work_of_others(demonstration, commit):
    own = [EventFactory(live=True), CaseFactory(live=True), PhotoFactory(live=True), PageFactory(live=True)]
    own_photo = own[2].original.name
    demo(Speaker, "emily-wise").links.create(label_nl="Website", url="https://example.org/")
    Page.objects.filter(pk=demo_key(Page, "about")).update(title_nl="Heel anders")
    SiteSettings.objects.update(name_en="Mirror", hotjar_id="12345")
    stored = [len(names) for names in files()]

    commit(flush)

    assert [item for item in own if not type(item).objects.filter(pk=item.pk).exists()] == []
    assert storages["private"].exists(own_photo)
    assert [len(names) for names in files()] == stored
    assert demo(Page, "about").title_nl == "Over Smart Up!"
    assert demo(Speaker, "emily-wise").links.count() == 0
    site = SiteSettings.objects.get()
    assert (site.name_en, site.hotjar_id) == ("Smart Up!", "12345")
    assert len(objects()) == 129


def test_flushing_a_site_of_somebody_elses_touches_neither_settings_nor_objects(demonstration, commit):
    remove_demo()
    SiteSettings.objects.all().delete()
    SiteSettings.objects.create(pk=1, name_nl="Elders", name_en="Elsewhere")
    own = CaseFactory(live=True)
    commit(flush)
    assert SiteSettings.objects.get().name_en == "Elsewhere"
    assert Case.objects.filter(pk=own.pk).exists()


def test_flushing_stops_before_it_takes_the_work_of_others_along(demonstration):
    CaseFactory(event=demo(Event, "smart-up-2018"), title_nl="Mijn casus", title_en="My case")
    EventFactory(title_nl="Mijn bijeenkomst").projects.add(demo(PartnerProject, "relos3"))
    before = everything()
    with pytest.raises(CommandError, match="Nothing was deleted") as refused:
        flush()
    named = [line.partition(": ")[2] for line in str(refused.value).split("\n")[1:]]
    assert sorted(named) == ["Mijn bijeenkomst", "Mijn casus"]
    assert everything() == before


@pytest.mark.parametrize("use", ["cover", "projects", "presenters"])
def test_what_others_use_of_the_demonstration_keeps_it_from_being_flushed(demonstration, use):
    own = CaseFactory()
    if use == "cover":
        Case.objects.filter(pk=own.pk).update(cover=demo(Picture, "cover-bottom-up"))
    elif use == "projects":
        own.event.projects.add(demo(PartnerProject, "relos3"))
    else:
        own.presenters.add(demo(Speaker, "emily-wise"))
    with pytest.raises(CommandError, match="hang on the demonstration"):
        flush()


def test_flushing_keeps_what_stakeholders_told(demonstration, commit):
    stakeholder = StakeholderFactory(interests=[demo(Interest, "energy")])
    consent = ConsentFactory(stakeholder=stakeholder, text=ConsentText.objects.get())
    commit(flush)
    assert [interest.label_en for interest in stakeholder.interests.all()] == ["Energy and heat"]
    consent.refresh_from_db()


def test_flushing_asks_first(demonstration, monkeypatch):
    Event.objects.filter(is_home=True).update(title_nl="Anders")
    monkeypatch.setattr("builtins.input", lambda _question: "yes")
    with pytest.raises(CommandError, match="Nothing was deleted, and nothing loaded"):
        call_command("load_demo", flush=True, scale=SMALL)
    assert demo(Event, "smart-up-2018").title_nl == "Anders"


def test_flushing_goes_on_when_the_word_is_typed(demonstration, monkeypatch):
    Event.objects.filter(is_home=True).update(title_nl="Anders")
    monkeypatch.setattr("builtins.input", lambda _question: "delete")
    call_command("load_demo", flush=True, scale=SMALL)
    assert demo(Event, "smart-up-2018").title_nl == "Smart Up!"
