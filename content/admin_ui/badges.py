"""In which state an object is, for lists and forms: what its own row says, and what waits beside it."""

from typing import NamedTuple

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from content.admin_ui.formats import format_moment
from content.admin_ui.translation_status import PresenceList
from content.workflow.models import Appointment, Draft, ReleaseItem, State


class StateLabel(NamedTuple):
    """A label with a colour of its own: `state` names the colour."""

    state: str
    words: str | Promise


def with_marks(queryset: QuerySet) -> QuerySet:
    """Annotate what `marks_of` needs, so that a list asks it once for all rows."""
    kind = ContentType.objects.get_for_model(queryset.model)
    own = {"content_type": kind, "object_id": OuterRef("pk")}
    appointments = Appointment.objects.filter(**own)
    coming = appointments.filter(problem="")
    releases = ReleaseItem.objects.filter(**own, release__at__isnull=False, release__released_at__isnull=True)
    release = releases.filter(release__problem="")
    return queryset.annotate(
        has_draft=Exists(Draft.objects.filter(**own)),
        publish_at=Subquery(coming.filter(act=Appointment.Act.PUBLISH).values("at")[:1]),
        withdraw_at=Subquery(coming.filter(act=Appointment.Act.WITHDRAW).values("at")[:1]),
        release_at=Subquery(release.values("release__at")[:1]),
        has_failed=Exists(appointments.exclude(problem="")) | Exists(releases.exclude(release__problem="")),
    )


def marks_of(item) -> list[StateLabel]:
    """Return the labels of an object; those from a queryset `with_marks` cost no query."""
    item = _annotated(item)
    marks = [StateLabel(item.state, item.get_state_display())]
    if item.has_draft:
        marks.append(StateLabel("waiting", _("Changes waiting")))
    moments = [moment for moment in (item.publish_at, item.release_at) if moment]
    marks += [
        StateLabel("scheduled", _("Publishes %(moment)s") % {"moment": format_moment(moment)}) for moment in moments
    ]
    if item.withdraw_at:
        marks.append(
            StateLabel("scheduled", _("To be withdrawn %(moment)s") % {"moment": format_moment(item.withdraw_at)})
        )
    if item.has_failed:
        marks.append(StateLabel("failed", _("Could not be done")))
    return marks


def is_planned(item) -> bool:
    """Whether `item` will be published at a moment, by itself or with a release, as it is then."""
    known = _annotated(item)
    return bool(known.publish_at or known.release_at)


def _annotated(item):
    """Return `item` from a queryset `with_marks`, in the state that it has itself: in a trial its row has another."""
    if hasattr(item, "publish_at"):
        return item
    known = with_marks(type(item)._base_manager.filter(pk=item.pk)).get()
    known.state = item.state
    return known


class MarkedList(PresenceList):
    """A list whose rows have marks; a form asks for those of one object only where it shows them."""

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = with_marks(self.root_queryset)
        return super().get_queryset(request, exclude_parameters)


@admin.display(description=_("state"), ordering="state")
def state_column(item):
    """All labels of an object."""
    return format_html_join(" ", '<span class="badge" data-state="{}">{}</span>', marks_of(item))


class StateFilter(admin.SimpleListFilter):
    """Narrow a list to those in one state."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            (State.DRAFT, State.DRAFT.label),
            (State.PUBLISHED, State.PUBLISHED.label),
            ("waiting", _("Changes waiting")),
            ("scheduled", _("Scheduled")),
            (State.WITHDRAWN, State.WITHDRAWN.label),
        ]

    def queryset(self, request, queryset):
        conditions = {
            "waiting": Q(has_draft=True),
            "scheduled": Q(publish_at__isnull=False) | Q(withdraw_at__isnull=False) | Q(release_at__isnull=False),
        }
        asked = self.value()
        if not asked:
            return queryset
        return queryset.filter(conditions.get(asked, Q(state=asked)))
