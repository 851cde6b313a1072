"""Finding who joined twice, and making one of them, beside the list of stakeholders."""

from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content.admin_ui.object_pages import admin_url, list_page, page
from content.admin_ui.parts import Part
from signups.duplicates.duplicates import CHOSEN, MOST, MergeNotPossible, likely_duplicates
from signups.duplicates.duplicates import merge_stakeholders as merge_people
from signups.models import Interest, Stakeholder

GROUPS_PER_PAGE = 25


class MergeChoice(NamedTuple):
    """One value that may stay: whose it is, and how it reads."""

    key: str
    words: str
    chosen: bool
    possible: bool = True


class MergeRow(NamedTuple):
    """A field with what each of the people has in it; those that agree leave no choice."""

    name: str
    label: str
    choices: list[MergeChoice]
    differs: bool


class Duplicates(Part):
    """Likely duplicates, the page that compares them, and the act."""

    def urls(self, admin):
        return [
            page(admin, "duplicates/", require_safe(partial(self.duplicates_view, admin)), "duplicates"),
            self.page(admin, "merge/", self.merge_view, "merge"),
        ]

    def list_context(self, admin, request):
        return {"may_merge": admin.has_merge_permission(request)}

    def actions(self):
        return [merge]

    def duplicates_view(self, admin, request):
        """Who may have joined twice, a page at a time."""
        if not admin.has_merge_permission(request):
            raise PermissionDenied
        page = Paginator(likely_duplicates(), GROUPS_PER_PAGE).get_page(request.GET.get("p"))
        people = Stakeholder.objects.in_bulk([key for group in page for key in group[:MOST]])
        groups = [[people[key] for key in group[:MOST] if key in people] for group in page]
        context = {
            "page": page,
            "groups": [(group, _merge_address([person.pk for person in group])) for group in groups],
        }
        title = gettext("Likely duplicates")
        return list_page(admin, request, "admin/signups/stakeholder/duplicates.html", title, **context)

    def merge_view(self, admin, request):
        """Compare field by field; a POST merges."""
        if not admin.has_merge_permission(request):
            raise PermissionDenied
        people = _people_of(request.GET.getlist("key"))
        if len(people) < 2:
            admin.message_user(request, gettext("There is nobody left to merge with."), messages.WARNING)
            return HttpResponseRedirect(admin_url(Stakeholder, "changelist"))
        if request.method == "POST":
            return _merged(admin, request, people)
        context = {
            "people": people,
            "rows": [_address_row(people), *(_row(name, people) for name in CHOSEN)],
            "interests": _interests_of(people),
            "merge_url": _merge_address([person.pk for person in people]),
        }
        title = gettext("Merge stakeholders")
        return list_page(admin, request, "admin/signups/stakeholder/merge.html", title, **context)


@admin.action(description=_("Merge: they are the same person"), permissions=["merge"])
def merge(modeladmin, request, queryset):
    """Lead to the page that compares the chosen people."""
    keys = list(queryset.order_by("created_at").values_list("pk", flat=True)[: MOST + 1])
    if not 2 <= len(keys) <= MOST:
        said = gettext("Choose two people, or a few more, to make one of them: at most %(most)d.")
        modeladmin.message_user(request, said % {"most": MOST}, messages.WARNING)
        return None
    return HttpResponseRedirect(_merge_address(keys))


def _merged(admin, request, people):
    keys = {str(person.pk): person.pk for person in people}
    values = {name: keys[key] for name in CHOSEN if (key := request.POST.get(name)) in keys}
    chosen = [each for each in _interests_of(people) if str(each.pk) in request.POST.getlist("interests")]
    try:
        kept = keys.get(request.POST.get("email"))
        stays = merge_people(set(keys.values()), kept=kept, values=values, interests=chosen)
    except MergeNotPossible:
        said = gettext("That can’t be done: look at them again, something changed meanwhile.")
        admin.message_user(request, said, messages.WARNING)
        return HttpResponseRedirect(_merge_address(list(keys.values())))
    admin.log_change(request, stays, gettext("Merged with another row of the same person."))
    admin.message_user(request, gettext("They are one now. The other rows are erased."), messages.SUCCESS)
    return HttpResponseRedirect(admin_url(stays))


def _merge_address(keys) -> str:
    return f"{admin_url(Stakeholder, 'merge')}?{urlencode([('key', key) for key in keys])}"


def _people_of(keys: list[str]) -> list[Stakeholder]:
    """Return those with `keys`, the confirmed ones first, and among them who joined first."""
    wanted = [key for key in keys[:MOST] if _is_key(key)]
    people = Stakeholder.objects.filter(pk__in=wanted).select_related("event").prefetch_related("interests")
    return sorted(people, key=lambda person: (person.state != Stakeholder.State.CONFIRMED, person.created_at))


def _is_key(key: str) -> bool:
    try:
        return bool(UUID(key))
    except ValueError:
        return False


def _interests_of(people: list[Stakeholder]) -> list[Interest]:
    found = {interest.pk: interest for person in people for interest in person.interests.all()}
    return sorted(found.values(), key=lambda interest: interest.position)


def _address_row(people: list[Stakeholder]) -> MergeRow:
    """The address decides whose row stays; nobody is written to at one that isn't confirmed when another is."""
    any_confirmed = any(person.state == Stakeholder.State.CONFIRMED for person in people)
    choices = [
        MergeChoice(
            key=str(person.pk),
            words=f"{person.email} ({person.get_state_display()})",
            chosen=person is people[0],
            possible=not any_confirmed or person.state == Stakeholder.State.CONFIRMED,
        )
        for person in people
    ]
    return MergeRow("email", gettext("e-mail address"), choices, differs=True)


def _row(name: str, people: list[Stakeholder]) -> MergeRow:
    """Offer each value once; the first that says something is proposed."""
    read = {}
    for person in people:
        shown = getattr(person, f"get_{name}_display", None)
        read[str(person.pk)] = str(shown() if shown else getattr(person, name) or "")
    distinct = {words: key for key, words in reversed(read.items())}
    ordered = [(key, words) for key, words in read.items() if distinct[words] == key]
    proposed = next((key for key, words in ordered if words), ordered[0][0])
    choices = [MergeChoice(key, words, key == proposed) for key, words in ordered]
    # The field's own name asks whoever joins.
    label = gettext("kind") if name == "kind" else label_for_field(name, Stakeholder)
    return MergeRow(name, str(label), choices, differs=len(ordered) > 1)
