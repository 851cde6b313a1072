"""What `make house` counts: its docstring says it in words."""

import textwrap

import pytest

from bin import house


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Return a function that writes modules into a house of their own and returns them as they are read."""
    monkeypatch.setattr(house, "ROOT", tmp_path)

    def write(**sources):
        for name, source in sources.items():
            path = tmp_path / "room" / f"{name}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(textwrap.dedent(source))
        return house.modules_of(["room"])

    return write


def test_a_line_of_code_is_neither_blank_nor_a_comment_nor_a_docstring(written):
    (module,) = written(
        shop='''
        """What a shop is.

        In two sentences."""

        # a reason
        PRICES = {
            "bread": 3,  # euro
        }

        def price_of(thing):
            """Return its price."""
            return """not
            a docstring""" + PRICES[thing]
        '''
    )
    assert module.code_lines == 6


def test_names_are_shared_by_modules_and_not_by_what_they_keep_to_themselves(written):
    modules = written(
        one="def check(): ...\ndef _note(): ...\nclass Kind: ...", two="def _note(): ...\nclass check: ...\nKind = 1"
    )
    assert house.shared_names(modules) == {"check": ["room.one", "room.two"]}


def test_what_is_put_on_a_request_is_found_wherever_it_is_put_or_asked_for(written):
    modules = written(
        form="def get(self, request):\n    request.typed, request.user = 1, 2\n    self.request.seat = 3",
        page="def get(request: HttpRequest | None):\n    return getattr(request, 'trial', None)",
        door="def open(request):\n    request.__dict__.setdefault('hosts', [])\n    form.title = 'no request'",
        takedown="def grant(request: RemovalRequest): ...\ndef note(request):\n    request.state = 'granted'",
        middleware="def __call__(self, request):\n    return getattr(request, 'hosts')",
    )
    assert house.request_attributes(modules).offenders == [
        "request.seat  room.form",
        "request.trial  room.page",
        "request.typed  room.form",
    ]


@pytest.mark.parametrize(
    ("name", "words"), [("publish", 1), ("Case", 1), ("SMTP", 1), ("SMTPConnection", 2), ("as_text", 2)]
)
def test_a_name_is_one_word_or_more(name, words):
    assert house.is_one_word(name) == (words == 1)


@pytest.mark.parametrize(
    ("glob", "module", "is_meant"),
    [
        ("content.*.models", "content.mail.models", True),
        ("content.*.models", "content.mail.models.letters", False),
        ("*.admin", "signups.admin", True),
        ("content.admin_ui.*", "content.admin_ui", True),
        ("content.admin_ui.*", "content.admin_uis", False),
    ],
)
def test_modules_are_named_to_mypy_by_stars(glob, module, is_meant):
    assert bool(house.mypy_pattern(glob).fullmatch(module)) == is_meant
