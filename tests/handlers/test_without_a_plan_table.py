"""报表 in a plan that prints no plan table: the reports that need none, by the calendar (许昌, moved to 2025)."""

import io
import shutil

import openpyxl
import pytest

from campaigns.another_year import in_another_year
from campaigns.load import load_pack
from demo import fill
from storage.database import Database
from tests.handlers.stage import BEGINS

LEADER, OFFICER = "王样例", "李示例"


@pytest.fixture(scope="module")
def xuchang(migrated, tmp_path_factory):
    file = tmp_path_factory.mktemp("xuchang") / "xiaohao.db"
    db = Database(f"sqlite:///{shutil.copy(migrated, file)}")
    with db.transaction() as session:
        people = fill(session, in_another_year(load_pack("xuchang-2023"), 2025).pack, BEGINS, history=True)
    db.close()
    return file, people


@pytest.fixture
def office(xuchang, staged):
    return staged(*xuchang)


def test_the_key_offers_what_can_be_had(office):
    shown = office.do(LEADER, "报表")
    assert "二季度检查明细" in shown
    assert "[检查明细]" in shown
    assert "[未销号隐患]" in shown
    assert "任务" not in shown


@pytest.mark.parametrize("asked", ["[检查明细]", "二季度检查明细", "本季度明细"])
def test_the_visits_of_a_quarter_are_shown_and_follow_as_a_file(office, asked):
    office.do(LEADER, "报表")
    assert "检查 58 家次" in office.do(LEADER, asked)
    sent = office.phones[LEADER].last
    assert sent.file_name.endswith("2025年二季度检查明细.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(sent.file)).active.max_row > 3


@pytest.mark.parametrize("asked", ["[未销号隐患]", "隐患"])
def test_open_risk_items_are_shown_and_follow_as_a_file(office, asked):
    office.do(LEADER, "报表")
    assert "未销号隐患" in office.do(LEADER, asked)
    assert office.phones[LEADER].last.file_name.endswith("2025年二季度未销号隐患.xlsx")


@pytest.mark.parametrize("asked", ["二季度汇总", "还差多少", "进度"])
def test_what_compares_with_a_plan_says_that_there_is_none_and_offers_the_rest(office, asked):
    shown = office.do(LEADER, asked)
    assert "没有" in shown
    assert "[检查明细]" in shown


def test_a_quarter_that_has_not_begun_is_asked_back_with_those_that_have(office):
    shown = office.do(LEADER, "下季度检查明细")
    assert "[二季度检查明细]" in shown
    assert "检查 58 家次" in office.do(LEADER, "[二季度检查明细]")


def test_an_officer_has_those_of_the_own_unit(office):
    shown = office.do(OFFICER, "二季度检查明细")
    assert "家次" in shown
    assert "检查 58 家次" not in shown
