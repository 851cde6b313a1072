"""A draft changes nothing that the public sees, and publishing it does what saving it directly would have done.

DRAFT_EXAMPLES=100 in the environment tries that many edits of each kind, other ones each time.
"""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import models
from django.test import TestCase
from django.urls import reverse
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from content.workflow.drafts import draft_of, dry_run
from content.workflow.models import State
from tests.editing.forms import Fields
from tests.property.edits import Edit
from tests.property.public import differences, everything
from tests.property.world import World

pytestmark = [pytest.mark.property, pytest.mark.django_db]

KINDS = [
    "event", "lesson", "case", "speaker", "quote", "programmeitem", "partnerproject", "page", "document", "album"
]  # fmt: skip
EXAMPLES = int(os.environ.get("DRAFT_EXAMPLES", "0"))
TRIES = settings(
    max_examples=EXAMPLES or 3,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
    # Looking for the smallest edit that fails would take minutes.
    phases=[Phase.generate],
    report_multiple_bugs=False,
)
# What a form holds of the moment at which it was opened, not of the object.
# An album that is public leaves its photos to forms of their own.
PHOTOS = "photos-"
OF_THE_MOMENT = ("csrfmiddlewaretoken", "publish_at", "-id", "INITIAL_FORMS", "TOTAL_FORMS", "sitting", "version")


@pytest.fixture
def world(db):
    """A site, and as `before` all that the public may fetch of it."""
    world = World()
    world.before = everything()
    return world


@pytest.mark.parametrize("kind", KINDS)
@TRIES
@given(data=st.data())
def test_a_draft_is_unseen_until_it_is_published_and_then_as_if_saved_directly(kind, world, editor, data):
    item, before = world.subjects[kind], world.before
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = data.draw(st.sampled_from(["nl", "en"]))
    edit = Edit(editor.get(form_of(item)), data.draw)
    with dry_run(), no_new_files():
        with committed():
            saved, shown = send(editor, item, edit)
        assert differences(before, everything()) == []
        with committed():
            published = saved and publish(editor, item, data.draw(st.sampled_from(["by its button", "by the list"])))
        outcome = everything()
    with dry_run(), no_new_files():
        with committed():  # at the end only: the index shall keep the place of what it knows
            never_seen(item)
            directly, shown_directly = send(editor, item, edit)
            published_directly = directly and publish(editor, item, "by its button")
        direct_outcome = everything()
    event(f"{kind}: saved {saved}, published {published}")
    assert (saved, published) == (directly, published_directly)
    assert shown == shown_directly
    if published:
        assert differences(outcome, direct_outcome) == []
    else:
        assert differences(before, outcome) == []


def form_of(item) -> str:
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


def send(editor, item, edit: Edit) -> tuple[bool, dict]:
    """Make `edit`, and return whether it was accepted, and what the form says when it is opened again."""
    answer = editor.post(form_of(item), {**edit.sent_from(editor.get(form_of(item))), "_continue": ""})
    return answer.status_code == 302, shown_by(editor.get(form_of(item)))


def shown_by(page) -> dict:
    """Return what stands in a form of the object itself."""
    fields = Fields(page.content.decode()).values
    return {
        name: value for name, value in fields.items() if not (name.endswith(OF_THE_MOMENT) or name.startswith(PHOTOS))
    }


def publish(editor, item, way: str) -> bool:
    """Publish what waits, as an editor would who changes nothing more, and return whether it is public now."""
    if way == "by its button":
        page = editor.get(form_of(item))
        kept = {name: value for name, value in Fields(page.content.decode()).values.items() if "__prefix__" not in name}
        editor.post(form_of(item), {**kept, "_publish": ""})
    else:
        the_list = reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_changelist")
        editor.post(the_list, {"action": "publish_selected", "_selected_action": [item.pk]})
    return draft_of(item) is None and type(item).objects.get(pk=item.pk).is_live


def never_seen(item: models.Model):
    """Let `item` be what the public never saw: such an object is edited in place."""
    type(item).objects.filter(pk=item.pk).update(state=State.DRAFT, published_at=None)


def committed():
    """Do at the end what waits for the changes inside being committed."""
    return TestCase.captureOnCommitCallbacks(execute=True)


@contextmanager
def no_new_files():
    """Take the files away that were stored meanwhile, so that the next of the same name may have it."""
    before = _stored()
    yield
    for file in _stored() - before:
        file.unlink()


def _stored() -> set[Path]:
    folders = (Path(storages[name].location) for name in ("default", "private"))
    return {file for folder in folders for file in folder.rglob("*") if file.is_file()}
