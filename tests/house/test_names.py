"""No two rooms, and no two things in them, are called the same; a variable is called by what it holds."""

import ast
from collections import defaultdict

from tests.house.product import modules, tree

CATALOGUES = (
    *("bot.cli", "campaigns.packs", "demo.worlds", "forms.catalog", "forms.kinds", "locales", "records"),
    *("reports.catalog", "schedules.catalog", "storage.tables"),
)
"""Their files are called by the thing that they hold; another room may hold more of the same thing."""
OF_EACH_WORLD = {"Person", "Phone"}
"""The sandbox stands alone: it has people and phones of its own."""
TWICE = {
    "Lease": "the row, and who holds it",
    "Unit": "of a plan, and of the tree",
    "Period": "of a plan table, and of the calendar",
    "Checklist": "of a plan, and how it is answered",
    "Item": "of a plan's checklist, and how it is answered",
    "Entity": "the table, and how one is chosen in a form",
    "Question": "of a form, and for figures",
    "OwnDay": "the rule, and the row",
}
PRONOUNS = ("one", "found", "told", "made", "this")
MOST_PRONOUNS = 30
"""So often a variable is called by a pronoun or by what was done to get it; the number may only fall."""


def in_catalogue(module):
    return any(module.startswith(f"{folder}.") for folder in CATALOGUES)


def test_no_two_files_have_the_same_name():
    named = defaultdict(list)
    for module, file in modules().items():
        if file.stem not in ("__init__", "__main__") and not in_catalogue(module):
            named[file.stem].append(module)
    assert [rooms for rooms in named.values() if len(rooms) > 1] == []


def test_no_two_public_classes_have_the_same_name_unless_somebody_says_why():
    named = defaultdict(list)
    for module in modules():
        for node in tree(module).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named[node.name].append(module)
    twice = {name for name, rooms in named.items() if len(rooms) > 1}
    assert twice - OF_EACH_WORLD - set(TWICE) == set()
    assert set(TWICE) - twice == set(), "these stand only once by now"


def pronouns_in(module):
    """Each place where a variable or an argument with such a name is given its value."""
    for node in ast.walk(tree(module)):
        name = node.arg if isinstance(node, ast.arg) else getattr(node, "id", None)
        if name in PRONOUNS and not isinstance(getattr(node, "ctx", None), ast.Load):
            yield f"{module}:{node.lineno} {name}"


def test_variables_are_called_by_what_they_hold():
    found = [place for module in modules() for place in pronouns_in(module)]
    assert len(found) <= MOST_PRONOUNS, "name what it is"
