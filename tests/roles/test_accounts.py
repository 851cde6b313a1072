"""Accounts and roles: whoever gives roles gives no more than they have."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.translation import override

from smartup import roles
from tests.editing.forms import Fields
from tests.factories import EditorFactory
from tests.people import account_of, browser_of

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"


@pytest.fixture
def administrator():
    return browser_of("administrator")


@pytest.fixture
def superuser():
    return EditorFactory()


@pytest.fixture
def helpdesk():
    """Somebody who may change accounts and little else."""
    browser = browser_of("newcomer")
    names = ["view_user", "change_user", "delete_user", "view_group", "change_group"]
    browser.user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return browser


def form_of(thing):
    return reverse(f"admin:auth_{thing._meta.model_name}_change", args=[thing.pk])


def send(browser, thing, **changes):
    """Send the form of an account or a role with `changes`, whether the form shows these fields or not."""
    sent = Fields(browser.get(form_of(thing)).content.decode()).values
    return browser.post(form_of(thing), {**sent, **changes})


def role(role):
    return Group.objects.get(name=role.name)


def test_an_administrator_gives_a_role_by_ticking_it(administrator):
    somebody = account_of("newcomer")
    page = administrator.get(form_of(somebody)).content.decode()
    assert "Writer: Writes drafts; somebody else publishes them." in page
    send(administrator, somebody, groups=[role(roles.WRITER).pk])
    assert get_user_model().objects.get(pk=somebody.pk).has_perm("events.change_case")


def test_a_new_account_is_made_with_its_role_at_once(administrator):
    fields = {
        "username": "emily",
        "usable_password": "true",
        "password1": "mirror mirror",
        "password2": "mirror mirror",
    }
    administrator.post("/admin/auth/user/add/", {**fields, "is_staff": "on", "groups": [role(roles.WRITER).pk]})
    emily = get_user_model().objects.get(username="emily")
    assert emily.is_staff and emily.has_perm("events.add_case") and not emily.has_perm("events.publish_case")


def test_an_administrator_makes_nobody_a_superuser(administrator):
    send(administrator, administrator.user, is_superuser="on")
    somebody = account_of("newcomer")
    send(administrator, somebody, is_superuser="on")
    administrator.post(
        "/admin/auth/user/add/", {"username": "eve", "usable_password": "false", "is_staff": "on", "is_superuser": "on"}
    )
    assert get_user_model().objects.filter(username="eve").exists()
    assert not get_user_model().objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize("door", ["change", "password_change", "delete"])
def test_a_superuser_is_out_of_reach(administrator, superuser, door):
    name = "auth_user_password_change" if door == "password_change" else f"auth_user_{door}"
    url = reverse(f"admin:{name}", args=[superuser.pk])
    sent = {"username": "mine", "password1": "mirror mirror", "password2": "mirror mirror", "post": "yes"}
    assert administrator.post(url, {**sent, "usable_password": "true"}).status_code == 403
    superuser.refresh_from_db()
    assert superuser.check_password("mirror mirror") and superuser.username != "mine"


def test_a_superuser_is_not_deleted_from_the_list_either(administrator, superuser):
    administrator.post(LIST, {"action": "delete_selected", "_selected_action": [superuser.pk], "post": "yes"})
    assert get_user_model().objects.filter(pk=superuser.pk).exists()


def test_a_superuser_may_do_all_that(editor):
    somebody = account_of("newcomer")
    send(editor, somebody, is_superuser="on")
    somebody.refresh_from_db()
    assert somebody.is_superuser


def test_who_may_change_accounts_takes_over_no_account_that_may_do_more(helpdesk):
    writer = account_of("writer")
    writer.is_active = False
    writer.save()
    assert helpdesk.post(form_of(writer), {"username": "mine"}).status_code == 403
    assert helpdesk.get(reverse("admin:auth_user_password_change", args=[writer.pk])).status_code == 403


def test_who_may_change_accounts_gives_no_role_that_may_do_more(helpdesk):
    answer = send(helpdesk, helpdesk.user, groups=[role(roles.ADMINISTRATOR).pk])
    assert answer.status_code == 200  # the form again, with what is wrong
    assert not helpdesk.user.groups.exists()


def test_who_may_change_roles_adds_nothing_that_goes_beyond(helpdesk):
    interns = Group.objects.create(name="Interns")
    beyond = Permission.objects.get(codename="publish_case")
    send(helpdesk, interns, permissions=[beyond.pk])
    assert not interns.permissions.exists()
    assert helpdesk.post(form_of(role(roles.WRITER)), {"name": "Mine"}).status_code == 403


def test_roles_are_listed_in_the_language_of_the_reader(administrator):
    page = administrator.get("/admin/auth/group/", headers={"Accept-Language": "nl"}).content.decode()
    with override("nl"):
        assert all(f">{role.title}<" in page for role in roles.ROLES)


def test_a_role_keeps_the_name_by_which_the_site_finds_it(administrator):
    send(administrator, role(roles.WRITER), name="Scribe")
    assert Group.objects.filter(name=roles.WRITER.name).exists()


def test_accounts_are_found_by_role(administrator):
    writer = account_of("writer")
    page = administrator.get(LIST, {"role": role(roles.WRITER).pk})
    assert list(page.context["cl"].queryset) == [writer]
    assert administrator.get(LIST, {"role": "x"}).status_code == 200
