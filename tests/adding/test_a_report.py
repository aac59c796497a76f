"""A report is added as one file, found on the command line, in a typed question, behind 报表, and as a workbook."""

import io

import openpyxl
import pytest

from bot.cli.parser import main
from locales import catalogue
from reports import catalog
from reports.all_reports import all_reports
from tests.docs.snippets import snippet


@pytest.fixture
def added(add):
    add(catalog, "visits_by_day", snippet("Adding a report"))
    all_reports.cache_clear()
    yield
    all_reports.cache_clear()


@pytest.fixture
def in_chinese(monkeypatch):
    """What a translator writes into messages.po."""
    monkeypatch.setitem(catalogue("zh_Hans_CN")._catalog, "visits by day", "每日家次")


def test_it_is_listed_on_the_command_line(added, capsys):
    assert main(["report", "--list"]) == 0
    assert "visits-by-day    visits by day" in capsys.readouterr().out


def test_a_leader_asks_for_it_in_a_line_and_behind_the_key(added, stage):
    said = stage.do("王样例", "Q2 visits by day")
    assert "2025-06-19        1" in said
    assert "南宾所" not in said
    assert "[visits by day]" in stage.do("王样例", "报表")
    assert "2025-06-19        1" in stage.do("王样例", "[visits by day]")


def test_it_is_asked_for_in_the_words_of_every_language(added, in_chinese, stage):
    assert "2025-06-19        1" in stage.do("王样例", "二季度每日家次")
    assert "2025-06-19        1" in stage.do("王样例", "Q2 visits by day")
    assert "[每日家次]" in stage.do("王样例", "报表")


def test_the_workbook_follows(added, stage):
    stage.do("王样例", "Q2 visits by day")
    sent = stage.phones["王样例"].last
    assert sent.file_name == "石柱县2025年二季度visits by day.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(sent.file))
    assert book.active.max_row > 3
