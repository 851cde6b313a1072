"""Wrong lines: what can be changed in a module so that it no longer does what it says.

The changes are mutmut's, with three of our own. What nobody would call wrong isn't changed: words of the interface,
lines of the log, docstrings, types and imports.
"""

import ast
import random
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_string

SKIPPED_FOLDERS = {"migrations", "tests", "demo"}
SKIPPED_FILES = {"settings.py"}
WORDS = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop"}
LOGGERS = {"log", "logger", "logging"}
SAFE = {"len", "isinstance"}  # without one of their arguments they only raise


@dataclass(frozen=True)
class Mutant:
    """One wrong line: where it stands, what stands there, and what would."""

    file: str
    line: int
    minus: str
    plus: str
    code: str
    source: str

    def __str__(self):
        changes = [f"- {line}" for line in self.minus.splitlines()] + [f"+ {line}" for line in self.plus.splitlines()]
        return "\n".join([f"{self.file}:{self.line}", *(f"    {line}" for line in changes)])


def negated(node):
    """`if x:` becomes `if not x:`."""
    test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), test))


def left_out(node):
    """A statement that calls something is passed over."""
    if isinstance(node.value, cst.Call):
        yield node.with_changes(value=cst.Ellipsis())


def undecorated(node):
    """A function or a class loses its first decorator."""
    if node.decorators:
        yield node.with_changes(decorators=node.decorators[1:])


def other_text(node):
    """`"text"` becomes `"XXtextXX"`; of mutmut's three this is the one that is never the same to SQL or HTML."""
    yield from list(operator_string(node))[:1]


OPERATORS = [(kind, change) for kind, change in mutation_operators if change is not operator_string] + [
    (cst.SimpleString, other_text),
    (cst.If, negated),
    (cst.CompIf, negated),
    (cst.While, negated),
    (cst.Expr, left_out),
    (cst.FunctionDef, undecorated),
    (cst.ClassDef, undecorated),
]


def called(node):
    """Return the name by which something is called: `log` for `log.info(…)`, `_` for `_("Case")`."""
    name = node.func
    while isinstance(name, cst.Attribute | cst.Call):
        name = name.value if isinstance(name, cst.Attribute) else name.func
    return name.value if isinstance(name, cst.Name) else ""


def is_false(node):
    return isinstance(node, cst.Name) and node.value == "False"


def is_docstring_or_all(statement):
    """Tell whether a statement is but a text, or lists in `__all__` what linters ask for."""
    if isinstance(statement, cst.Assign):
        return isinstance(statement.targets[0].target, cst.Name) and statement.targets[0].target.value == "__all__"
    return isinstance(statement, cst.Expr) and isinstance(statement.value, cst.SimpleString)


def is_left_alone(node):
    """Tell whether neither this nor anything in it is worth changing."""
    if isinstance(node, cst.SimpleStatementLine):
        return is_docstring_or_all(node.body[0])
    if isinstance(node, cst.If) and isinstance(node.test, cst.Name):
        return node.test.value == "TYPE_CHECKING"
    if isinstance(node, cst.Call):
        return called(node) in WORDS | LOGGERS or (isinstance(node.func, cst.Name) and node.func.value in SAFE)
    return isinstance(node, cst.Annotation | cst.Import | cst.ImportFrom)


def changes_nothing_wrong(before, after):
    """Tell whether all that went is a text for people (an argument `help_text=_("…")`) or a False that None is as well."""
    if isinstance(before, cst.Call):
        gone = [part.value for part in before.args if not any(part is other for other in after.args)]
    elif isinstance(before, cst.Expr | cst.Assign | cst.AnnAssign):
        gone = [before.value]
    else:
        return False
    return bool(gone) and all(is_left_alone(part) or is_false(part) for part in gone)


class Finder(cst.CSTVisitor):
    """Collects what can be changed in a module, by the line where the change begins."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self):
        super().__init__()
        self.changes = {}

    def on_visit(self, node):
        if is_left_alone(node):
            return False
        for kind, operator in OPERATORS:
            for after in operator(node) if isinstance(node, kind) else ():
                if not changes_nothing_wrong(node, after):
                    line = self.get_metadata(PositionProvider, node).start.line
                    self.changes.setdefault(line, []).append((node, after))
        return True


class Module:
    """A module with the changes that can be made to it."""

    def __init__(self, file, source):
        self.file, self.source = file, source
        wrapper = MetadataWrapper(cst.parse_module(source))
        finder = Finder()
        wrapper.visit(finder)
        self.tree, self.changes = wrapper.module, finder.changes

    def mutants(self, line):
        """Return the mutants of a line that Python can read."""
        made = (self.mutant(before, after) for before, after in self.changes[line])
        return [mutant for mutant in made if mutant]

    def mutant(self, before, after):
        """Return the mutant of one change, or None where nothing changes or Python can't read the result."""
        code = self.tree.deep_replace(before, after).code
        try:
            if ast.dump(ast.parse(code)) == ast.dump(ast.parse(self.source)):
                return None
            compile(code, self.file, "exec")
        except SyntaxError:
            return None
        old, new = self.source.splitlines(), code.splitlines()
        spans = [span for span in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if span[0] != "equal"]
        start, end, new_start, new_end = spans[0][1], spans[-1][2], spans[0][3], spans[-1][4]
        return Mutant(
            self.file, start + 1, "\n".join(old[start:end]), "\n".join(new[new_start:new_end]), code, self.source
        )


def modules(root, packages, only=()):
    """Return what is to be mutated: the modules of these packages, or those of them whose path begins as one of `only`."""
    prefixes = [prefix.rstrip("/") for prefix in only]
    for package in sorted(packages):
        for path in sorted((Path(root) / package).rglob("*.py")):
            file = path.relative_to(root).as_posix()
            chosen = not prefixes or any(file == prefix or file.startswith(f"{prefix}/") for prefix in prefixes)
            if chosen and not SKIPPED_FOLDERS.intersection(path.parts) and path.name not in SKIPPED_FILES:
                yield Module(file, path.read_text())


def draw(found, sample, seed):
    """Draw a sample of mutants, at most one of a line, so that a call with many arguments weighs no more than a return."""
    chance = random.Random(seed)
    lines = [(module, line) for module in found for line in sorted(module.changes)]
    chance.shuffle(lines)
    drawn = []
    for module, line in lines:
        if len(drawn) == sample:
            break
        if mutants := module.mutants(line):
            drawn.append(chance.choice(mutants))
    return sorted(drawn, key=lambda mutant: (mutant.file, mutant.line, mutant.plus))
