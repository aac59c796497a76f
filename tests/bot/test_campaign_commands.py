"""`xiaohao campaign …` as an administrator types it."""

import json
from datetime import date

import pytest

from bot.cli import parser
from campaigns.another_year import in_another_year
from campaigns.load import PACKS, load_pack, pack_keys
from campaigns.schema.pack import Pack
from locales import tr
from reports.drawing.text_table import width


@pytest.fixture
def said(capsys):
    """`said("list")` → what it prints; a second value is asked for where the exit code is not 0."""

    def run(*words, code=0):
        assert parser.main(["campaign", *words]) == code
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def test_the_plans_are_listed(said):
    assert [line.split()[0] for line in said("list").splitlines()] == pack_keys()
    assert {one["key"]: one["year"] for one in json.loads(said("list", "--json"))}["xuchang-2023"] == 2023


@pytest.mark.parametrize("key", pack_keys())
def test_a_plan_is_shown_whole_as_json_and_readable_without(said, key):
    assert Pack.model_validate(json.loads(said("show", key, "--json"))) == load_pack(key)
    shown = said("show", key)
    assert shown.startswith(load_pack(key).title)
    assert all(one.title in shown for one in (*load_pack(key).deadlines, *load_pack(key).tasks))


def test_deadlines_as_json(said):
    found = json.loads(said("deadlines", "xuchang-2023", "--from", "2023-12-01", "--to", "2023-12-31", "--json"))
    dated = [one for one in found if one["due"]]
    assert [(one["key"], one["due"], one["working_day"]) for one in dated] == [
        ("annual_summary", "2023-12-17", False),
        ("statistics:2023Q4", "2023-12-27", True),
        ("government_report", "2023-12-31", False),
    ]
    statistics = dated[1]
    assert (statistics["owed_by"], statistics["owed_to"]) == ("各县局、各分局", "器械监管科")
    assert (statistics["rule"], statistics["phase"], statistics["source"]) == ("每季度末月27日前", None, "结尾")
    assert "days_left" not in statistics


def test_days_left_are_counted_from_the_day_that_is_asked_for(said):
    found = json.loads(said("deadlines", "xuchang-2023", "--as-of", "2023-12-15", "--json"))
    left = {one["key"]: (one["days_left"], one["working_days_left"]) for one in found if one["due"]}
    assert left["annual_summary"] == (2, 0)  # a Friday, and a Sunday: no working day between
    assert left["statistics:2023Q4"] == (12, 8)
    assert left["statistics:2023Q3"] == (-79, -53)
    assert [one["days_left"] for one in found if not one["due"]] == [None] * 7


def test_what_has_no_day_is_listed_whatever_the_window(said):
    found = json.loads(said("deadlines", "jilin-2021", "--from", "2021-01-01", "--to", "2021-01-02", "--json"))
    assert len(found) == len(load_pack("jilin-2021").deadlines)
    assert {one["due"] for one in found} == {None}


def test_deadlines_as_columns_that_align(said):
    shown = said("deadlines", "xizang-2022", "--as-of", "2022-08-20")
    head, *lines = shown.splitlines()
    assert head.split() == ["到期日", "还剩", "事项", "阶段", "由谁", "报给", "怎样定的"]
    (summary,) = (line for line in lines if line.startswith("2022-08-30"))
    assert summary.split() == [
        "2022-08-30",
        "10",
        "天",
        "书面阶段总结",
        "现场检查",
        "各市局",
        "西藏自治区药监局",
        "2022-08-30前（含当日）",
    ]
    places = [width(line[: line.index(word)]) for line, word in ((head, "阶段"), (summary, "现场检查"))]
    assert places[0] == places[1]
    assert "非工作日" in said("deadlines", "xuchang-2023")


@pytest.mark.parametrize("key", pack_keys())
def test_the_plans_are_without_mistakes(said, key):
    assert said("check", key).startswith("没有错误")


def test_every_mistake_is_named_with_its_place_and_what_would_be_right(said, tmp_path):
    text = (PACKS / "shizhu-2025.yaml").read_text("utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(text.replace("year: 2025", "yaer: 2025", 1).replace("per: item", "per: 企业"), "utf-8")
    shown = said("check", str(file), code=1).splitlines()
    assert len(shown) == 4
    assert shown[1].endswith("mine.yaml:6:1：“yaer”不是这里的键。您是不是想写“year”？")
    assert shown[2].endswith("“per”不能是“企业”，可以是：item、enterprise")
    assert shown[3] == "共 3 处错误。"


@pytest.mark.parametrize("command", ["show", "check", "deadlines"])
def test_a_plan_that_does_not_exist(said, command):
    assert "您是不是想写“shizhu-2025”" in said(command, "shizu-2025", code=1)


# --- another year ----------------------------------------------------------------------------------------


def test_a_plan_is_copied_to_another_year(said, tmp_path):
    file = tmp_path / "new.yaml"
    shown = said("copy", "shizhu-2025", "--year", "2026", "--out", str(file))
    assert "“2024年度自查报告（经营企业）” → “2025年度自查报告（经营企业）”" in shown
    new, old = load_pack(str(file)), load_pack("shizhu-2025")
    assert (new.key, new.year, new.source) == ("shizhu-2026", 2026, old.source)
    assert new.deadlines[0].due.day == date(2026, 3, 31)
    assert [one.words for one in new.deadlines] == [one.words for one in old.deadlines]
    assert new.plan_tables[0].planned("huangshui", "2026Q2", "distributor") == 9
    assert (new.plan_tables[0].periods[1].start, new.plan_tables[0].periods[1].end) == (
        date(2026, 4, 1),
        date(2026, 6, 30),
    )
    assert said("check", str(file)).startswith("没有错误")


def test_a_copy_overwrites_nothing(said, tmp_path):
    file = tmp_path / "new.yaml"
    file.write_text("", "utf-8")
    assert "已经存在" in said("copy", "shizhu-2025", "--year", "2026", "--out", str(file), code=1)
    assert file.read_text("utf-8") == ""


def test_without_out_it_lands_in_this_folder(said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said("copy", "xuchang-2023", "--year", "2024")
    assert load_pack("xuchang-2024.yaml").year == 2024


def moved(day, year):
    """What becomes of a deadline of 2024 (or of its own year) on that day."""
    pack = load_pack("shizhu-2025")
    first = pack.deadlines[0].model_copy(update={"due": pack.deadlines[0].due.model_copy(update={"day": day})})
    found = in_another_year(pack.model_copy(update={"year": day.year, "deadlines": (first,)}), year)
    return found.pack.deadlines[0].due.day, [tr(change) for change in found.changes if "2月" in tr(change)]


def test_the_29th_of_february_is_explained():
    assert moved(date(2024, 2, 29), 2025) == (date(2025, 2, 28), ["2024-02-29 → 2025-02-28：2025年没有2月29日"])
    assert moved(date(2024, 2, 29), 2028) == (date(2028, 2, 29), [])
    assert moved(date(2025, 2, 28), 2028) == (
        date(2028, 2, 28),
        ["2025-02-28 → 2028-02-28：2028年有2月29日，请看是否应为月底"],
    )


@pytest.mark.parametrize("key", pack_keys())
def test_every_plan_moves_there_and_back(key):
    pack = load_pack(key)
    there = in_another_year(pack, pack.year + 4).pack
    assert there.first_day.year == pack.first_day.year + 4
    back = in_another_year(there, pack.year).pack
    assert back.deadlines == pack.deadlines
    assert back.plan_tables == pack.plan_tables
    assert (back.key, back.phases) == (pack.key, pack.phases)
