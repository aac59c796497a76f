"""Nobody who reads Chinese meets an English sentence, and what is compiled is what is written."""

import re
from string import Formatter

from scripts import messages


def places(text):
    """The names of the placeholders in braces; argparse's own are %(prog)s."""
    return {name for _, name, _, _ in Formatter().parse(text) if name} | set(re.findall(r"%\(\w+\)s", text))


def test_every_text_in_the_code_has_its_chinese():
    assert messages.without_chinese(messages.chinese()) == [], "make messages, then translate in messages.po"


def test_what_is_compiled_is_what_is_written():
    assert messages.COMPILED.read_bytes() == messages.compiled(messages.chinese()), "make messages"


def test_a_translation_fills_the_same_places():
    wrong = [
        message.id
        for message in messages.chinese()
        if message.id and message.string and not places(message.string) <= places(message.id)
    ]
    assert wrong == []


def test_updating_keeps_translations_drops_what_is_gone_and_lists_what_is_new(monkeypatch):
    catalogue = messages.chinese()
    kept = next(message.id for message in catalogue if message.id)
    catalogue.add("long gone", "早已不用")
    monkeypatch.setattr(messages, "texts_in_code", lambda: {kept, "brand new"})
    before = catalogue[kept].string
    messages.update(catalogue)
    assert {message.id for message in catalogue if message.id} == {kept, "brand new"}
    assert catalogue[kept].string == before
    assert messages.without_chinese(catalogue) == ["brand new"]
