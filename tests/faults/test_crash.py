"""A process that is killed at any moment of an act leaves what was, or what is to be, and never half of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ACTS = [
    "keep a draft", "publish a draft with parts", "publish a draft with links", "publish by appointment", "release",
    "restore", "withdraw", "throw away", "take back", "save a draft by the form", "publish by the form",
]  # fmt: skip

pytestmark = [pytest.mark.crash, pytest.mark.slow]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> dict[str, dict]:
    """What each act left, each time that it was killed a little later."""
    folder = tmp_path_factory.mktemp("dying")
    command = [sys.executable, "-m", "tests.faults.dying", str(folder)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    lines = map(json.loads, done.stdout.splitlines())
    return {line.pop("act"): line for line in lines}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_as_a_whole_or_not_at_all(outcomes, act):
    outcome = outcomes[act]
    assert outcome["half"] == []
    assert outcome["ended"] and outcome["changes"]
    assert outcome["old"] > 3
    assert outcome["new"] > 0


def test_no_act_is_left_out(outcomes):
    assert set(outcomes) == set(ACTS)
