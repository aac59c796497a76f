"""`xiaohao campaign export`, and workbooks wherever a plan is named on the command line."""

import json

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from bot.cli import parser
from bot.cli.loading import open_database
from campaigns.load import load_pack, pack_keys
from campaigns.schema.pack import Pack
from locales import tr
from storage.tables import Audit
from workbooks.plan.not_acted_on_words import not_acted_on


@pytest.fixture
def said(capsys, tmp_path, monkeypatch):
    """`said("check", "mine.xlsx")` in an empty folder → what it prints; `code` is the exit code that is right."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path / "data"))

    def run(*words, code=0):
        assert parser.main(["campaign", *words]) == code
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


@pytest.mark.parametrize("key", pack_keys())
def test_yaml_to_workbook_to_yaml(said, key):
    assert said("export", key, "--xlsx", "plan.xlsx") == "已写入 plan.xlsx。\n"
    assert said("export", "plan.xlsx", "--yaml", "plan.yaml") == "已写入 plan.yaml。\n"
    assert Pack.model_validate(json.loads(said("show", "plan.yaml", "--json"))) == load_pack(key)
    checked, *waits = said("check", "plan.xlsx").splitlines()
    assert checked == f"没有错误：{load_pack(key).title}。"
    assert waits == [tr(line) for line in not_acted_on(load_pack(key))]


def test_check_names_sheet_and_cell(said):
    said("export", "shizhu-2025", "--xlsx", "mine.xlsx")
    book = load_workbook("mine.xlsx")
    cell = next(cell for row in book["催办"].iter_rows() for cell in row if cell.value == "17:30")
    cell.value = "晚上"
    book.save("mine.xlsx")
    assert said("check", "mine.xlsx", code=1) == (
        f"mine.xlsx 催办!{cell.coordinate}：“最晚时间”应填时间，例如 09:00，不是“晚上”\n共 1 处错误。\n"
    )


def test_a_workbook_is_put_into_force_and_a_changed_one_from_today_on(said):
    said("export", "shizhu-2025", "--xlsx", "mine.xlsx")
    loaded = said("load", "mine.xlsx")
    assert loaded.startswith("已生效：《2025年医疗器械经营使用质量监管工作计划》")
    assert "目前还不起作用" in loaded
    again = said("load", "shizhu-2025")
    assert "没有变化" in again
    assert "目前还不起作用" not in again
    book = load_workbook("mine.xlsx")
    cell = next(cell for row in book["催办"].iter_rows() for cell in row if cell.value == "17:30")
    cell.value = "18:00"
    book.save("mine.xlsx")
    assert said("load", "mine.xlsx").startswith(
        "自今天起按修改后的《2025年医疗器械经营使用质量监管工作计划》执行，已有记录全部保留。"
    )


def test_putting_it_into_force_is_audited_as_the_operators_work(said):
    said("load", "shizhu-2025")
    said("load", "shizhu-2025")
    db = open_database()
    with db.snapshot() as session:
        (row,) = session.exec(select(Audit).where(Audit.action == "campaign.load")).all()
    db.close()
    assert (row.role, row.person_id, row.after["key"]) == ("operator", None, "shizhu-2025")


def test_what_cannot_be_done_is_said(said):
    assert said("check", "nothing.xlsx", code=1).startswith("nothing.xlsx：没有这个文件")
    assert said("export", "shizhu-2025", code=1) == "请写明写到哪里：--xlsx 文件、--yaml 文件，或两个都写。\n"
    assert said("export", "shizhu-2025", "--yaml", "no/such/folder.yaml", code=1).startswith("no/such/folder.yaml：")
    assert "您是不是想写“shizhu-2025”" in said("export", "shizu-2025", "--yaml", "x.yaml", code=1)
