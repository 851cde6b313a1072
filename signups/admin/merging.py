"""The part of the list of stakeholders that finds who joined twice, and makes one of them."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from signups.duplicates import likely_duplicates
from signups.merging import CHOSEN, MOST, NotPossible, merge
from signups.models import Interest, Stakeholder

GROUPS_PER_PAGE = 25


class Choice(NamedTuple):
    """One value that may stay: whose it is, and how it reads."""

    key: str
    words: str
    chosen: bool
    possible: bool = True


class Row(NamedTuple):
    """A field with what each of the people has in it; those that agree leave no choice."""

    name: str
    label: str
    choices: list[Choice]
    differs: bool


class MergingStakeholders:
    """Part of an admin: likely duplicates, the page that compares them, and the act."""

    def has_merge_permission(self, request) -> bool:
        """Whoever merges changes one row and erases others."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("duplicates/", wrap(require_safe(self.duplicates_view)), name="signups_stakeholder_duplicates"),
            path("merge/", wrap(self.merge_view), name="signups_stakeholder_merge"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"may_merge": self.has_merge_permission(request), **(extra_context or {})}
        )

    @admin.action(description=_("Merge: they are the same person"), permissions=["merge"])
    def merge(self, request, queryset):
        keys = list(queryset.order_by("created_at").values_list("pk", flat=True)[: MOST + 1])
        if not 2 <= len(keys) <= MOST:
            said = gettext("Choose two people, or a few more, to make one of them: at most %(most)d.")
            self.message_user(request, said % {"most": MOST}, messages.WARNING)
            return None
        return HttpResponseRedirect(_merge_address(keys))

    def duplicates_view(self, request):
        """Who may have joined twice, a page at a time."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        page = Paginator(likely_duplicates(), GROUPS_PER_PAGE).get_page(request.GET.get("p"))
        people = Stakeholder.objects.in_bulk([key for group in page for key in group[:MOST]])
        groups = [[people[key] for key in group[:MOST] if key in people] for group in page]
        context = {
            **self._frame(request, gettext("Likely duplicates")),
            "page": page,
            "groups": [(group, _merge_address([person.pk for person in group])) for group in groups],
        }
        return TemplateResponse(request, "admin/signups/stakeholder/duplicates.html", context)

    def merge_view(self, request):
        """Compare field by field; a POST merges."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        people = _people_of(request.GET.getlist("key"))
        if len(people) < 2:
            self.message_user(request, gettext("There is nobody left to merge with."), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:signups_stakeholder_changelist"))
        if request.method == "POST":
            return self._merged(request, people)
        context = {
            **self._frame(request, gettext("Merge stakeholders")),
            "people": people,
            "rows": _rows(people),
            "interests": _interests_of(people),
            "merge_url": _merge_address([person.pk for person in people]),
        }
        return TemplateResponse(request, "admin/signups/stakeholder/merge.html", context)

    def _frame(self, request, title) -> dict:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "media": self.media}

    def _merged(self, request, people):
        keys = {str(person.pk): person.pk for person in people}
        values = {name: keys[key] for name in CHOSEN if (key := request.POST.get(name)) in keys}
        chosen = [each for each in _interests_of(people) if str(each.pk) in request.POST.getlist("interests")]
        try:
            kept = keys.get(request.POST.get("email"))
            stays = merge(set(keys.values()), kept=kept, values=values, interests=chosen)
        except NotPossible:
            said = gettext("That can’t be done: look at them again, something changed meanwhile.")
            self.message_user(request, said, messages.WARNING)
            return HttpResponseRedirect(_merge_address(list(keys.values())))
        self.log_change(request, stays, gettext("Merged with another row of the same person."))
        self.message_user(request, gettext("They are one now. The other rows are erased."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:signups_stakeholder_change", args=[stays.pk]))


def _merge_address(keys) -> str:
    return f"{reverse('admin:signups_stakeholder_merge')}?{urlencode([('key', key) for key in keys])}"


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


def _rows(people: list[Stakeholder]) -> list[Row]:
    return [_address_row(people), *(_row(name, people) for name in CHOSEN)]


def _address_row(people: list[Stakeholder]) -> Row:
    """The address decides whose row stays; nobody is written to at one that isn't confirmed when another is."""
    any_confirmed = any(person.state == Stakeholder.State.CONFIRMED for person in people)
    choices = [
        Choice(
            key=str(person.pk),
            words=f"{person.email} ({person.get_state_display()})",
            chosen=person is people[0],
            possible=not any_confirmed or person.state == Stakeholder.State.CONFIRMED,
        )
        for person in people
    ]
    return Row("email", gettext("e-mail address"), choices, differs=True)


def _row(name: str, people: list[Stakeholder]) -> Row:
    """Offer each value once; the first that says something is proposed."""
    read = {str(person.pk): _read(person, name) for person in people}
    distinct = {words: key for key, words in reversed(read.items())}
    ordered = [(key, words) for key, words in read.items() if distinct[words] == key]
    proposed = next((key for key, words in ordered if words), ordered[0][0])
    choices = [Choice(key, words, key == proposed) for key, words in ordered]
    # The field's own name asks whoever joins.
    label = gettext("kind") if name == "kind" else label_for_field(name, Stakeholder)
    return Row(name, str(label), choices, differs=len(ordered) > 1)


def _read(person: Stakeholder, name: str) -> str:
    shown = getattr(person, f"get_{name}_display", None)
    return str(shown() if shown else getattr(person, name) or "")
