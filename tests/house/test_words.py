"""Files, tables and classes are called by the words of docs/words.md, and by no others."""

import ast
import re

import pytest
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  the tables have to be known
from tests.house.product import ROOT, modules, tree

PAGE = (ROOT / "docs" / "words.md").read_text("utf-8")
BY_WORDS = (
    *("figures", "forms.catalog", "handlers", "records", "reports.catalog"),
    *("schedules", "storage.queries", "storage.tables"),
)
"""Where every file is called by these words."""
NOT_OURS = ("bench", "sandbox", "scripts")
"""Whose classes may be called by the words of messengers and tools; all others are called by ours."""


def section(title):
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ")[0]


def column(rows, place):
    cells = [line.split("|")[place] for line in rows.splitlines() if line.startswith("|") and "---" not in line]
    return words_in(" ".join(cells[1:]))


def words_in(name):
    """`RiskItem` and `risk_items` are made of the words risk and item(s)."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return set(re.findall("[a-z]+", apart.lower()))


def one_of(word):
    """`activities`, `boxes`, `items` → the forms under which one of them may be listed."""
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def singular(name):
    return {form for word in words_in(name) for form in one_of(word)}


NOUNS = column(section("Nouns of the work"), 2) | column(section("Nouns of the program"), 2)
KNOWN = NOUNS | words_in(section("Plain words that names may use"))
NOT_USED = column(section("Not used"), 1) - {"grade", "cancel"}


def unknown(name):
    return sorted(word for word in words_in(name) if not any(form in KNOWN for form in one_of(word)))


def within(module, folders):
    return any(module.startswith(f"{folder}.") for folder in folders)


def classes_of(module):
    return [node.name for node in tree(module).body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]


FILES = {module: module.rpartition(".")[2] for module in modules() if within(module, BY_WORDS)}
CLASSES = {
    f"{module}.{name}": name for module in modules() if not within(module, NOT_OURS) for name in classes_of(module)
}
TABLES = {f"table {name}": name for name in SQLModel.metadata.tables}


def test_names_are_made_of_known_words():
    strange = {where: words for where, name in (FILES | CLASSES | TABLES).items() if (words := unknown(name))}
    assert not strange, "say what these words mean in docs/words.md, or use one that stands there"


@pytest.mark.parametrize("name", sorted(NOT_USED))
def test_another_word_for_the_same_thing_names_nothing(name):
    every = {module: module.rpartition(".")[2] for module in modules()} | CLASSES | TABLES
    assert [where for where, called in every.items() if name in singular(called)] == []


def test_every_table_is_a_noun_of_the_page():
    """At least one of its words is said to mean something; the plain ones alone say nothing."""
    without = [
        name for name in TABLES.values() if not any(form in NOUNS for word in words_in(name) for form in one_of(word))
    ]
    assert without == []
