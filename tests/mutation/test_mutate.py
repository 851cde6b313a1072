"""The tool that makes lines wrong: what it changes, what it leaves alone, and which tests it asks."""

import json

import pytest
from coverage import CoverageData

from tests.mutation.__main__ import bare, packages, reasons_to_stay
from tests.mutation.baseline import Baseline, statement_at
from tests.mutation.mutants import Module, draw

SOURCE = '''"""A module."""
from django.utils.translation import gettext_lazy as _

__all__ = ["fee"]


class Fee(Model):
    amount = Decimal(_("amount"), help_text=_("In euro."), blank=False)


@cache
def fee(people: int = 2):
    """What they pay."""
    log.info("asked for %s", people)
    if people:
        notify(people)
        return people + 1
'''


@pytest.fixture
def module():
    return Module("site/fees.py", SOURCE)


def changed(module):
    """Each wrong line of a module, as it would then be."""
    return {(mutant.line, bare(mutant.plus)) for line in module.changes for mutant in module.mutants(line)}


def test_what_decides_is_changed(module):
    assert {
        (11, ""),
        (12, "def fee(people: int = 3):"),
        (15, "if not (people):"),
        (16, "..."),
        (16, "notify(None)"),
        (17, "return people - 1"),
        (17, "return people + 2"),
    } <= changed(module)


def test_words_types_logs_docstrings_and_imports_are_left_alone(module):
    assert {line for line, _ in changed(module)} == {8, 11, 12, 15, 16, 17}
    assert {plus for line, plus in changed(module) if line == 8} == {
        "amount = None",
        'amount = Decimal(_("amount"), help_text=_("In euro."), blank=True)',
    }


def test_every_mutant_differs_by_its_line_alone(module):
    for line in module.changes:
        for mutant in module.mutants(line):
            assert mutant.code.replace(mutant.plus, mutant.minus, 1).split() == SOURCE.split() or not mutant.plus


def test_a_seed_draws_the_same_again_and_at_most_one_of_a_line(module):
    assert draw([module], 4, seed=3) == draw([module], 4, seed=3) != draw([module], 4, seed=4)
    lines = [mutant.line for mutant in draw([module], 50, seed=1)]
    assert lines in ([8, 11, 15, 16, 17], [8, 12, 15, 16, 17])


def test_a_statement_ends_before_its_body(module):
    by_line = {mutant.line: mutant for line in module.changes for mutant in module.mutants(line)}
    assert list(statement_at(by_line[15])) == [15]
    assert list(statement_at(by_line[12])) == [11, 12]
    assert list(statement_at(by_line[16])) == [16]


@pytest.fixture
def baseline(tmp_path):
    """Two tests run line 15, of which one is named after the module; a third runs nothing of it."""
    data = CoverageData(basename=str(tmp_path / "0.coverage"))
    near, far, other = (
        "tests/site/test_fees.py::test_near",
        "tests/test_far.py::test_far",
        "tests/test_far.py::test_other",
    )
    for test, lines in {near: [15], far: [15, 17]}.items():
        data.set_context(test)
        data.add_lines({"site/fees.py": lines})
    data.write()
    (tmp_path / "passes-0.json").write_text(json.dumps({near: 5, far: 1, other: 1}))
    return Baseline(tmp_path)


def test_the_tests_that_run_a_line_are_asked_those_named_after_it_first(module, baseline):
    condition, result = module.mutants(15)[0], module.mutants(17)[0]
    near, far = "tests/site/test_fees.py::test_near", "tests/test_far.py::test_far"
    assert baseline.tests_for(condition, seconds=60) == ([near, far], 2)
    assert baseline.tests_for(condition, seconds=5) == ([near], 2)
    assert baseline.tests_for(result, seconds=60) == ([far], 1)


def test_a_line_that_runs_at_import_is_shown_to_whoever_runs_the_module(module, baseline):
    tests, of = baseline.tests_for(module.mutants(8)[0], seconds=60)
    assert (tests[0], of) == ("tests/site/test_fees.py::test_near", 2)


def test_a_survivor_is_found_by_its_lines_wherever_they_stand(module, tmp_path, monkeypatch, capsys):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/fees.py").write_text(SOURCE)
    (tmp_path / "accepted.toml").write_text("""
        [[accepted]]
        file = "site/fees.py"
        minus = "return people + 1"
        plus = "return people + 2"
        reason = "One more or less."
        [[accepted]]
        file = "site/fees.py"
        minus = "return people + 7"
        plus = "return people + 8"
        reason = "A line that went."
    """)
    monkeypatch.setattr("tests.mutation.__main__.ROOT", tmp_path)
    monkeypatch.setattr("tests.mutation.__main__.ACCEPTED", tmp_path / "accepted.toml")
    reasons = reasons_to_stay(module.mutants(17))
    assert {bare(mutant.plus): reason for mutant, reason in reasons.items() if reason} == {
        "return people + 2": "One more or less."
    }
    assert capsys.readouterr().out == "accepted.toml names a line that is no more, site/fees.py: return people + 7\n"


def test_the_packages_are_those_of_the_import_contracts():
    assert packages()
