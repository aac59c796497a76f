"""A language is added as one folder: offered, spoken, read in days and questions, shown in the menu of commands."""

from datetime import date

import pytest
from babel.messages.catalog import Catalog

import locales
from bot.run.commands_shown import menu, shown_to
from forms.kinds.days import read_day
from locales import catalogue, languages
from scripts import messages
from tests.docs.snippets import snippet

TEXTS = {"Language": "Langue", "To do: {count}": "À faire : {count}"}
TRANSLATED = "‹{}›"
"""So does every other text read, to be told from one that stayed in another language."""


@pytest.fixture
def added(tmp_path, monkeypatch):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (tmp_path / "fr" / "__init__.py").write_text(snippet("Adding a language"), "utf-8")
    texts = Catalog("fr")
    for text in messages.texts_of(messages.read("en")):
        texts.add(text, TEXTS.get(text, TRANSLATED.format(text)))
    (folder / "messages.mo").write_bytes(messages.compiled(texts))
    monkeypatch.setattr(locales, "__path__", [*locales.__path__, str(tmp_path)])
    languages.cache_clear()
    catalogue.cache_clear()
    yield
    monkeypatch.undo()
    languages.cache_clear()
    catalogue.cache_clear()


def test_it_is_offered_chosen_and_spoken(added, stage):
    assert "[Français]" in stage.do("李示例", "/language")
    stage.do("李示例", "[Français]")
    assert "À faire : 4" in stage.do("李示例", "我的待办")


def test_a_whole_screen_is_in_it(added, stage):
    stage.do("李示例", "/language", "[Français]")
    lines = stage.do("李示例", "/help").split("\n")
    assert len(lines) > 5
    assert [line for line in lines if not line.startswith("‹")] == []


def test_days_are_read_in_it(added):
    assert read_day("hier", date(2025, 6, 20), "past") == date(2025, 6, 19)
    assert read_day("il y a 3 jours", date(2025, 6, 20), "past") == date(2025, 6, 17)


def test_questions_are_offered_and_understood_in_it(added, stage):
    stage.do("王样例", "/language", "[Français]")
    assert "Q2 synthèse" in stage.do("王样例", "报表")
    assert "石柱县" in stage.do("王样例", "Q2 synthèse")


def test_the_messengers_menu_speaks_it(added):
    assert shown_to("zh_Hans_CN")["fr"] == "fr"
    assert "Langue" in [command.description for command in menu("fr")]
