"""The dictionary's rule: a verb says what a thing does, a noun what it is, and no two ideas share a name."""

import ast

from bin.house import PACKAGES, modules_of, shared_names

# Those that are also a verb's own form (put, read, run, set) may be one.
IRREGULAR = """
    begun bought bound broken brought built caught chosen dealt done drawn driven eaten fallen felt forbidden forgiven
    forgotten fought found frozen given gone grown heard held hidden hung kept known laid lain left lent lit lost made
    meant met paid proven ridden risen said seen sent shaken shot shown shrunk sold sought spent spoken spun stolen stood
    stuck sunk sworn swept taken taught thought thrown told torn understood won worn wound woven written
""".split()
PREFIXES = ["", "un", "re", "over", "under", "with"]
NO_PARTICIPLES = {"bed", "embed", "exceed", "feed", "need", "proceed", "red", "seed", "speed", "succeed", "weed"}
TAGS = {"filter", "inclusion_tag", "simple_block_tag", "simple_tag"}


def is_participle(name):
    word = name.lower()
    regular = word.isalpha() and word.endswith("ed") and word not in NO_PARTICIPLES
    return name[1:].islower() and (regular or word in {prefix + form for prefix in PREFIXES for form in IRREGULAR})


def is_template_tag(node):
    """What templates say reads otherwise: {% translated case "title" %}."""
    marks = [getattr(mark, "func", mark) for mark in node.decorator_list]
    return any(isinstance(mark, ast.Attribute) and mark.attr in TAGS for mark in marks)


def test_no_name_is_a_bare_participle():
    modules = modules_of(PACKAGES)
    names = {(module.name, node.name) for module in modules for node in module.definitions if not is_template_tag(node)}
    names |= {(package, name) for package, _, name in (module.name.rpartition(".") for module in modules)}
    assert sorted(f"{where}:{name}" for where, name in names if is_participle(name)) == []


def test_no_two_ideas_share_a_name():
    assert shared_names(modules_of(PACKAGES)) == {}
