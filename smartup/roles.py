"""Who may do what: the roles of editors, each a group that a migration makes.

A group keeps the English name, by which the site finds it again; title_of() says it in the reader's language.
Administrators may change what a group may do: only a new group, and what is new in the site, is filled in from here.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.apps import apps as all_apps
from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONTENT = [
    "events.event",
    "events.programmeitem",
    "events.partnerproject",
    "events.case",
    "events.lesson",
    "events.quote",
    "events.speaker",
    "pages.page",
    "documents.document",
    "gallery.album",
]
PARTS = ["events.evidence", "events.speakerlink"]  # rows in the form of a lesson or a speaker
IMAGES = ["pictures.picture", "gallery.photo"]
SIGNUPS = ["signups.stakeholder", "signups.note", "signups.interest", "signups.consenttext"]
ON_RECORD = ["signups.consent", "signups.export", "signups.erasure", "mail.outboxmessage"]  # nobody alters it
SHARED = ["preview.previewlink", "reviews.review", "reviews.answer"]  # by links, with people without an account

VIEW = {"view"}
DRAFT = {"view", "add", "change"}
ADD_TO = {"view", "change"}  # a release that isn't planned yet
DECIDE = {"view", "change"}
EDIT = {"view", "add", "change", "delete"}
ALL = {"view", "add", "change", "delete", "publish"}

EVERYTHING = None

May = dict[str, set[str]]


def allow_each(models: Iterable[str], acts: set[str]) -> May:
    """Return that one may do `acts` with each of `models`."""
    return dict.fromkeys(models, acts)


class EditorRole(NamedTuple):
    """name: that of its group; explanation: for whoever gives the role; may: app_label.model → acts, or EVERYTHING."""

    name: str
    title: str | Promise
    explanation: str | Promise
    may: May | None

    def includes(self, app_label: str, codename: str) -> bool:
        """Whether who has this role has the permission with `codename`, such as change_case."""
        act, _separator, model = codename.partition("_")
        return self.may is None or act in self.may.get(f"{app_label}.{model}", ())


# What changes the site at once, without a draft, is for those who may publish: pictures, photos, menu, settings.
WRITER = EditorRole(
    "Writer",
    _("Writer"),
    _("Writes drafts; somebody else publishes them."),
    allow_each(CONTENT, DRAFT)
    | allow_each(PARTS, EDIT)
    | allow_each(SHARED, VIEW)
    | {"pictures.picture": {"view", "add"}, "gallery.photo": VIEW, "workflow.release": ADD_TO}
    | {"richtext.linkcheck": VIEW},
)
PUBLISHER = EditorRole(
    "Publisher",
    _("Publisher"),
    _("Writes and publishes everything that visitors see, and keeps menu and settings."),
    allow_each(CONTENT, ALL)
    | allow_each([*PARTS, *IMAGES, *SHARED, "pages.menuitem"], EDIT)
    | {
        "pages.sitesettings": DRAFT,
        "gallery.removalrequest": DECIDE,
        "workflow.release": ALL,
        "workflow.redirect": VIEW,
        "richtext.linkcheck": VIEW,
        "mail.outboxmessage": VIEW,
    },
)
PHOTO_EDITOR = EditorRole(
    "Photo editor",
    _("Photo editor"),
    _("Publishes albums, and keeps photos, pictures and requests to take a photo down."),
    allow_each(IMAGES, EDIT)
    | {"gallery.album": ALL, "gallery.removalrequest": DECIDE, "events.event": VIEW, "workflow.release": ADD_TO},
)
STAKEHOLDER_OFFICER = EditorRole(
    "Stakeholder officer",
    _("Stakeholder officer"),
    _("Looks after the people who joined, what they can be interested in and what they agree to."),
    allow_each([*CONTENT, *PARTS, *IMAGES], VIEW)
    | allow_each(SIGNUPS, EDIT)
    | allow_each(ON_RECORD, VIEW)
    | {"signups.stakeholder": {*EDIT, "export"}}
    | {"signups.joinrules": DRAFT, "signups.mailing": {*EDIT, "send"}, "mail.letter": {"view", "change"}}
    | {"mail.outboxmessage": {"view", "resend"}},
)
ADMINISTRATOR = EditorRole(
    "Administrator", _("Administrator"), _("May do everything, and gives others their roles."), EVERYTHING
)

ROLES = [WRITER, PUBLISHER, PHOTO_EDITOR, STAKEHOLDER_OFFICER, ADMINISTRATOR]
BY_NAME = {role.name: role for role in ROLES}


def title_of(group: Any) -> str:
    """Return what `group` is called in the active language; a group that isn't ours has one name only."""
    return str(BY_NAME[group.name].title) if group.name in BY_NAME else group.name


def who_gives_roles() -> QuerySet:
    """Return the accounts to ask for a role."""
    return (
        get_user_model()
        .objects.with_perm("auth.change_user", backend="django.contrib.auth.backends.ModelBackend")
        .order_by("pk")
    )


def set_up(apps) -> None:
    """Make the groups that aren't there yet, with the permissions that are; the others stay as they are.

    apps: the registry to take the models from, that of a migration for one.
    """
    groups, permissions = (apps.get_model("auth", name)._base_manager for name in ("Group", "Permission"))
    for role in ROLES:
        group, new = groups.get_or_create(name=role.name)
        if new:
            _allow(group, role, permissions.select_related("content_type"))


def allow_new(groups, permissions: Iterable[Any]) -> None:
    """Give permissions that are new in the site to those of `groups`, a queryset, whose role includes them."""
    for group in groups.filter(name__in=BY_NAME):
        _allow(group, BY_NAME[group.name], permissions)


def _allow(group, role: EditorRole, permissions: Iterable[Any]) -> None:
    included = (each for each in permissions if role.includes(each.content_type.app_label, each.codename))
    group.permissions.add(*included)


def give_new_permissions(app_config, using, apps=all_apps, **kwargs) -> None:
    """Make the permissions that an app lacks, as Django does, and give these, and no others, to the roles.

    What was there before is left alone: an administrator may have taken it from a role on purpose.
    """
    try:
        permissions, groups = (
            apps.get_model("auth", name)._base_manager.using(using) for name in ("Permission", "Group")
        )
    except LookupError:  # nothing of auth is migrated yet
        return
    of_app = permissions.filter(content_type__app_label=app_config.label)
    before = set(of_app.values_list("pk", flat=True))
    create_permissions(app_config, apps=apps, using=using, **kwargs)
    allow_new(groups.all(), of_app.exclude(pk__in=before).select_related("content_type"))
