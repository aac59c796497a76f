"""Nobody meets a sentence of the other language, and what is committed is what the code says."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from locales import languages
from scripts import messages

both = pytest.mark.parametrize("language", list(languages()))


def places(text):
    """The names of the placeholders in braces; argparse's own are %(prog)s."""
    return {name for _, name, _, _ in Formatter().parse(text) if name} | set(re.findall(r"%\(\w+\)s", text))


def words_of(message):
    return [message.string] if isinstance(message.string, str) else message.string


@both
def test_every_text_in_the_code_has_its_words(language):
    missing = messages.without_words(messages.read(language), language)
    assert missing == [], "make messages, then translate in messages.po"


@both
def test_a_fresh_extraction_finds_what_is_committed(language):
    assert messages.texts_of(messages.read(language)) == messages.texts_in_code(), "make messages"


@both
def test_what_is_compiled_is_what_is_written(language):
    compiled = messages.written(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(messages.read(language)), "make messages"


@both
def test_a_translation_fills_the_same_places(language):
    for message in messages.read(language):
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[0]
            for words in words_of(message):
                assert places(words) <= places(text), text


def test_english_differs_from_the_code_only_where_it_has_to():
    """A sentence that was reworded in the code must not live on in the English catalogue."""
    for message in messages.read("en"):
        if message.id and isinstance(message.id, str) and not messages.CHINESE.search(message.id):
            assert message.string == message.id
        if not isinstance(message.id, str):
            assert message.string[1] == message.id[0], "many reads as in the code, only one differs"


OFFICIAL = {"检查-", "（有问题的行）.xlsx"}
"""The beginning of a record's number, the end of a file's name: the same in every language."""


def test_what_is_said_in_chat_is_a_text_in_a_catalogue():
    """A plain Chinese string in these folders would reach those who chose English."""
    root = Path(__file__).parents[2]
    files = [file for folder in ("handlers", "schedules") for file in (root / folder).rglob("*.py")]
    bare = {(file.name, words) for file in files for words in _outside_of_texts(ast.parse(file.read_text("utf-8")))}
    assert {words for _, words in bare} <= OFFICIAL, bare


def _outside_of_texts(tree):
    """Strings with Chinese in them that are neither in `N_(…)` nor docstrings."""
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_"]
    inside = {part for node in texts for part in ast.walk(node)}
    inside |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        words = node.value if isinstance(node, ast.Constant) and node not in inside else None
        if isinstance(words, str) and messages.CHINESE.search(words):
            yield words


# --- how `make messages` works ----------------------------------------------------------------------------


@pytest.fixture
def catalogue(monkeypatch):
    monkeypatch.setattr(messages, "texts_in_code", lambda: {"kept", "brand new", "Press 提交"})
    catalogue = Catalog(locale="zh_Hans_CN")
    catalogue.add("kept", "留着")
    catalogue.add("long gone", "早已不用")
    return catalogue


def test_updating_keeps_translations_drops_what_is_gone_and_lists_what_is_new(catalogue):
    messages.update(catalogue, "zh_Hans_CN")
    assert messages.texts_of(catalogue) == {"kept", "brand new", "Press 提交"}
    assert catalogue["kept"].string == "留着"
    assert messages.without_words(catalogue, "zh_Hans_CN") == ["Press 提交", "brand new"]


def test_english_is_the_text_in_the_code_unless_that_holds_chinese(catalogue):
    messages.update(catalogue, "en")
    assert catalogue["brand new"].string == "brand new"
    assert "Press 提交" in messages.without_words(catalogue, "en")
    catalogue["Press 提交"].string = "Press “提交”"
    assert "Press 提交" in messages.without_words(catalogue, "en"), "still Chinese"
    catalogue["Press 提交"].string = "Press “Submit”"
    assert "Press 提交" not in messages.without_words(catalogue, "en")


def test_a_fuzzy_translation_is_not_done(catalogue):
    catalogue["kept"].flags.add("fuzzy")
    assert "kept" in messages.without_words(catalogue, "zh_Hans_CN")


def test_an_empty_plural_is_not_done(catalogue):
    catalogue.delete("kept")
    catalogue.add(("kept", "kept"), ("one", ""))
    assert "kept" in messages.without_words(catalogue, "en")
