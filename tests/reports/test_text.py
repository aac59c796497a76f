"""Aligned text for chat, and the lists behind the figures."""

from dataclasses import replace
from datetime import date

from locales import tr
from reports.catalog import inspection_list, open_risk_items
from reports.catalog.inspection_list import Inspections
from reports.catalog.open_risk_items import RiskItems
from reports.drawing.table import Cell, Table, header_row
from reports.drawing.text_table import pages, utf16_units, width


def table(*rows: tuple[str, int]) -> Table:
    cells = tuple((Cell(name, "stub"), Cell(number)) for name, number in rows)
    return Table("t", "", "", (header_row("单位", "数"),), cells, (9, 9))


def test_a_column_has_the_same_wide_and_narrow_characters_in_every_row() -> None:
    (page,) = pages(table(("南宾所", 8), ("A所", 10), ("监管科", 123)))
    assert page.splitlines() == ["单位　   数", "南宾所    8", "所".join(["A", "　　  10"]), "监管科  123"]
    assert {width(line) for line in page.splitlines()} == {11}


def test_long_tables_come_in_pages_each_with_its_head() -> None:
    found = pages(table(*((f"单位𠮷{number}", number) for number in range(1000))))
    assert len(found) > 1
    assert all(utf16_units(page) <= 4096 for page in found)
    assert all(page.startswith("单位") and page.splitlines()[0].endswith("数") for page in found)
    assert sum(len(page.splitlines()) - 1 for page in found) == 1000


def test_a_line_longer_than_a_message_loses_its_end() -> None:
    (page,) = pages(table(("𠮷" * 5000, 1)), limit=100)
    assert utf16_units(page) <= 100
    assert page.endswith("…")


def test_line_breaks_in_a_cell_do_not_break_the_table() -> None:
    assert len(pages(table(("南\n宾", 1)))[0].splitlines()) == 2


def test_an_emoji_counts_as_wide() -> None:
    assert width("南a😀") == 5


def test_visits_read_as_a_list(visits: Inspections) -> None:
    assert [tr(line) for line in inspection_list.listed(visits.lines, first=4)] == [
        "4 检查-2025-0088 · 06-11 · 示例村卫生室 · 责令改正",
        "5 检查-2025-0093 · 06-20 · 康民大药房（南宾店） · 未发现问题",
    ]


def test_the_checklist_in_one_word(visits: Inspections) -> None:
    failed, clean = visits.lines
    assert (tr(failed.result), tr(clean.result)) == ("不符合1项", "7项全部符合")
    assert replace(clean, points=0).result == ""


def test_what_falls_due_today_is_not_overdue_and_the_longest_overdue_comes_first(risks: RiskItems) -> None:
    assert [tr(line) for line in open_risk_items.listed(risks.overdue, risks.as_of)] == [
        "1 隐患-2025-0022 · 过期器械未下架 · 示例器械行 · 西沱所 · 超期 8 天",
        "2 隐患-2025-0019 · 冷藏柜无温度记录 · 示例村卫生室 · 黄水所 · 超期 3 天",
    ]
    due_today, no_day = risks.lines[4], risks.lines[3]
    assert tr(open_risk_items.listed([due_today], date(2025, 6, 20))[0]).endswith("6月20日到期")
    assert tr(open_risk_items.listed([no_day], date(2025, 6, 20))[0]).endswith("未定期限")


def test_the_ledger_counts_what_is_open_and_overdue(risks: RiskItems) -> None:
    assert tr(open_risk_items.risk_items(risks).head[-1]) == "未销 5 项，其中超期 2 项"
