"""The admin site: its models grouped by what editors do, and its start page."""

from typing import NamedTuple

from django.contrib.admin.sites import AdminSite
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.translations.views import translation_urls
from content.trash.admin import bin_urls
from smartup.dashboard import start_page
from smartup.roles import who_gives_roles


class MenuGroup(NamedTuple):
    """A part of the menu: its name and the models in it, as app_label.ObjectName, in the order of the menu."""

    name: str | Promise
    models: list[str]


GROUPS = {
    "event": MenuGroup(
        _("Event"), ["events.Event", "events.ProgrammeItem", "events.PartnerProject", "workflow.Release"]
    ),
    "stories": MenuGroup(_("Stories"), ["events.Case", "events.Lesson", "events.Quote", "reviews.Answer"]),
    "people": MenuGroup(_("People"), ["events.Speaker"]),
    "photos": MenuGroup(_("Photos"), ["gallery.Album", "gallery.Photo", "pictures.Picture", "gallery.RemovalRequest"]),
    "stakeholders": MenuGroup(
        _("Stakeholders"),
        [
            "signups.Stakeholder",
            "signups.Mailing",
            "signups.Interest",
            "signups.JoinRules",
            "signups.ConsentText",
            "mail.Letter",
            "signups.Export",
            "signups.Erasure",
        ],
    ),
    "site": MenuGroup(
        _("Site"),
        [
            "pages.Page",
            "pages.MenuItem",
            "documents.Document",
            "pages.SiteSettings",
            "workflow.Redirect",
            "richtext.LinkCheck",
            "mail.OutboxMessage",
            "auth.User",
            "auth.Group",
        ],
    ),
}


class SmartupAdminSite(AdminSite):
    site_title = _("smartup")
    site_header = _("smartup")
    index_title = _("What would you like to do?")

    def get_app_list(self, request, app_label=None):
        """Return the menu by groups; the page of one app keeps Django's own list."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else _grouped(apps)

    def app_index(self, request, app_label, extra_context=None):
        """Lead to the start page: editors know our groups, not Django's apps."""
        return redirect("admin:index")

    def get_urls(self):
        return [*bin_urls(self), *translation_urls(self), *super().get_urls()]

    def index(self, request, extra_context=None):
        context = {**start_page(request, self.get_app_list(request)), "whom_to_ask": who_gives_roles()}
        return super().index(request, {**context, **(extra_context or {})})


def _grouped(apps) -> list[dict]:
    """Put the models of Django's list of `apps` into our groups; whatever has no place yet comes last."""
    entries = {f"{app['app_label']}.{entry['object_name']}": entry for app in apps for entry in app["models"]}
    menu = [_entry(key, group.name, _taken(entries, group.models)) for key, group in GROUPS.items()]
    menu.append(_entry("other", _("Behind the scenes"), list(entries.values())))
    return [part for part in menu if part["models"]]


def _taken(entries: dict, names: list[str]) -> list[dict]:
    return [entries.pop(name) for name in names if name in entries]


def _entry(key: str, name: str | Promise, models: list[dict]) -> dict:
    return {
        "name": name,
        "app_label": key,
        "app_url": f"{reverse('admin:index')}#{key}",
        "has_module_perms": True,
        "models": models,
    }
