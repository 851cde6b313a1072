"""Does a test notice when a line is wrong? python -m tests.mutation --sample 200 --seed 1 --only events

Draws a sample of wrong lines, makes each in a copy of the checkout, and runs there the tests that run that line. Those that
survive are printed, and counted in the last line. A survivor that is to stay is named with its reason in accepted.toml.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.util import cache_from_source
from pathlib import Path
from queue import SimpleQueue

from tests.mutation.baseline import PYTEST, Baseline, copy_of, environment
from tests.mutation.mutants import draw, modules

ROOT = Path(__file__).resolve().parents[2]
ACCEPTED = Path(__file__).with_name("accepted.toml")
SURVIVED, KILLED = "survived", "killed"


def arguments():
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("--sample", type=int, default=200, help="how many wrong lines")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others")
    parser.add_argument("--only", nargs="+", action="extend", default=[], help="folders or modules to make wrong")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="folders or files of the tests that may notice")
    parser.add_argument(
        "--seconds", type=float, default=60, help="how long the tests of one wrong line may take together"
    )
    parser.add_argument("--processes", type=int, default=2, help="how many run at once")
    parser.add_argument("--unchanged", action="store_true", help="leave the lines as they are: then all must survive")
    return parser.parse_args()


def packages():
    """Return the packages of the site, as the import contracts name them."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]


def outcome(mutant, copy, baseline, tests, seconds):
    """Make a line wrong in a copy, run these tests, mend it, and say whether one of them failed."""
    module, chosen = copy / mutant.file, copy.parent / f"{copy.name}.tests"
    chosen.write_text("\n".join(tests))
    around = environment(copy, MUTATION_TESTS=chosen, MUTATION_DATABASE=baseline.database)
    command = [sys.executable, *PYTEST, "-x", *sorted({test.split("::")[0] for test in tests})]
    compiled = Path(cache_from_source(str(module)))
    try:
        module.write_text(mutant.code)
        compiled.unlink(missing_ok=True)  # as old and as long as the source, it would be taken for it
        status = exit_status(command, copy, around, timeout=60 + 4 * seconds)
    finally:
        module.write_text(mutant.source)
        compiled.unlink(missing_ok=True)
    if status == 5:
        raise SystemExit(f"No test was found for {mutant}")
    return SURVIVED if status == 0 else KILLED


def exit_status(command, folder, around, timeout):
    """Run a command and return its exit status; one that doesn't end is ended, with whatever it began."""
    process = subprocess.Popen(
        command, cwd=folder, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def reasons_to_stay(mutants):
    """Return the reasons for which mutants may survive, by (file, minus, plus); say which match no line any more."""
    reasons = {}
    for entry in tomllib.loads(ACCEPTED.read_text()).get("accepted", []):
        file = ROOT / entry["file"]
        if not file.exists() or bare(entry["minus"]) not in bare(file.read_text()):
            print(f"accepted.toml names a line that is no more, {entry['file']}: {entry['minus'].strip()}")
        reasons[entry["file"], bare(entry["minus"]), bare(entry["plus"])] = entry["reason"]
    return {mutant: reasons.get((mutant.file, bare(mutant.minus), bare(mutant.plus))) for mutant in mutants}


def bare(lines):
    """Return lines without their indents, so that one that moved is still the same."""
    return "\n".join(line.strip() for line in lines.strip().splitlines())


def control(mutant, copies, baseline, seconds):
    """Run the tests of a mutant where no line is wrong: if one fails there, no failure says anything."""
    tests, _ = baseline.tests_for(mutant, seconds)
    for copy in copies:
        if outcome(replace(mutant, code=mutant.source), copy, baseline, tests, seconds) == KILLED:
            raise SystemExit(f"Tests fail though no line is wrong: {' '.join(tests)}")


def run(mutants, copies, baseline, seconds):
    """Try each mutant in the next copy that is free; yield (mutant, outcome, how many tests ran, of how many)."""
    free = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def attempt(mutant):
        tests, of = baseline.tests_for(mutant, seconds)
        copy = free.get()
        try:
            return mutant, outcome(mutant, copy, baseline, tests, seconds), len(tests), of
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        yield from pool.map(attempt, mutants)


def report(results, reasons):
    """Print who survived, and the counts."""
    alive = [(mutant, ran, of) for mutant, result, ran, of in results if result == SURVIVED]
    for mutant, ran, of in alive:
        reason = reasons[mutant]
        print(f"\n{mutant}\n    {ran} of {of} tests ran" + (f"; accepted: {reason}" if reason else ""))
    for mutant, result, *_ in results:
        if reasons[mutant] and result == KILLED:
            print(f"\naccepted.toml forgives what a test notices by now, {mutant}")
    forgiven = sum(1 for mutant, *_ in alive if reasons[mutant])
    print(f"\nRESULT mutants={len(results)} survived={len(alive) - forgiven} accepted={forgiven}")


def main():
    """Draw, try, and report."""
    asked = arguments()
    began = time.monotonic()
    mutants = draw(list(modules(ROOT, packages(), asked.only)), asked.sample, asked.seed)
    if not mutants:
        raise SystemExit(f"There is nothing to change in {' '.join(asked.only)}")
    if asked.unchanged:
        mutants = [replace(mutant, code=mutant.source) for mutant in mutants]
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copies = [copy_of(ROOT, Path(folder) / str(number)) for number in range(asked.processes)]
        baseline = Baseline.of(ROOT, copies, asked.tests, ROOT / ".mutation")
        print(
            f"{len(mutants)} wrong lines, {len(baseline.seconds)} tests, after {time.monotonic() - began:.0f} s",
            flush=True,
        )
        control(mutants[0], copies, baseline, asked.seconds)
        results = []
        for result in run(mutants, copies, baseline, asked.seconds):
            results.append(result)
            print(f"{result[1]:8} {result[0].file}:{result[0].line}", flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    report(results, reasons_to_stay(mutants))


if __name__ == "__main__":
    main()
