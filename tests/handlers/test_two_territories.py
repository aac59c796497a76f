"""Whoever administers two units, neither below the other: both are listed, imported and exported, and no third one."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import col, select

from storage.queries.organisation.units import unit_by_key_or_name
from storage.tables import Entity, EntityPlace, GroupChat, Membership, Person, Unit
from tests.county import SINCE

ADMIN = "陈示例"
BOTH, THIRD = ("南宾所", "黄水所"), "西沱所"


@pytest.fixture(autouse=True)
def administers_two(stage):
    """陈示例 of the county administers 南宾所 and 黄水所 instead."""
    with stage.looking() as session:
        person = session.exec(select(Person.id).where(col(Person.name) == ADMIN)).one()
        row = session.exec(select(Membership).where(col(Membership.person_id) == person)).one()
        row.unit_id, other = (unit_by_key_or_name(session, name).id for name in BOTH)
        session.add(Membership(person_id=person, unit_id=other, role="admin", valid_from=SINCE))


def assert_both_and_no_third(said):
    assert all(name in said for name in BOTH), said
    assert THIRD not in said


@pytest.mark.parametrize("asked", ["/people", "/admin"])
def test_both_units_are_shown(stage, asked):
    assert_both_and_no_third(stage.do(ADMIN, asked))


def test_people_of_both_are_found_by_name(stage):
    with stage.looking() as session:
        names = dict(session.exec(
            select(Unit.name, Person.name)
            .join(Membership, col(Membership.unit_id) == col(Unit.id))
            .join(Person, col(Person.id) == col(Membership.person_id))
            .where(col(Membership.role) == "officer")
        ).all())  # fmt: skip
    for unit in BOTH:
        assert names[unit] in stage.do(ADMIN, f"/people {names[unit]}")
    assert "没有" in stage.do(ADMIN, f"/people {names[THIRD]}")


def send(stage, *rows):
    """A workbook of entities: (name, unit)…"""
    book = Workbook()
    book.active.title = "监管对象"
    book.active.append(["企业名称", "类型", "监管所"])
    for name, unit in rows:
        book.active.append([name, "经营企业", unit])
    file = BytesIO()
    book.save(file)
    stage.phones[ADMIN].send_document(file.getvalue(), "名单.xlsx")
    stage.settle()


def placed(session, name):
    found = select(Unit).join(EntityPlace).join(Entity).where(col(Entity.name) == name)
    return session.exec(found).one()


def test_rows_of_both_are_imported_and_units_of_a_third_do_not_exist(stage):
    send(stage, ("甲示例药房", "南宾所"), ("乙示例药房", "黄水所"), ("丙示例药房", THIRD))
    assert f"“{THIRD}”是哪个单位" in stage.said(ADMIN)
    stage.do(ADMIN, "[跳过这些行]", "[导入 2 行]")
    assert "导入完成：导入 2 行" in stage.said(ADMIN)
    with stage.looking() as session:
        assert placed(session, "甲示例药房").name == "南宾所"
        assert placed(session, "乙示例药房").name == "黄水所"


def test_a_new_unit_comes_below_the_first_of_both(stage):
    send(stage, ("丁示例药房", "新设站"))
    stage.do(ADMIN, "[新建]", "[导入 1 行]")
    with stage.looking() as session:
        unit, first = placed(session, "丁示例药房"), unit_by_key_or_name(session, BOTH[0])
        assert (unit.name, unit.path) == ("新设站", f"{first.path}{unit.id}/")


def test_the_export_is_the_register_of_both(stage):
    stage.do(ADMIN, "/admin", "[导入导出]", "[导出名录]")
    file = stage.phones[ADMIN].messages[-1]
    assert file.file_name == "南宾所、黄水所名录（2025-06-20）.xlsx"
    cells = {row[0].value for row in load_workbook(BytesIO(file.file))["单位"].iter_rows(min_row=3)}
    assert cells == set(BOTH)


def test_a_group_is_bound_to_one_of_both(stage):
    stage.bring_into_group(ADMIN, "示例群")
    stage.settle()
    assert_both_and_no_third(stage.said(ADMIN))
    stage.do(ADMIN, "[黄水所]", "[绑定]")
    with stage.looking() as session:
        bound = session.exec(select(Unit.name).join(GroupChat)).one()
    assert bound == "黄水所"
    assert "示例群：黄水所" in stage.do(ADMIN, "/admin", "[群]")
