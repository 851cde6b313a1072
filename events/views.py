"""The public pages of events and of what came out of them, in the order in which a visitor meets them."""

from django.http import Http404
from django.views.generic import ListView, TemplateView

from content.documents.archive import document_members, zip_response
from content.languages.views import AddressedDetail
from content.texts.languages import current_language
from events.lessons_map import evidence_links, lessons_map
from events.models import Case, Event, Evidence, Lesson, PartnerProject, ProgrammeItem, Quote, Speaker
from events.outcome import cases_of, home_event, lessons_of, merge_rows, outcome_of


def asked_moment(request) -> int:
    """Return the second of the video that `?t=` asks for; anything else than a sensible number is the beginning."""
    asked = request.GET.get("t", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0


class HomePage(TemplateView):
    """The current event: the one marked as home page, else the latest."""

    template_name = "events/home.html"

    def get_context_data(self, **kwargs):
        event = home_event()
        outcome = outcome_of(event) if event else {}
        return super().get_context_data(moment=asked_moment(self.request), **outcome, **kwargs)


class EventList(TemplateView):
    """All editions: coming, and past."""

    template_name = "events/event_list.html"

    def get_context_data(self, **kwargs):
        events = Event.objects.live()
        return super().get_context_data(coming=events.coming().as_cards(), past=events.past().as_cards(), **kwargs)


class EventDetail(AddressedDetail):
    """One event with its programme and everything that came out of it."""

    template_name = "events/event_detail.html"

    def get_queryset(self):
        return Event.objects.live().with_pictures()

    def get_context_data(self, **kwargs):
        programme = merge_rows(ProgrammeItem.objects.live().for_event(self.object).as_rows(), "speakers")
        return super().get_context_data(
            programme=programme, moment=asked_moment(self.request), **outcome_of(self.object), **kwargs
        )


class EventDocuments(AddressedDetail):
    """All documents of an event, streamed as one archive."""

    def get_queryset(self):
        return Event.objects.live()

    def get(self, request, *args, **kwargs):
        event = self.get_object()
        documents = event.documents.live()
        if not documents.exists():
            raise Http404
        return zip_response(
            document_members(documents), filename=event.slug or event.pk.hex, language=current_language()
        )


class CaseList(ListView):
    """The cases of all events, the latest event first."""

    template_name = "events/case_list.html"
    context_object_name = "cases"

    def get_queryset(self):
        rows = (
            Case.objects.live()
            .as_cards()
            .order_by("-event__starts", "position", "created_at", "id", "presenters__name")
        )
        return merge_rows(rows, "presenters")


class CaseDetail(AddressedDetail):
    """One case, who presented it, and the lessons that it shows."""

    template_name = "events/case_detail.html"

    def get_queryset(self):
        return Case.objects.live().select_related("event", "cover")

    def get_context_data(self, **kwargs):
        case, event_path = self.object, self.object.event.get_absolute_url()
        evidence = list(Evidence.objects.in_case(case).of_live_lessons().as_rows())
        for row in evidence:
            row["traces"] = [trace for trace in evidence_links(row, "", event_path) if trace.path]
        return super().get_context_data(
            evidence=evidence,
            presenters=case.presenters.live().as_cards(),
            documents=case.documents.live().as_rows(),
            others=merge_rows(
                Case.objects.live().for_event(case.event_id).exclude(pk=case.pk).as_cards(), "presenters"
            ),
            **kwargs,
        )


class LessonList(TemplateView):
    """The lessons of each event with the map of where they recurred."""

    template_name = "events/lesson_list.html"

    def get_context_data(self, **kwargs):
        events = list(Event.objects.live().with_lessons().for_home())
        return super().get_context_data(maps=_maps_of(events), **kwargs)


def _maps_of(events: list[Event]) -> list[dict]:
    """The map of each event, in two queries whatever their number."""
    cases = merge_rows(Case.objects.live().as_cards(), "presenters")
    rows = list(Lesson.objects.live().with_evidence_rows())
    return [
        {
            "event": event,
            "map": lessons_map(
                [row for row in rows if row["event_id"] == event.pk],
                [case for case in cases if case["event_id"] == event.pk],
                event,
            ),
        }
        for event in events
    ]


class LessonDetail(AddressedDetail):
    """One lesson, and where each case shows it."""

    template_name = "events/lesson_detail.html"

    def get_queryset(self):
        return Lesson.objects.live().select_related("event")

    def get_context_data(self, **kwargs):
        lesson, event = self.object, self.object.event
        cases, rows = merge_rows(cases_of(event.pk), "presenters"), lessons_of(event.pk)
        own = next(each for each in lessons_map(rows, cases, event)["lessons"] if each["id"] == lesson.pk)
        evidence = {row["evidence__case_id"]: row for row in rows if row["id"] == lesson.pk}
        shown = [
            {"case": case, "traces": cell, "evidence": evidence[case["id"]]}
            for case, cell in zip(cases, own["cells"], strict=True)
            if cell
        ]
        return super().get_context_data(shown=shown, everywhere=own["everywhere"], **kwargs)


class SpeakerList(ListView):
    """Everybody who spoke."""

    template_name = "events/speaker_list.html"
    context_object_name = "speakers"

    def get_queryset(self):
        return Speaker.objects.live().as_cards()


class SpeakerDetail(AddressedDetail):
    """One speaker, with quotes, cases and programme."""

    template_name = "events/speaker_detail.html"

    def get_queryset(self):
        return Speaker.objects.live().select_related("portrait")

    def get_context_data(self, **kwargs):
        speaker = self.object
        cases = Case.objects.live().filter(presenters=speaker)
        return super().get_context_data(
            quotes=Quote.objects.live().by(speaker).as_cards(),
            cases=merge_rows(Case.objects.filter(pk__in=cases).as_cards(), "presenters"),
            links=speaker.links.order_by("position", "id"),
            **kwargs,
        )


class ProjectList(ListView):
    """The partner projects."""

    template_name = "events/project_list.html"
    context_object_name = "projects"

    def get_queryset(self):
        return PartnerProject.objects.live().as_cards()


class ProjectDetail(AddressedDetail):
    """One partner project and its events."""

    template_name = "events/project_detail.html"
    context_object_name = "project"

    def get_queryset(self):
        return PartnerProject.objects.live().select_related("logo")

    def get_context_data(self, **kwargs):
        return super().get_context_data(events=self.object.events.live().as_cards(), **kwargs)
