#!/usr/bin/env python
"""Show how readable this checkout is: a figure a line, the aim beside it. With --list, also what stands in its way.

How it counts:

What is read: every Python file of the root packages that pyproject.toml names for import-linter, and of demo/; no
migrations, no tests. A code line holds code: no blank lines, comments or docstrings. Only `one_word` and `shared` leave
the demonstration out: it is a drawing program, whose names are those of its pictures (arc, mill, staircase).

files_per_kloc      Files with code, per 1,000 code lines. An empty file, or one with a docstring alone, isn't counted.
functions_per_kloc  Functions, methods and functions inside them, per 1,000 code lines. Lambdas aren't counted.
flat                The most Python files that one folder holds, `__init__.py` aside; folders in it count for themselves.
one_word            Of the public names at the top level of modules (classes and functions, a name as often as it is
                    defined), the percentage that is one word: `publish`, `Case`. Constants aren't counted, nor is
                    `Command`, which Django wants so.
shared              Of the same definitions, the percentage whose name another module defines too, for another idea.
                    What may be defined by several because it is the same idea is listed in SAME_IDEA.
tower               Our own classes that the deepest admin is made of: itself and those it inherits from.
request_attrs       Attributes that our code puts on a request or asks it for by getattr or hasattr, each name once,
                    but for those that Django has itself. In a module that annotates a `request` as something else (a
                    RemovalRequest), only those count that are annotated as an HttpRequest.
                    Those that only the middleware or a template tag of the package that puts them there reads aren't
                    counted: they get nothing but the request (Django's `request.user`).
untyped             Percentage of code lines in modules for which mypy's attr-defined or list-item is off (or all is).
                    `misc` alone, which models need for a manager of their own, isn't counted, nor is a single line.
"""

import argparse
import ast
import importlib
import io
import os
import re
import sys
import tokenize
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
PACKAGES = list(dict.fromkeys([*PROJECT["importlinter"]["root_packages"], "demo"]))
PRESCRIBED = {"Command"}  # by Django
SAME_IDEA = {  # package or name: why several modules may define it
    "content.search.engines": "each database's engine answers to the same calls",
    "main": "what runs when the module is run as a program",
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DJANGOS_OWN = {"method", "path", "path_info", "resolver_match", "session", "site", "urlconf", "user"}
LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
UNTYPED = {"attr-defined", "list-item"}


class Module:
    """A file of ours, read as Python reads it."""

    def __init__(self, path: Path):
        parts = path.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.folder, self.is_package, self.source = (
            str(path.parent.relative_to(ROOT)),
            parts[-1] == "__init__",
            path.read_text(),
        )

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.source)

    @cached_property
    def code_lines(self) -> int:
        """How many lines hold code."""
        tokens = tokenize.generate_tokens(io.StringIO(self.source).readline)
        lines = {
            line for token in tokens if token.type not in LAYOUT for line in range(token.start[0], token.end[0] + 1)
        }
        return len(lines - self._docstring_lines())

    def _docstring_lines(self) -> set[int]:
        texts = [
            node.body[0]
            for node in ast.walk(self.tree)
            if isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS))
            and ast.get_docstring(node, clean=False) is not None
        ]
        return {line for text in texts for line in range(text.lineno, text.end_lineno + 1)}

    @property
    def definitions(self) -> list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
        """Its public classes and functions, but for what Django names."""
        named = [node for node in self.tree.body if isinstance(node, (ast.ClassDef, *FUNCTIONS))]
        return [node for node in named if not node.name.startswith("_") and node.name not in PRESCRIBED]


class Figure(NamedTuple):
    """One line: `offenders` are what to change so that `value` comes to `aim` or below it."""

    key: str
    label: str
    value: float
    aim: float
    offenders: list[str]


def modules_of(packages: list[str]) -> list[Module]:
    """Return the modules of `packages`, by path."""
    paths = [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]
    return [Module(path) for path in paths if not {"migrations", "tests"} & set(path.relative_to(ROOT).parts)]


def is_demo(module: Module) -> bool:
    """Whether `module` belongs to the demonstration."""
    return "demo" in module.name.split(".")


def is_one_word(name: str) -> bool:
    """Whether `name` is one word: `publish` or `Case`; `SMTPConnection` is two."""
    return len(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)) == 1


def shared_names(modules: list[Module]) -> dict[str, list[str]]:
    """Return name → the modules that define it, for names that several ideas share."""
    homes = defaultdict(list)
    for module in modules:
        for node in module.definitions:
            if node.name not in SAME_IDEA:
                homes[node.name].append(module.name)
    return {name: where for name, where in sorted(homes.items()) if len({_idea(module) for module in where}) > 1}


def _idea(module: str) -> str:
    package = module.rpartition(".")[0]
    return package if package in SAME_IDEA else module


def _sizes(modules: list[Module], lines: int) -> list[Figure]:
    files = [module for module in modules if module.code_lines]
    functions = {module.name: sum(isinstance(node, FUNCTIONS) for node in ast.walk(module.tree)) for module in modules}
    small = [f"{module.code_lines:3} lines  {module.name}" for module in files if module.code_lines < 15]
    many = [f"{count:3} functions  {name}" for name, count in Counter(functions).most_common(20)]
    return [
        Figure("files_per_kloc", "files per 1,000 code lines", len(files) / lines * 1000, 15, sorted(small)),
        Figure(
            "functions_per_kloc", "functions per 1,000 code lines", sum(functions.values()) / lines * 1000, 100, many
        ),
    ]


def _flat(modules: list[Module]) -> Figure:
    folders = Counter(module.folder for module in modules if not module.is_package)
    offenders = [f"{count:3} files  {folder}" for folder, count in folders.most_common() if count > 20]
    return Figure("flat", "files in the largest flat folder", max(folders.values()), 20, offenders)


def _names(modules: list[Module]) -> list[Figure]:
    names = [(module.name, node.name) for module in modules for node in module.definitions]
    single = [f"{module}:{name}" for module, name in names if is_one_word(name)]
    shared = [f"{module}:{name}" for name, homes in shared_names(modules).items() for module in homes]
    return [
        Figure("one_word", "public names of one word, %", len(single) / len(names) * 100, 10, single),
        Figure("shared", "names that several ideas share, %", len(shared) / len(names) * 100, 3, shared),
    ]


def _tower() -> Figure:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartup.settings")
    sys.path.insert(0, str(ROOT))
    importlib.import_module("django").setup()
    sites = importlib.import_module("django.contrib.admin.sites").all_sites
    admins = {type(admin) for site in sites for admin in site._registry.values()}
    towers = {admin: [c for c in admin.__mro__ if c.__module__.partition(".")[0] in PACKAGES] for admin in admins}
    deepest = sorted(towers.items(), key=lambda item: (-len(item[1]), item[0].__name__))
    lines = [
        f"{len(own):3} classes  {admin.__name__}: {', '.join(c.__name__ for c in own[1:])}" for admin, own in deepest
    ]
    return Figure("tower", "own classes of the deepest admin", len(deepest[0][1]), 10, lines[:5])


def request_attributes(modules: list[Module]) -> Figure:
    """Return the figure of what is put on a request; see above."""
    put, asked = defaultdict(set), defaultdict(set)
    for module in modules:
        for name, is_put in _uses_of_request(module.tree, known=False, default=_means_http(module.tree)):
            (put if is_put else asked)[name].add(module.name)
    names = sorted(name for name in {*put, *asked} - DJANGOS_OWN if not name.isupper())
    hung = [name for name in names if not _is_its_own_middlewares(put[name], asked[name])]
    lines = [f"request.{name}  {', '.join(sorted(put[name] | asked[name]))}" for name in hung]
    return Figure("request_attrs", "attributes put on a request", len(hung), 0, lines)


def _uses_of_request(node: ast.AST, *, known: bool, default: bool) -> Iterator[tuple[str, bool]]:
    """Yield the names of attributes that are put on a request within `node` (True) or asked of it (False).

    known: whether `request` is one here. default: whether an argument without annotation is.
    """
    if argument := _request_argument(node):
        known = "HttpRequest" in ast.unparse(argument.annotation) if argument.annotation else default
    match node:
        case ast.Attribute(value=owner, attr=name, ctx=ast.Store()) if _is_request(owner, known):
            yield name, True
        case ast.Call(func=ast.Name("getattr" | "hasattr" | "setattr" as verb), args=[owner, ast.Constant(name), *_]):
            if _is_request(owner, known):
                yield name, verb == "setattr"
        case ast.Call(func=ast.Attribute(ast.Attribute(owner, "__dict__")), args=[ast.Constant(name), *_]):
            if _is_request(owner, known):
                yield name, True
    for child in ast.iter_child_nodes(node):
        yield from _uses_of_request(child, known=known, default=default)


def _means_http(tree: ast.Module) -> bool:
    annotations = [argument.annotation for node in ast.walk(tree) if (argument := _request_argument(node))]
    return all("HttpRequest" in ast.unparse(annotation) for annotation in annotations if annotation)


def _request_argument(node: ast.AST) -> ast.arg | None:
    if not isinstance(node, FUNCTIONS):
        return None
    return next((argument for argument in [*node.args.args, *node.args.kwonlyargs] if argument.arg == "request"), None)


def _is_request(node: ast.AST, known: bool) -> bool:
    return (isinstance(node, ast.Name) and node.id == "request" and known) or ast.unparse(node) == "self.request"


def _is_its_own_middlewares(put: set[str], asked: set[str]) -> bool:
    readers = {re.sub(r"\.(middleware|templatetags\..+)$", "", module) for module in asked}
    return bool(asked) and not readers & asked and readers >= {module.rpartition(".")[0] for module in put}


def _untyped(modules: list[Module], lines: int) -> Figure:
    patterns = [
        mypy_pattern(glob)
        for override in PROJECT["mypy"].get("overrides", [])
        if override.get("ignore_errors") or UNTYPED & set(override.get("disable_error_code", []))
        for glob in (override["module"] if isinstance(override["module"], list) else [override["module"]])
    ]
    everywhere = bool(UNTYPED & set(PROJECT["mypy"].get("disable_error_code", [])))
    off = [
        module
        for module in modules
        if everywhere or _is_off_by_itself(module) or any(pattern.fullmatch(module.name) for pattern in patterns)
    ]
    share = sum(module.code_lines for module in off) / lines * 100
    listed = [f"{module.code_lines:3} lines  {module.name}" for module in off if module.code_lines]
    return Figure("untyped", "lines whose attributes mypy doesn't check, %", share, 0, listed)


def mypy_pattern(glob: str) -> re.Pattern:
    """Return what mypy makes of `content.*.models`: a star stands for any number of parts, none too."""
    first, *rest = ["*" if part == "*" else re.escape(part) for part in glob.split(".")]
    return re.compile(
        (".*" if first == "*" else first) + "".join(r"(\..*)?" if part == "*" else rf"\.{part}" for part in rest)
    )


def _is_off_by_itself(module: Module) -> bool:
    comments = re.findall(r"^# mypy: (.+)$", module.source, re.MULTILINE)
    return any(word in comment for comment in comments for word in {"ignore-errors", *UNTYPED})


def figures() -> list[Figure]:
    """Return all figures of this checkout."""
    modules = modules_of(PACKAGES)
    lines = sum(module.code_lines for module in modules)
    named = [module for module in modules if not is_demo(module)]
    return [
        *_sizes(modules, lines),
        _flat(modules),
        *_names(named),
        _tower(),
        request_attributes(modules),
        _untyped(modules, lines),
    ]


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--list", action="store_true", help="name what stands in the way of each figure")
    asked = parser.parse_args()
    found = figures()
    for figure in found:
        mark = " " if round(figure.value, 1) <= figure.aim else "▲"
        print(f"{mark} {figure.label:<44} {figure.value:6.1f}   aim ≤ {figure.aim}")
        for line in figure.offenders if asked.list else []:
            print(f"      {line}")
    print("RESULT", *(f"{figure.key}={figure.value:.1f}".removesuffix(".0") for figure in found))


if __name__ == "__main__":
    main()
