"""Role × what can be done to several at once, for every action of every list."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.people import EVERYBODY
from tests.roles import table
from tests.roles.asking import ask

pytestmark = pytest.mark.django_db


def actions_of(model) -> set[str]:
    """Return the names of all actions of a list, whoever is asking."""
    model_admin = admin.site._registry[model]
    named = [] if model_admin.actions is None else model_admin._get_base_actions()
    return {name for _function, name, _words in named}


ACTIONS = [
    pytest.param(model, name, id=f"{model._meta.label_lower}-{name}")
    for model in admin.site._registry
    for name in sorted(actions_of(model))
]


def test_every_action_has_a_row():
    new = {name for model in admin.site._registry for name in actions_of(model)} - set(table.ACTIONS)
    assert not new, f"Say in ACTIONS of tests/roles/table.py which right these actions need: {sorted(new)}"


@pytest.mark.parametrize("model, action", ACTIONS)
def test_an_action_is_for_whom_it_should_be(site, undrawn, model, action):
    letter = table.ACTIONS.get(action) or pytest.fail("no row, see above")
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    sent = {"action": action, "_selected_action": [site.chosen(model, action).pk], "post": "yes"}
    does = {who for who in EVERYBODY if ask(site.browsers[who], "post", url, sent).wrote}
    assert does == {who for who in EVERYBODY if table.may(who, letter, model._meta.label_lower)}
