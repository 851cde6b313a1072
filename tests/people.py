"""Who works in the admin: somebody of each role, somebody who has none yet, and somebody who isn't signed in."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client

from smartup import roles
from tests.factories import EditorFactory

# As they are called in tests → the role that they have.
ROLES = {
    "writer": roles.WRITER,
    "publisher": roles.PUBLISHER,
    "photo_editor": roles.PHOTO_EDITOR,
    "officer": roles.STAKEHOLDER_OFFICER,
    "administrator": roles.ADMINISTRATOR,
}
NO_ROLE = "newcomer"
VISITOR = "visitor"
EVERYBODY = [*ROLES, NO_ROLE, VISITOR]


def account_of(who: str):
    """Return a new account for somebody of EVERYBODY; the groups are made if a test threw them away."""
    roles.set_up(apps)
    account = EditorFactory(username=who, is_superuser=False)
    if who in ROLES:
        account.groups.add(Group.objects.get(name=ROLES[who].name))
    return account


def browser_of(who: str) -> Client:
    """Return a browser in which somebody of EVERYBODY is signed in and reads English; `user` is the account."""
    client = Client(headers={"Accept-Language": "en"})
    if who != VISITOR:
        client.user = account_of(who)
        client.force_login(client.user)
    return client
