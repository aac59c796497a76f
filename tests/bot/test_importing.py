"""`xiaohao import` and `export`: tried first, wrong rows named, the exit code says whether any were left out."""

import json
import os
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.cli.parser import main
from tests.handlers.registers import register


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """One database; returns the exit code and what was printed."""
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path / "data"))
    for name in ("XIAOHAO_DATABASE", "XIAOHAO_LOCALE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def ran(*words):
        code = main(list(map(str, words)))
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return ran


@pytest.fixture
def filled(run):
    run("demo", "shizhu-2025", "--json")
    return run


@pytest.fixture
def file(tmp_path):
    def written(name):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(register(name))
        return path

    return written


def test_without_a_terminal_it_stays_with_the_dry_run(filled, file):
    code, said = filled("import", file("企业名单"))
    assert code == 1
    assert "监管对象：新增 3、有问题 3\n" in said
    assert "企业名单 第 6 行：与本表第 2 行重复。" in said
    assert "没有作任何改动。\n有 3 行有问题，没有导入。" in said
    assert "监管对象：新增 3" in filled("import", file("企业名单"))[1]


def test_right_rows_are_taken_alone_and_wrong_rows_written(filled, file, tmp_path):
    wrong = tmp_path / "wrong.xlsx"
    code, said = filled("import", file("企业名单"), "--yes", "--wrong-rows", wrong)
    assert (code, "已导入 3 行。" in said) == (1, True)
    assert load_workbook(BytesIO(wrong.read_bytes()))["企业名单"].max_row == 4
    assert "没有变化 3、有问题 3" in filled("import", file("企业名单"), "--yes")[1]


def test_a_workbook_without_mistakes_ends_well(filled, file):
    filled("import", file("企业名单"), "--yes")
    assert filled("import", file("企业名单（地址改了）"), "--yes")[0] == 0
    assert filled("import", file("企业名单（地址改了）"))[0] == 0


def test_json_has_the_counts_and_every_wrong_row(filled, file):
    _, said = filled("import", file("企业名单"), "--json")
    told, _ = json.JSONDecoder().raw_decode(said)
    assert told["imported"] is False
    assert told["sheets"] == {"entities": {"new": 3, "changed": 0, "same": 0, "wrong": 3}}
    assert [row["row"] for row in told["wrong_rows"]] == [5, 6, 7]


def test_strange_units_are_wrong_rows_here(filled, file):
    _, said = filled("import", file("各所名单"), "--json")
    told, _ = json.JSONDecoder().raw_decode(said)
    assert told["unknown_units"] == {"南滨所": 2, "城关所": 1, "外县所": 1}


def test_only_the_rows_of_one_unit(filled, file):
    code, said = filled("import", file("企业名单"), "--unit", "南宾所", "--yes")
    assert "第 4 行：没有找到单位“黄水所”，或您没有权限。" in said
    assert code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nix.xlsx"], "nix.xlsx：没有这个文件"),
        ([], "请写上要导入的表格文件，或用 --template 生成空白模板。"),
        (["ok.xlsx", "--unit", "无此所"], "没有单位“无此所”。"),
        (["ok.xlsx", "--as", "无此人"], "已加入的人员里没有“无此人”。"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(filled, tmp_path, words, said):
    (tmp_path / "ok.xlsx").write_bytes(register("企业名单"))
    code, told = filled("import", *words)
    assert code == 1
    assert said in told


def test_records_need_somebody_who_recorded_them(run, file):
    run("campaign", "load", "shizhu-2025")
    code, said = run("import", file("去年台账"), "--yes")
    assert code == 1
    assert "检查、隐患等记录要有记录人" in said


def test_the_empty_workbook_needs_no_database(run, tmp_path):
    code, said = run("import", "--template", "t.xlsx")
    assert (code, "已写入 t.xlsx" in said) == (0, True)
    assert load_workbook(tmp_path / "t.xlsx").sheetnames[1:9] == [
        "单位", "人员", "监管对象", "检查", "隐患", "案件", "移送", "证照",
    ]  # fmt: skip
    assert not os.path.exists(tmp_path / "data" / "xiaohao.db")


def test_what_is_exported_can_come_back(filled, file):
    filled("import", file("企业名单"), "--yes")
    assert filled("export", "out.xlsx") == (0, "已写入 out.xlsx。\n")
    code, said = filled("import", "out.xlsx", "--json")
    assert code == 0, said
    counts = json.JSONDecoder().raw_decode(said)[0]["sheets"]
    assert not any(sheet["new"] or sheet["changed"] for sheet in counts.values()), said
