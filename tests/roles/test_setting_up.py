"""How the roles come to be, and what later migrations do to them."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from smartup import roles
from smartup.roles import give_new_permissions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups():
    """The groups, as a migration has made them."""
    roles.set_up(apps)


def of(role) -> set[str]:
    """Return what a role may do, as app_label.codename."""
    permissions = Group.objects.get(name=role.name).permissions.values_list("content_type__app_label", "codename")
    return {".".join(names) for names in permissions}


def migrated():
    """Do what `migrate` does when it is done with the app of events."""
    give_new_permissions(apps.get_app_config("events"), using="default", verbosity=0)


def test_every_role_is_there_and_each_permission_that_it_names_exists():
    everything = {".".join(names) for names in Permission.objects.values_list("content_type__app_label", "codename")}
    for role in roles.ROLES:
        named = {
            f"{model.split('.')[0]}.{act}_{model.split('.')[1]}"
            for model, acts in (role.may or {}).items()
            for act in acts
        }
        assert named <= everything
        assert of(role) == (named or everything)


def test_a_writer_publishes_and_deletes_nothing_that_stands_by_itself():
    taken = {name for name in of(roles.WRITER) if ".publish_" in name or ".delete_" in name}
    assert taken == {"events.delete_evidence", "events.delete_speakerlink"}  # lines in the form of something


def test_what_an_administrator_changed_stays():
    writers = Group.objects.get(name=roles.WRITER.name)
    writers.permissions.remove(Permission.objects.get(codename="add_case"))
    roles.set_up(apps)
    migrated()
    assert "events.add_case" not in of(roles.WRITER)


def test_what_a_migration_brings_is_given_to_the_roles_that_include_it():
    Permission.objects.filter(codename__in=["add_case", "publish_case"]).delete()
    migrated()
    assert {"events.add_case", "events.publish_case"} <= of(roles.PUBLISHER) & of(roles.ADMINISTRATOR)
    assert of(roles.WRITER) & {"events.add_case", "events.publish_case"} == {"events.add_case"}


def test_a_group_that_was_thrown_away_does_not_come_back():
    Group.objects.get(name=roles.WRITER.name).delete()
    migrated()
    assert not Group.objects.filter(name=roles.WRITER.name).exists()
