"""What an editor does, each act to something of its own, all prepared in one site."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.planning import releases, schedule
from content.workflow import publishing
from content.workflow.drafts import dry_run
from content.workflow.models import Release, Version
from content.workflow.snapshot import content_of
from events.models import Evidence
from tests.editing.forms import Fields
from tests.factories import CaseFactory, EditorFactory, EvidenceFactory, LessonFactory, QuoteFactory, SpeakerFactory
from tests.property.world import World


class Acts:
    """Prepares everything; `all()` gives the acts by name, which do without another preparation."""

    def __init__(self):
        self.world = World()
        self.moment = timezone.now() + timedelta(days=1)
        self.user = EditorFactory()
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(self.user)
        self.event = self.world.event
        self.fresh = CaseFactory(live=True, event=self.event)
        self.swapped = self._with_swapped_parts()
        self.linked = self._with_draft(self.event, self._changed_links())
        self.restored, self.version = self._with_history()
        self.thrown = self._thrown_away()
        CaseFactory(live=True, event=self.world.edition)
        self.release = self._release()
        self.planned = self._planned()
        self.lesson = self._lesson()
        self.fresh_content = self._content(self.fresh, title_en="Other words")
        # The forms are read beforehand: what a browser sends is what it was shown.
        self.draft_form = self._form(self.lesson, title_en="Draft words", **{"evidence-1-DELETE": "on"})
        self.other_lesson = self._lesson()
        self.publish_form = self._form(self.other_lesson, title_en="Public words", slug_en="public-words")

    def all(self) -> dict[str, Callable]:
        """Return what editors do, by name."""
        user = self.user
        return {
            "keep a draft": lambda: publishing.keep_draft(self.fresh, self.fresh_content, author=user),
            "publish a draft with parts": lambda: publishing.publish(self.swapped, author=user),
            "publish a draft with links": lambda: publishing.publish(self.linked, author=user),
            "publish by appointment": lambda: schedule.run_due(self.moment),
            "release": lambda: releases.release_now(self.release, author=user),
            "restore": lambda: publishing.restore(self.restored, self.version, author=user),
            "withdraw": lambda: publishing.withdraw(self.fresh, author=user, reasons={"reason_nl": "Weg"}),
            "throw away": lambda: publishing.throw_away(self.world.edition, author=user),
            "take back": lambda: publishing.take_back(self.thrown, author=user),
            "save a draft by the form": lambda: self._send(self.lesson, self.draft_form, "_save"),
            "publish by the form": lambda: self._send(self.other_lesson, self.publish_form, "_publish"),
        }

    def _content(self, item, **values):
        with dry_run():
            for name, value in values.items():
                setattr(item, name, value)
            item.save()
            content = content_of(item)
        item.refresh_from_db()
        return content

    def _with_draft(self, item, content):
        publishing.keep_draft(item, content, author=self.user)
        return item

    def _lesson(self):
        lesson = LessonFactory(live=True, event=self.event)
        for case in self.world.cases[:2]:
            EvidenceFactory(lesson=lesson, case=case)
        return lesson

    def _with_swapped_parts(self):
        lesson = self._lesson()
        with dry_run():
            lesson.title_en = "Swapped"
            lesson.save()
            one, other = lesson.evidence.all()
            lesson.evidence.all().delete()
            for part, case in ((one, other.case), (other, one.case)):
                Evidence.objects.create(pk=part.pk, lesson=lesson, case=case, passage_nl=part.passage_nl)
            content = content_of(lesson)
        return self._with_draft(lesson, content)

    def _changed_links(self):
        content = self._content(self.event, title_en="Other links")
        content["links"]["documents"] = [str(self.world.documents[1].pk)]
        content["links"]["projects"] = [str(self.world.projects[0].pk)]
        return content

    def _with_history(self):
        speaker = SpeakerFactory(live=True)
        self._with_draft(speaker, self._content(speaker, organisation="Then"))
        publishing.publish(speaker)
        version = Version.objects.of(speaker).first()
        self._with_draft(speaker, self._content(speaker, organisation="Now"))
        publishing.publish(speaker)
        return speaker, version

    def _thrown_away(self):
        case = CaseFactory(live=True, event=self.event)
        publishing.throw_away(case)
        return case

    def _release(self):
        quote = QuoteFactory(event=self.event, speaker=self.world.speakers[0])
        case = CaseFactory(live=True, event=self.event)
        self._with_draft(case, self._content(case, title_en="Released"))
        release = Release.objects.create(title="Everything")
        releases.add_items(release, [CaseFactory(event=self.event), quote, case])
        return release

    def _planned(self):
        case = CaseFactory(event=self.event)
        schedule.plan_publication(case, self.moment, author=self.user)
        return case

    def _url(self, item) -> str:
        return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])

    def _form(self, item, **changes) -> dict:
        fields = Fields(self.client.get(self._url(item)).content.decode()).values
        return {**{name: value for name, value in fields.items() if "__prefix__" not in name}, **changes}

    def _send(self, item, form: dict, button: str):
        answer = self.client.post(self._url(item), {**form, button: ""})
        assert answer.status_code == 302, answer.context["errors"]
