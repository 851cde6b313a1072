"""What the factories make passes every check that an editor's form makes."""

import inspect

import pytest

from tests import factories

FLOORS = {"content", "events", "gallery", "signups"}
FACTORIES = [
    thing
    for _name, thing in inspect.getmembers(factories, inspect.isclass)
    if issubclass(thing, factories.DjangoModelFactory) and not thing._meta.abstract and thing._meta.model
]
WITH_LIVE = [thing for thing in FACTORIES if "live" in thing._meta.parameters]


@pytest.mark.django_db
@pytest.mark.parametrize("making", FACTORIES, ids=lambda thing: thing.__name__)
def test_what_a_factory_makes_is_valid_and_has_a_name(making):
    item = making()
    item.full_clean()
    assert str(item)


@pytest.mark.django_db
@pytest.mark.parametrize("making", WITH_LIVE, ids=lambda thing: thing.__name__)
def test_what_is_made_live_is_what_the_public_sees(making):
    made = making(live=True)
    making()
    model = type(made)
    seen = model.objects.visible() if hasattr(model.objects, "visible") else model.objects.live()
    assert list(seen) == [made]


def test_every_model_has_a_factory():
    from django.apps import apps

    ours = {model for model in apps.get_models() if model.__module__.split(".")[0] in FLOORS}
    assert {making._meta.model for making in FACTORIES} >= ours
