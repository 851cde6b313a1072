"""Which test runs which line: one run of the tests under coverage, stored until the code or the tests change."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from coverage import CoverageData

NOT_SEEN = "not browser and not crash"  # what these do happens in other processes, which coverage doesn't follow
PYTEST = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.mutation.plugin"]


def files(root):
    """Return the files of the checkout that git knows or would: what a copy needs, without what was built or stored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return sorted(file for file in listed.splitlines() if (Path(root) / file).is_file())


def copy_of(root, folder):
    """Copy the checkout to a folder, where lines may be made wrong; return the folder."""
    for file in files(root):
        target = Path(folder) / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(root) / file, target)
        shutil.copymode(Path(root) / file, target)
    (Path(folder) / ".venv").symlink_to(Path(sys.prefix))
    return Path(folder)


def digest(root, tests):
    """Return a name for the state of the checkout, docs aside, and for the tests that were chosen."""
    made_of = hashlib.sha256(" ".join(tests).encode())
    for file in files(root):
        if not file.endswith((".md", "accepted.toml")):
            made_of.update(file.encode() + (Path(root) / file).read_bytes())
    return made_of.hexdigest()[:16]


def environment(copy, **more):
    """Return what pytest's process finds around it: its temporary files go where the copy goes."""
    temporary = copy.parent / f"{copy.name}-tmp"
    temporary.mkdir(exist_ok=True)
    return (
        os.environ
        | {"TMPDIR": str(temporary), "PYTHONPATH": str(copy)}
        | {name: str(value) for name, value in more.items()}
    )


class Baseline:
    """What a run without any wrong line showed: who runs which line, and how long each test takes."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.database = self.folder / "test.sqlite3"
        self.seconds = {}
        for passes in self.folder.glob("passes-*.json"):
            self.seconds |= json.loads(passes.read_text())
        self.lines = {}

    @classmethod
    def of(cls, root, copies, tests, store):
        """Return the stored one if nothing has changed since, or make it, a share of the tests in each of the copies."""
        folder = Path(store) / digest(root, tests)
        if not (folder / "complete").exists():
            shutil.rmtree(store, ignore_errors=True)
            folder.mkdir(parents=True)
            print(f"Asking which test runs which line, in {len(copies)} processes …", flush=True)
            cls.measure(folder, copies, tests)
            (folder / "complete").touch()
        return cls(folder)

    @staticmethod
    def measure(folder, copies, tests):
        """Run the tests under coverage, each copy its share of the files."""
        found = {
            path
            for test in tests
            for path in [copies[0] / test, *(copies[0] / test).rglob("test_*.py")]
            if path.is_file()
        }
        by_size = sorted(
            (path.relative_to(copies[0]) for path in found), key=lambda path: (copies[0] / path).stat().st_size
        )
        running = []
        for number, copy in enumerate(copies):
            settings = copy.parent / f"{copy.name}.coveragerc"
            settings.write_text(
                f"[run]\nrelative_files = True\nsource = .\nomit = tests/*\ndata_file = {folder}/{number}.coverage\n"
            )
            command = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings}", *PYTEST, "-m", NOT_SEEN]
            around = environment(
                copy, MUTATION_PASSES=folder / f"passes-{number}.json", MUTATION_DATABASE=folder / "test.sqlite3"
            )
            with Path(folder / f"output-{number}.txt").open("w") as output:
                share = [str(path) for path in by_size[number :: len(copies)]]
                running.append(subprocess.Popen([*command, *share], cwd=copy, env=around, stdout=output, stderr=output))
        ended = [process.wait() for process in running]
        if not {0, 1}.issuperset(ended):
            raise SystemExit(f"The tests can't be run: see {folder}/output-*.txt")

    def runs(self, file):
        """Return the tests that run each line of a file: {12: {"tests/events/test_map.py::test_one", …}}."""
        if file not in self.lines:
            self.lines[file] = defaultdict(set)
            for stored in self.folder.glob("*.coverage"):
                data = CoverageData(basename=str(stored))
                data.read()
                for line, tests in data.contexts_by_lineno(file).items():
                    self.lines[file][line].update(test for test in tests if test in self.seconds)
        return self.lines[file]

    def tests_for(self, mutant, seconds):
        """Return the tests that run a wrong line, likeliest and fastest first, as many as fit in these seconds; and of how many.

        A line that runs when its module is imported (a field, an address, a constant) belongs to no test. Any may see it:
        those that run something else of the module, and those named after it.
        """
        lines = self.runs(mutant.file)
        about = {test: len(words(mutant.file) & words(test.split("::")[0])) for test in self.seconds}
        tests = set().union(*(lines[line] for line in statement_at(mutant) if line in lines))
        if not tests:
            tests = set().union(*lines.values()) | {test for test in about if about[test]} or set(self.seconds)
        chosen, taken = [], 0
        for test in sorted(tests, key=lambda test: (-about[test], self.seconds[test], test)):
            taken += self.seconds[test]
            if chosen and taken > seconds:
                break
            chosen.append(test)
        return chosen, len(tests)


def words(path):
    """Return what a path speaks of: {"events", "lessons", "map"} for tests/events/test_lessons_map.py."""
    return set(re.findall(r"[a-z]{3,}", path)) - {"tests", "test"}


def statement_at(mutant):
    """Return the lines of the innermost statement that is changed; of an `if` or a function, those before its body."""
    spans = []
    for node in ast.walk(ast.parse(mutant.source)):
        if isinstance(node, ast.stmt):
            first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
            last = node.body[0].lineno - 1 if getattr(node, "body", None) else node.end_lineno
            if first <= mutant.line <= max(first, last):
                spans.append((max(first, last) - first, first, max(first, last)))
    _, first, last = min(spans)
    return range(first, last + 1)
