"""Merging: people, territory and unfinished work pass to the heir on the day; what was recorded stays whose it was."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from storage.queries import entities, people, reorganising, risk_items, succession, units
from storage.queries.audit import By
from storage.tables import Audit, EntityPlace, Inspection, Membership, RiskItem, Unit
from tests.county import NOW, TODAY

YESTERDAY, NEXT_WEEK, LAST_WEEK = (TODAY + timedelta(days=n) for n in (-1, 7, -7))


@pytest.fixture
def by(county):
    return By(NOW, county.leader, county.bureau.id, "admin")


@pytest.fixture
def merge(county, by):
    """南宾所 into 西沱所."""

    def merge(day, unit=None, into=None):
        unit, into = unit or county.nanbin, into or county.xituo
        assert reorganising.obstacle_to_merge(county.session, unit, into, day) is None
        reorganising.merge(county.session, unit, into, day, TODAY, by)

    return merge


def roles(county, person, day):
    return [(role.role, role.unit_name) for role in people.roles_of(county.session, person, day)]


def territory(county, unit, day):
    ids = (county.pharmacy, county.clinic, county.hospital)
    return {one for one in ids if entities.entity_in_scope(county.session, one, unit.path, day)}


def test_people_belong_to_the_heir_from_the_day_on(county, merge):
    merge(LAST_WEEK)
    assert roles(county, county.li, TODAY) == [("officer", "西沱所")]
    assert roles(county, county.li, LAST_WEEK) == [("officer", "西沱所")]
    rows = select(Membership).where(col(Membership.person_id) == county.li).order_by(col(Membership.id))
    assert [(row.unit_id, row.valid_to) for row in county.session.exec(rows)] == [
        (county.nanbin.id, LAST_WEEK - timedelta(days=1)),
        (county.xituo.id, None),
    ]


def test_territory_belongs_to_the_heir_from_the_day_on(county, merge):
    merge(LAST_WEEK)
    assert territory(county, county.xituo, TODAY) == {county.pharmacy, county.clinic, county.hospital}
    rows = select(EntityPlace).where(col(EntityPlace.entity_id) == county.pharmacy).order_by(col(EntityPlace.id))
    assert [(row.unit_id, row.valid_to) for row in county.session.exec(rows)] == [
        (county.nanbin.id, LAST_WEEK - timedelta(days=1)),
        (county.xituo.id, None),
    ]


def test_unfinished_risk_items_belong_to_the_heir_and_finished_ones_stay(county, merge):
    waiting, done = county.risk(), county.risk()
    county.step(done, "rectified", TODAY)
    county.step(done, "closed", TODAY)
    record = county.record()
    merge(TODAY)
    units_of = {row.id: row.unit_id for row in county.session.exec(select(RiskItem))}
    assert units_of == {waiting.id: county.xituo.id, done.id: county.nanbin.id}
    assert county.session.get_one(Inspection, record.id).unit_id == county.nanbin.id
    assert [card.unit for card in risk_items.unfinished(county.session, county.xituo.path)] == ["西沱所"]


def test_a_merge_to_come_waits_for_its_day(county, merge):
    item = county.risk()
    merge(NEXT_WEEK)
    assert reorganising.take_effect(county.session, NEXT_WEEK - timedelta(days=1), NOW) == []
    assert (item.unit_id, roles(county, county.li, TODAY)) == (county.nanbin.id, [("officer", "南宾所")])
    assert reorganising.take_effect(county.session, NEXT_WEEK, NOW) == [county.nanbin.id]
    county.session.refresh(item)
    assert (item.unit_id, roles(county, county.li, NEXT_WEEK)) == (county.xituo.id, [("officer", "西沱所")])
    assert county.nanbin.path == f"{county.xituo.path}{county.nanbin.id}/"


def test_whoever_arrives_before_the_day_goes_along(county, merge):
    merge(NEXT_WEEK)
    newcomer = county.enrol("周示例", county.nanbin)
    reorganising.take_effect(county.session, NEXT_WEEK, NOW)
    assert roles(county, newcomer, NEXT_WEEK) == [("officer", "西沱所")]


def test_what_arrives_after_the_day_simply_moves_over(county, merge):
    merge(LAST_WEEK)
    late = people.enrol(county.session, "周示例", 12345, "officer", county.nanbin.id, YESTERDAY)
    item = county.risk(unit=county.nanbin)
    reorganising.take_effect(county.session, TODAY, NOW)
    county.session.refresh(item)
    assert (roles(county, late, TODAY), item.unit_id) == ([("officer", "西沱所")], county.xituo.id)


def test_a_stand_in_stands_in_for_just_as_long(county, merge):
    last = date(2025, 7, 31)
    stand_in = Membership(
        person_id=county.zhao,
        unit_id=county.nanbin.id,
        role="officer",
        stands_in_for=county.li,
        valid_from=TODAY - timedelta(days=1),
        valid_to=last,
    )
    county.session.add(stand_in)
    merge(TODAY)
    rows = county.session.exec(select(Membership).where(col(Membership.stands_in_for) == county.li)).all()
    assert [(row.unit_id, row.valid_from, row.valid_to) for row in rows] == [
        (county.nanbin.id, YESTERDAY, YESTERDAY),
        (county.xituo.id, TODAY, last),
    ]


def test_who_was_merged_further_leaves_to_the_last(county, merge):
    merge(LAST_WEEK)
    merge(TODAY, county.xituo, county.section)
    assert roles(county, county.li, TODAY) == [("officer", "监管科")]
    assert succession.heir(county.session, county.nanbin, TODAY).id == county.section.id
    assert succession.heir(county.session, county.nanbin, LAST_WEEK).id == county.xituo.id


def test_units_below_go_along_and_old_records_are_seen_by_the_heir(county, merge, by):
    post = reorganising.add(county.session, "南宾二站", "station", county.nanbin, LAST_WEEK, by)
    merge(TODAY)
    assert post.path == f"{county.xituo.path}{post.id}/"
    assert units.ids_below(county.session, county.xituo.path) == {county.xituo.id, county.nanbin.id, post.id}
    assert [one.name for one in units.right_below(county.session, county.xituo.id, TODAY)] == ["南宾二站"]


def test_what_was_passed_on_is_audited_in_the_name_of_who_decided_it(county, merge):
    item = county.risk()
    merge(TODAY)
    row = county.session.exec(select(Audit).where(col(Audit.action) == "unit.pass_on")).one()
    assert (row.person_id, row.record_id) == (county.leader, county.nanbin.id)
    assert row.after == {
        "to": county.xituo.id,
        "from": TODAY.isoformat(),
        "people": [county.li, county.wang],
        "entities": 2,
        "risk_items": [item.id],
        "units": [],
    }


def test_a_unit_can_be_dissolved_only_when_nothing_is_left(county, merge, by):
    county.risk()
    left = reorganising.left(county.session, county.nanbin, TODAY)
    assert (left.below, left.people, left.entities, left.risk_items, left.plans) == (0, 2, 2, 1, 0)
    assert left
    empty = reorganising.add(county.session, "空所", "station", county.bureau, TODAY, by)
    assert not reorganising.left(county.session, empty, TODAY)
    reorganising.dissolve(county.session, empty, TODAY, by)
    assert "空所" not in [one.name for one in units.right_below(county.session, county.bureau.id, TODAY)]
    assert reorganising.left(county.session, county.bureau, TODAY).below == 3


def test_members_of_a_closed_unit_have_no_rights_from_the_day_after(county):
    unit = county.session.get_one(Unit, county.nanbin.id)
    unit.closed_on = TODAY
    county.session.flush()
    assert roles(county, county.li, TODAY) == [("officer", "南宾所")]
    assert roles(county, county.li, TODAY + timedelta(days=1)) == []
    told = people.people_with_role(county.session, "officer", county.nanbin.id, TODAY + timedelta(days=1))
    assert told == []


def test_of_a_campaigns_units_it_is_known_who_answers_for_whom_and_since_when(county, merge):
    ours = {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
    merge(TODAY)
    assert succession.heirs(county.session, ours, YESTERDAY) == {}
    assert succession.heirs(county.session, ours, TODAY) == {"nanbin": "xituo"}
    assert succession.heirs(county.session, {"nanbin": county.nanbin.id}, TODAY) == {}
