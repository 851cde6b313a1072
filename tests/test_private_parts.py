"""Parts of packages that nobody promised to us: we subclass them or reach into them, so an upgrade may take them away.

Each test says what we rely on, and where: an upgrade that changes it fails here, in a sentence, rather than on the site.
"""

import smtplib
from http.client import HTTPConnection, HTTPSConnection
from inspect import signature

import pytest
from csp.middleware import CSPMiddleware
from django.contrib.admin import ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.core.files.base import ContentFile
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.forms import BaseFormSet, Form, formset_factory
from django.forms import models as model_forms
from django.http import HttpResponse
from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from content.pictures.models import Picture

# Where we rely on it, whose it is, its name, and the parameters that we take or give.
PARTS = [
    ("smartup/server/gunicorn_worker.py", ThreadWorker, "enqueue_req", ["self", "conn"]),
    ("smartup/server/gunicorn_worker.py", TConn, "close", ["self", "graceful"]),
    ("smartup/server/gunicorn_worker.py", util, "close", ["sock"]),
    ("smartup/server/gunicorn_worker.py", util, "close_graceful", ["sock", "timeout", "max_drain"]),
    ("content/documents/serving.py", StaticFile, "__init__", ["self", "path", "headers", "encodings", "stat_cache"]),
    ("content/documents/serving.py", StaticFile, "get_response", ["self", "method", "request_headers"]),
    ("content/documents/serving.py", StaticFile, "get_byte_range", ["self", "range_header", "size"]),
    ("content/documents/serving.py", WhiteNoiseMiddleware, "serve", ["static_file", "request"]),
    ("smartup/static.py", CompressedManifestStaticFilesStorage, "post_process", ["self", "args", "kwargs"]),
    ("smartup/static.py", CompressedManifestStaticFilesStorage, "url", ["self", "name", "force"]),
    ("content/database/statements.py", SQLCompiler, "__init__", ["self", "query", "connection", "using", "elide_empty"]),
    ("content/database/statements.py", SQLCompiler, "get_converters", ["self", "expressions"]),
    ("content/database/statements.py", SQLCompiler, "apply_converters", ["self", "rows", "converters"]),
    ("content/trash/admin.py", ModelAdmin, "_get_obj_does_not_exist_redirect", ["self", "request", "opts", "object_id"]),
    ("content/admin_ui/translation_status.py", ChangeList, "get_queryset", ["self", "request", "exclude_parameters"]),
    ("content/translations/translatable_models.py and content/autosave/merging.py", model_forms, "_get_foreign_key",
     ["parent_model", "model", "fk_name", "can_fail"]),
    ("content/autosave/unsaved_form.py", BaseFormSet, "full_clean", ["self"]),
    ("gallery/photos/bulk_edit.py", model_forms.BaseModelForm, "_post_clean", ["self"]),
    ("content/mail/outbox/smtp.py", smtplib.SMTP, "connect", ["self", "host", "port", "source_address"]),
    ("content/mail/outbox/smtp.py", smtplib.SMTP, "send", ["self", "s"]),
    ("content/mail/outbox/smtp.py", smtplib.SMTP, "getreply", ["self"]),
    ("content/mail/outbox/smtp.py", EmailBackend, "open", ["self"]),
    ("content/richtext/http_probe.py", HTTPConnection, "connect", ["self"]),
    ("content/richtext/http_probe.py", HTTPSConnection, "connect", ["self"]),
]  # fmt: skip


@pytest.mark.parametrize(("place", "owner", "name", "parameters"), PARTS)
def test_a_part_of_a_package_takes_what_we_rely_on(place, owner, name, parameters):
    part = getattr(owner, name, None)
    assert part is not None, (
        f"{owner.__name__} has no {name} any more, on which {place} relies: find another way there."
    )
    now = list(signature(part).parameters)
    assert now == parameters, (
        f"{owner.__name__}.{name} takes {now} now, not {parameters}: look whether {place} still works."
    )


@pytest.mark.parametrize("attribute", ["_csp_config", "_csp_update", "_csp_replace"])
def test_the_policy_takes_what_a_response_asks_for(rf, attribute):
    """Relied on in content/visitors/csp_sources.py, content/preview/preview_pages.py and content/mail/."""
    response, wanted = HttpResponse(), {"img-src": ["https://example.org"]}
    setattr(response, attribute, wanted)
    parts = CSPMiddleware(lambda _request: response).get_policy_parts(rf.get("/"), response)
    part = attribute.removeprefix("_csp_")
    assert getattr(parts, part) == wanted, f"django-csp doesn't look at {attribute} of a response any more."


def test_smtplib_sends_a_mail_with_its_last_dot_at_once():
    """Relied on in content/mail/outbox/smtp.py, which holds the last dot back."""
    sent = []

    class Line(smtplib.SMTP):
        def send(self, s):
            sent.append(s)

        def getreply(self):
            return 354, b"Go on"

    Line().data("Good morning")
    assert sent[-1] == b"Good morning\r\n.\r\n", (
        f"smtplib sends {sent}: the last dot isn't at the end of the mail any more."
    )
    assert hasattr(smtplib.SMTP, "sock"), "smtplib.SMTP has no `sock` any more, on which timeouts are set."


def test_django_s_mail_backend_keeps_its_connections_where_we_break_them_off():
    """Relied on in content/mail/outbox/smtp.py."""
    made = []

    class Backend(EmailBackend):
        @property
        def connection_class(self):
            made.append(self)
            raise OSError("nobody is there")

    backend = Backend(fail_silently=True)
    assert backend.open() is None
    assert made == [backend], "EmailBackend.open doesn't ask for `connection_class` any more."
    state = (vars(backend).get("connection", "missing"), vars(backend).get("_partial_connection", "missing"))
    assert state == (None, None), f"EmailBackend keeps its connections elsewhere: {state}."


def test_a_query_tells_its_names_and_its_compiler_which_columns_it_selects(db):
    """Relied on in content/database/statements.py."""
    query = Picture.objects.values("id", "title").query
    compiler = query.get_compiler(connection=connection)
    compiler.as_sql()
    assert list(query.selected or ()) == ["id", "title"], (
        "Query.selected doesn't tell the names of `values()` any more."
    )
    selected = [column.target.name for column, *_rest in compiler.select[: compiler.col_count]]
    assert selected == ["id", "title"], f"SQLCompiler.select doesn't begin with the columns any more: {selected}."
    plain = [*query.values_select, *query.annotation_select]
    assert plain == ["id", "title"], f"Query.values_select has other names now: {plain}."


def test_a_file_knows_whether_it_is_in_storage():
    """Relied on in content/pictures/ and gallery/photos/adding.py."""
    known = [Picture(original=file).original._committed for file in ("one.jpg", ContentFile(b"", "one.jpg"))]
    assert known == [True, False], "FieldFile._committed doesn't tell stored files from new ones any more."


def test_a_set_of_forms_keeps_its_errors_where_we_empty_them():
    """Relied on in content/autosave/unsaved_form.py."""
    forms = formset_factory(Form)(data={"form-TOTAL_FORMS": "x"})
    forms.full_clean()
    there = {name for name in ("_errors", "_non_form_errors") if vars(forms).get(name) is not None}
    assert there == {"_errors", "_non_form_errors"}, f"Of what BaseFormSet.full_clean sets, only {there} are left."
