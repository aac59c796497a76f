"""What an administrator is told when a change of the tree cannot be."""

from datetime import date

import pytest
from sqlmodel import col, select

from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.organisation import reorganising, units
from storage.tables import Unit, UnitPlace
from tests.handlers.stage import BEGINS

ADMIN, OFFICER = "陈示例", "李示例"
TODAY = BEGINS.date()


@pytest.fixture
def unit(stage):
    """A unit by its name, in a session that stays open while it is looked at."""

    def unit(session, name):
        return session.exec(select(Unit).where(col(Unit.name) == name)).one()

    return unit


@pytest.fixture
def change(stage, unit):
    """Something that happened to the tree before, by the administrator of the county."""

    def change(work):
        with stage.looking() as session:
            root = units.root_unit(session)
            by = ChangedBy(BEGINS, 1, root.id, "admin")
            work(session, lambda name: unit(session, name), by)

    return change


def page_of(stage, name):
    stage.do(ADMIN, "/units", f"[{name}]")


def choose(stage, what, other):
    """Says into which unit; one that is found alone is taken at once."""
    stage.do(ADMIN, f"[{what}]", other)
    if "哪天" not in stage.said(ADMIN):
        stage.do(ADMIN, f"[{other}]")


def test_a_unit_does_not_move_to_where_it_stands(stage):
    page_of(stage, "南宾所")
    stage.do(ADMIN, "[移动]", "[✓ 就是石柱县市场监管局]")
    assert "它本来就在那里" in stage.do(ADMIN, "今天", "提交")


def test_a_unit_does_not_move_under_one_that_is_closed_by_then(stage, change):
    def merge_later(session, named, by):
        reorganising.merge(session, named("西沱所"), named("万安所"), date(2025, 6, 30), TODAY, by)

    page_of(stage, "南宾所")
    choose(stage, "移动", "西沱所")
    change(merge_later)
    assert "有一个已撤并" in stage.do(ADMIN, "7月5日", "提交")


def test_a_unit_that_merges_soon_is_not_moved_by_an_old_button(stage, change):
    page_of(stage, "南宾所")

    def merge_later(session, named, by):
        reorganising.merge(session, named("南宾所"), named("万安所"), date(2025, 6, 30), TODAY, by)

    change(merge_later)
    choose(stage, "移动", "监管科")
    assert "它已预定合并" in stage.do(ADMIN, "今天", "提交")


def test_two_units_of_one_name_do_not_stand_side_by_side(stage):
    stage.do(ADMIN, "/units", "[新增下级单位]", "南宾所", "市场监管所")
    assert "那里已有同名单位" in stage.do(ADMIN, "提交")


def test_a_name_that_means_another_unit_is_no_second_name(stage, change):
    change(lambda session, named, by: reorganising.give_alias(session, named("万安所"), "万安分局", by))
    page_of(stage, "南宾所")
    stage.do(ADMIN, "[别名]", "万安分局")
    assert "“万安分局”已是别的单位的名称" in stage.do(ADMIN, "提交")
    stage.do(ADMIN, "取消")
    page_of(stage, "南宾所")
    stage.do(ADMIN, "[别名]", "西沱所")
    assert "“西沱所”已是别的单位的名称" in stage.do(ADMIN, "提交")


def test_a_unit_with_people_is_not_dissolved_by_an_old_button(stage, change):
    stage.do(ADMIN, "/units", "[新增下级单位]", "冷水所", "市场监管所", "提交", "[冷水所]")
    change(lambda session, named, by: reorganising.move(session, named("南宾所"), named("冷水所"), TODAY, TODAY, by))
    said = stage.do(ADMIN, "[撤销单位]")
    assert "还不能撤销，名下还有人员或业务" in said
    assert "下级单位 1" in said


def test_the_top_of_the_tree_is_offered_no_other_place(stage):
    said = stage.do(ADMIN, "/units")
    assert "[移动]" not in said
    assert "[合并]" not in said


def test_submitting_twice_moves_once(stage):
    page_of(stage, "南宾所")
    choose(stage, "移动", "监管科")
    stage.do(ADMIN, "今天")
    stage.press(ADMIN, "提交")
    stage.press(ADMIN, "提交")
    stage.settle()
    with stage.looking() as session:
        moved = session.exec(select(Unit).where(col(Unit.name) == "南宾所")).one()
        rows = session.exec(select(UnitPlace).where(col(UnitPlace.unit_id) == moved.id)).all()
        assert [row.valid_to for row in rows] == [date(2025, 6, 19), None]
