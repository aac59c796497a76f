"""Who works where: what a change does to today, to yesterday, and to those who stand in; every change is audited."""

from datetime import UTC, date, timedelta

import pytest
from sqlmodel import select

from storage.queries.ground import audit_rows
from storage.queries.people import handing_over, memberships, people
from storage.queries.records import risk_items
from storage.tables import Audit, AuditPersonal, EntityOfficer, Membership
from tests.county import TODAY

MONDAY = date(2025, 6, 23)


@pytest.fixture
def of(county, session):
    """`of(county.li)`: the only membership of a person that holds today."""

    def only(person_id, today=TODAY):
        rows = session.exec(select(Membership).where(Membership.person_id == person_id)).all()
        (row,) = [row for row in rows if row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)]
        return row

    return only


def roles(county, person_id, today=TODAY) -> list[tuple[str, str]]:
    return [(role.role, role.unit_name) for role in people.roles_of(county.session, person_id, today)]


def actions(session) -> list[str]:
    return [row.action for row in session.exec(select(Audit).order_by(Audit.id))]


def test_who_leaves_is_out_at_once_and_was_there_until_yesterday(county, session, of):
    memberships.end(session, of(county.li), TODAY, county.by())
    assert roles(county, county.li) == []
    assert roles(county, county.li, TODAY - timedelta(days=1)) == [("officer", "南宾所")]
    assert actions(session)[-1] == "person.leave"


def test_who_came_and_left_on_the_same_day_was_never_there_but_the_audit_knows(county, session, of):
    row = memberships.membership(
        session, memberships.join(session, county.li, "leader", county.xituo.id, TODAY, county.by())
    )
    memberships.end(session, row, TODAY, county.by())
    assert roles(county, county.li) == [("officer", "南宾所")]
    assert session.get(Membership, row.id) is None
    assert actions(session)[-2:] == ["person.join", "person.leave"]


def test_a_move_keeps_the_role_and_yesterday(county, session, of):
    memberships.change(session, of(county.li), TODAY, county.by(), unit_id=county.xituo.id)
    assert roles(county, county.li) == [("officer", "西沱所")]
    assert roles(county, county.li, TODAY - timedelta(days=1)) == [("officer", "南宾所")]
    memberships.change(session, of(county.li), TODAY, county.by(), unit_id=county.section.id)  # once more today
    assert roles(county, county.li) == [("officer", "监管科")]
    assert len(session.exec(select(Membership).where(Membership.person_id == county.li)).all()) == 2


def test_another_role_begins_today(county, session, of):
    memberships.change(session, of(county.li), TODAY, county.by(), role="leader")
    assert roles(county, county.li) == [("leader", "南宾所")]
    assert actions(session)[-1] == "person.change_role"


def test_the_same_role_is_not_given_twice(county, session):
    before = len(session.exec(select(Membership)).all())
    memberships.join(session, county.li, "officer", county.nanbin.id, TODAY, county.by())
    assert len(session.exec(select(Membership)).all()) == before


def test_a_stand_in_holds_the_role_from_a_day_to_a_day(county, session, of):
    memberships.stand_in(session, of(county.li), county.zhao, MONDAY, MONDAY + timedelta(days=4), county.by())
    assert roles(county, county.zhao) == [("officer", "西沱所")]
    assert roles(county, county.zhao, MONDAY) == [("officer", "西沱所"), ("officer", "南宾所")]
    assert roles(county, county.zhao, MONDAY + timedelta(days=5)) == [("officer", "西沱所")]
    assert people.stand_ins(session, TODAY) == {}
    assert [one.name for one in people.stand_ins(session, MONDAY)[county.li]] == ["赵示例"]


@pytest.mark.parametrize("change", ["leaves", "moves", "changes role"])
def test_standing_in_ends_with_the_role_that_is_stood_in_for(county, session, of, change):
    memberships.stand_in(session, of(county.li), county.zhao, TODAY, MONDAY, county.by())
    if change == "leaves":
        memberships.end(session, of(county.li), TODAY, county.by())
    elif change == "moves":
        memberships.change(session, of(county.li), TODAY, county.by(), unit_id=county.section.id)
    else:
        memberships.change(session, of(county.li), TODAY, county.by(), role="leader")
    assert people.stand_ins(session, TODAY) == {}
    assert roles(county, county.zhao) == [("officer", "西沱所")]


def test_a_new_name_and_a_phone_lie_beside_the_audit_and_not_in_it(county, session):
    memberships.describe(session, county.li, "李样例", "所长", "10000000000", county.by())
    row = session.exec(select(Audit).order_by(Audit.id.desc())).first()
    assert (row.action, row.before, row.after) == ("person.describe", None, None)
    beside = session.get_one(AuditPersonal, row.id)
    assert beside.person_id == county.li
    assert beside.data == {"name": ["李示例", "李样例"], "post": ["", "所长"], "phone": ["", "10000000000"]}
    memberships.describe(session, county.li, "李样例", "所长", "10000000000", county.by())
    assert session.exec(select(Audit).order_by(Audit.id.desc())).first() is row  # nothing changed, nothing said


def test_people_are_found_by_part_of_a_name_in_their_scope_only(county, session):
    def named(words, *units):
        return [one.name for one in memberships.named(session, words, tuple(unit.path for unit in units), TODAY)]

    assert named("示例", county.nanbin) == ["李示例", "王示例"]
    assert named("赵", county.bureau) == ["赵示例"]
    assert named("赵", county.nanbin) == []
    assert named("示例", county.nanbin, county.xituo) == ["李示例", "王示例", "赵示例"]


def test_heads_are_counted_once_and_without_enterprises(county, session):
    county.enrol("钱示例", county.nanbin, "enterprise", county.pharmacy)
    memberships.join(session, county.li, "leader", county.nanbin.id, TODAY, county.by())
    assert memberships.head_count(session, county.nanbin.path, TODAY) == 2


def test_what_somebody_looked_after_goes_to_a_colleague(county, session):
    mine, others = county.risk(), county.risk(officer_id=county.wang)
    session.add(EntityOfficer(entity_id=county.pharmacy, person_id=county.li, valid_from=date(2025, 1, 1)))
    session.flush()
    (work,) = handing_over.left_behind(session, county.li, (county.bureau.path,), TODAY)
    assert (work.unit, work.records, work.entities) == ("南宾所", {"risk_item": (mine.id,)}, (county.pharmacy,))
    assert handing_over.left_behind(session, county.li, (county.xituo.path,), TODAY) == []  # not of that scope
    handing_over.hand_over(session, work, county.li, county.wang, TODAY, county.by())
    assert (mine.officer_id, others.officer_id) == (county.wang, county.wang)
    held = session.exec(select(EntityOfficer).order_by(EntityOfficer.id)).all()
    assert [(row.person_id, row.valid_from, row.valid_to) for row in held] == [
        (county.li, date(2025, 1, 1), TODAY - timedelta(days=1)),
        (county.wang, TODAY, None),
    ]
    assert actions(session)[-2:] == ["risk_item.hand_over", "entity.officer"]
    assert handing_over.left_behind(session, county.li, (county.bureau.path,), TODAY) == []
    step = risk_items.history(session, mine.id)[-1]
    assert (step.kind, step.day, step.person, step.to) == ("handed_over", TODAY, "李示例", "王示例")


def test_work_handed_over_when_the_audit_kept_no_day_of_it_has_the_day_of_its_row(county, session):
    item, by = county.risk(), county.by()
    audit_rows.note(
        session,
        by,
        risk_items.HANDED_OVER,
        "risk_item",
        item.id,
        {"officer_id": county.li},
        {"officer_id": county.wang},
    )
    session.flush()
    step = risk_items.history(session, item.id)[-1]
    assert (step.kind, step.day, step.to) == ("handed_over", by.at.astimezone(UTC).date(), "王示例")
