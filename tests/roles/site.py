"""A site with one of each kind of thing, and somebody of each role; made once for all rows of the table."""

from uuid import uuid4

from cookie_consent.models import Cookie, CookieGroup
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from content.pages.models import SiteSettings
from content.richtext.models import LinkCheck
from content.workflow.models import Publishable, State
from tests import factories
from tests.factories import (
    CaseFactory,
    EventFactory,
    PreviewLinkFactory,
    ReleaseItemFactory,
    ReviewFactory,
    VersionFactory,
)
from tests.people import EVERYBODY, account_of, browser_of
from tests.roles.addresses import SHORT_FORM, Address


class Site:
    """`things`: label of a model → one of them, published if it can be; `browsers`: who → their browser."""

    def __init__(self):
        self.browsers = {who: browser_of(who) for who in EVERYBODY}
        self.things = {model._meta.label_lower: _one_of(model) for model in admin.site._registry}

    def chosen(self, model, action: str):
        """Return something of `model` that `action` could be done to."""
        if action == "publish_selected":
            return getattr(factories, f"{model.__name__}Factory")(live=True, state=State.DRAFT, published_at=None)
        return self.things[model._meta.label_lower]

    def url_of(self, address: Address) -> str:
        """Return where `address` is, with the keys of something that it may be asked about."""
        thing = self.things.get(address.model)
        if address.act == SHORT_FORM:
            return "/" + address.route.replace("<path:object_id>", str(thing.pk))
        keys = {"object_id": thing and thing.pk, "id": thing and thing.pk}
        if address.act in KEYS:
            keys |= KEYS[address.act](self.things, thing)
        return reverse(address.name, args=[keys[key] for key in address.keys])

    def sent_to(self, address: Address) -> dict:
        """Return what is sent to `address`: enough for it to do what it is for, if it does not refuse."""
        sent = SENT.get(address.act, lambda _things, _thing: {})(self.things, self.things.get(address.model))
        return {"post": "yes", **sent}


def _binned(_things, _thing) -> dict:
    case = CaseFactory(state=State.BINNED, binned_at=timezone.now(), event=EventFactory(live=True))
    return {"kind": "events.case", "key": case.pk}


def _translated(things, _thing) -> dict:
    return {"kind": "events.case", "key": things["events.case"].pk, "field": "title"}


def _version(_things, thing) -> dict:
    return {"number": VersionFactory(target=thing).number}


def _typed(_things, thing) -> dict:
    return {"sitting": uuid4(), "object": thing.pk, "typed": "title_en=Second+thoughts"}


def _in_release(things, release) -> dict:
    return {"item": ReleaseItemFactory(release=release, target=things["events.case"]).object_id}


# Act → which keys to ask it about, beside that of the published thing.
KEYS = {
    "admin:app_list": lambda _things, _thing: {"app_label": "events"},
    "admin:bin_take_back": _binned,
    "admin:bin_erase": _binned,
    "richtext:preview": lambda things, _thing: {"pk": things["pictures.picture"].pk},
    "picture": lambda _things, _thing: {"width": 160},
    "version": _version,
    "restore": _version,
    "preview_page": lambda _things, _thing: {"path": "nl/"},
    "unshare": lambda _things, thing: {"link": PreviewLinkFactory(target=thing).pk},
    "question": lambda _things, thing: {"question": ReviewFactory(target=thing).pk},
}

# Act → what is sent to it.
SENT = {
    "admin:still_right": _translated,
    "sitting": _typed,
    "forget": _typed,
    "ask": lambda _things, _thing: {"name": "Emily Wise", "language": "en"},
    "question": lambda _things, _thing: {"revoke": ""},
    "remove": _in_release,
    "around": _in_release,
}


def _one_of(model):
    make = MAKERS.get(model._meta.label_lower) or getattr(factories, f"{model.__name__}Factory")
    return make(live=True) if issubclass(model, Publishable) else make()


def _cookie():
    group = CookieGroup.objects.create(varname="extra", name="Extra")
    return Cookie.objects.create(cookiegroup=group, name="extra")


MAKERS = {
    "auth.user": lambda: account_of("somebody else"),
    "auth.group": lambda: Group.objects.create(name="Interns"),
    "pages.sitesettings": lambda: SiteSettings.objects.get_or_create(pk=1)[0],  # a menu item has made it
    "cookie_consent.cookie": _cookie,
    "cookie_consent.cookiegroup": lambda: CookieGroup.objects.create(varname="other", name="Other"),
    "richtext.linkcheck": lambda: LinkCheck.objects.create(url="https://example.org/", checked_at=timezone.now()),
    "django_tasks_database.dbtaskresult": lambda: DBTaskResult.objects.create(
        task_path="content.pictures.renditions.tasks.make_renditions",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="x",
    ),
}
