"""The admin is made of parts, so that one can say who calls whom."""

from django.contrib import admin
from django.test import RequestFactory

from content.admin_ui.parts import Part, PartsAdmin
from content.autosave.unsaved_form import Editing
from content.editing.content_admin import ContentAdmin
from events.models import Case

OURS = {"smartup", "content", "events", "gallery", "signups"}


def test_no_admin_stands_on_more_than_eight_classes_of_ours():
    depth = {
        type(each): sum(base.__module__.partition(".")[0] in OURS for base in type(each).__mro__)
        for each in admin.site._registry.values()
    }
    assert {each.__name__: number for each, number in depth.items() if number > 8} == {}


def test_what_is_known_of_one_request_stays_with_it():
    case_admin = admin.site.get_model_admin(Case)
    editing = Editing(lost=["words"])
    assert case_admin.with_editing(editing).editing is editing
    assert case_admin.editing is ContentAdmin.editing
    assert ContentAdmin.editing == Editing()


class Greeting(Part):
    def tools(self, admin, request, item):
        return [(f"Greet {item}", "/greet/")]

    def context(self, admin, request, item):
        return {"greeting": f"{item} of {admin.model.__name__}"}


def test_each_part_is_asked_in_its_turn():
    class Greeted(PartsAdmin):
        parts = [Greeting(), Part(), Greeting()]

    greeted = Greeted(Case, admin.site)
    context = greeted.parts_context(RequestFactory().get("/"), "Ada")
    assert context == {"object_tools": [("Greet Ada", "/greet/")] * 2, "greeting": "Ada of Case"}
