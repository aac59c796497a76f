"""`xiaohao campaign forms`: what is written, what is said, and whose name stands in the head."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from bot.cli import parser
from bot.cli.loading import open_database
from campaigns.load import pack_keys
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.plans import campaigns, unclear_readings
from storage.tables import Person, Unit


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """No database but one that a test makes itself."""
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("XIAOHAO_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)


def forms(*arguments):
    return parser.main(["campaign", "forms", *arguments, "--out", "forms"])


def written():
    return sorted(file.name for file in Path("forms").iterdir())


def head_of(name):
    sheet = load_workbook(Path("forms") / name).worksheets[0]
    return [str(cell.value) for row in sheet.iter_rows(3, 4) for cell in row if cell.value]


def test_every_form_of_a_plan_is_a_file_and_a_line(capsys):
    assert forms("xizang-2022") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(written()) == 7
    assert "附表1 医疗器械生产企业风险隐患自查表.xlsx" in written()
    assert [line for line in lines if line.endswith("（原文未附表样）")] == [
        "forms/附表4 医疗器械网络交易服务第三方平台风险隐患自查表.xlsx（原文未附表样）"
    ]
    assert not Path("data").exists(), "blank forms need no database, and make none"


@pytest.mark.parametrize("key", pack_keys())
def test_every_plan_has_its_forms_or_says_that_there_are_none(key, capsys):
    assert forms(key) == 0
    assert capsys.readouterr().out == "这份方案没有附表。\n" or written()


def test_an_entity_of_the_register_gets_its_own_form_with_its_contact(capsys):
    parser.main(["demo", "shizhu-2025"])
    assert forms("xizang-2022", "--entity", "和谐口腔诊所") == 0
    (name,) = written()
    assert name == "附表3 医疗器械使用单位风险隐患自查表 和谐口腔诊所.xlsx"
    assert head_of(name) == ["单位名称：和谐口腔诊所", "联系人：赵演示", "联系方式："]


def labels(name):
    sheet = load_workbook(next(Path("forms").glob(f"*{name}*"))).worksheets[0]
    return {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}


def test_a_place_that_the_administrator_read_otherwise_is_written_so(capsys):
    forms("xizang-2022")
    assert "〔疫情防控类医疗器械〕" in labels("汇总表")
    parser.main(["demo", "xizang-2022"])
    db = open_database()
    with db.transaction() as session:
        running = campaigns.newest(session, "xizang-2022")
        person, unit = session.exec(select(Person.id)).first(), session.exec(select(Unit.id)).first()
        by = ChangedBy(datetime(2022, 6, 1, tzinfo=UTC), person, unit, "admin")
        unclear_readings.confirm(session, running.campaign_id, "blank_groups", "left_blank", by)
    db.close()
    capsys.readouterr()
    forms("xizang-2022")
    assert capsys.readouterr().out.startswith("按管理员确认的理解填写（已确认 1 处不明）。\n")
    assert "〔疫情防控类医疗器械〕" not in labels("汇总表")


def test_an_entity_that_nobody_knows_gets_every_form_with_its_name_only(capsys):
    assert forms("xizang-2022", "--entity", "示例/器械行") == 0
    assert capsys.readouterr().out.startswith("登记中没有“示例/器械行”")
    assert [name.split()[0] for name in written()] == ["附表1", "附表2", "附表3"]
    assert head_of(written()[1])[:1] == ["企业名称：示例/器械行"]


def test_a_plan_without_self_check_forms_says_so(capsys):
    assert forms("shizhu-2025", "--entity", "示例器械行") == 1
    assert "没有适用于“示例器械行”的自查表" in capsys.readouterr().err


def test_a_file_in_place_of_the_folder_is_one_sentence(capsys):
    Path("forms").write_text("")
    assert forms("xizang-2022") == 1
    assert "是文件，不是文件夹" in capsys.readouterr().err
