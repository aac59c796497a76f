"""Merging: people, territory and unfinished work pass to the heir on the day; what was recorded stays whose it was."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.organisation import reorganising, succession, units
from storage.queries.organisation.succession import Heir
from storage.queries.people import people
from storage.queries.records import risk_items
from storage.queries.register import entities
from storage.tables import (
    Audit,
    CampaignUnit,
    EntityPlace,
    GroupChat,
    Inspection,
    Invitation,
    Membership,
    RiskItem,
    Unit,
    UnitPlace,
)
from tests.county import NOW, SINCE, TODAY

YESTERDAY, NEXT_WEEK, LAST_WEEK = (TODAY + timedelta(days=n) for n in (-1, 7, -7))


@pytest.fixture
def by(county):
    return ChangedBy(NOW, county.leader, county.bureau.id, "admin")


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
    assert (left.below, left.people, left.entities, left.records, left.plans) == (0, 2, 2, {"risk_item": 1}, 0)
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


# --- the day itself: the last day is the unit's, the next one the heir's ------------------------------------

ONE_DAY = timedelta(days=1)


def test_on_its_last_day_a_unit_answers_for_itself_and_on_the_next_the_heir_does(county, merge):
    merge(LAST_WEEK)
    assert succession.heir(county.session, county.nanbin, LAST_WEEK - ONE_DAY).id == county.nanbin.id
    assert succession.heir(county.session, county.nanbin, LAST_WEEK).id == county.xituo.id


def test_the_lines_of_a_plan_pass_on_that_day(county, merge):
    of_plan(county, nanbin=county.nanbin, xituo=county.xituo)
    merge(LAST_WEEK)
    before = succession.answering(county.session, county.campaign, LAST_WEEK - ONE_DAY)
    assert before == {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
    assert succession.answering(county.session, county.campaign, LAST_WEEK) == {"xituo": county.xituo.id}
    assert succession.names(county.session, county.campaign, LAST_WEEK)["xituo"] == "西沱所"


def test_a_unit_outside_the_plan_answers_since_the_first_that_it_took_over(county, merge):
    """Under the key of the first in the plan's order, whichever came to it first."""
    of_plan(county, nanbin=county.nanbin, xituo=county.xituo)
    ours = {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
    merge(LAST_WEEK, county.xituo, county.section)
    merge(TODAY, county.nanbin, county.section)
    assert succession.from_outside(county.session, ours, LAST_WEEK - ONE_DAY) == {}
    assert succession.from_outside(county.session, ours, YESTERDAY) == {"xituo": Heir(county.section, LAST_WEEK)}
    assert succession.from_outside(county.session, ours, TODAY) == {"nanbin": Heir(county.section, LAST_WEEK)}
    assert succession.heirs(county.session, ours, TODAY) == {"xituo": "nanbin"}
    assert succession.answering(county.session, county.campaign, TODAY) == {"nanbin": county.section.id}
    assert succession.names(county.session, county.campaign, TODAY)["nanbin"] == "监管科"


def test_so_it_does_where_the_first_in_the_plan_came_first(county, merge):
    ours = {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
    merge(LAST_WEEK, county.nanbin, county.section)
    merge(TODAY, county.xituo, county.section)
    assert succession.from_outside(county.session, ours, TODAY) == {"nanbin": Heir(county.section, LAST_WEEK)}


def of_plan(county, **named):
    for key, unit in named.items():
        county.session.add(CampaignUnit(campaign_id=county.campaign, pack_key=key, unit_id=unit.id))
    county.session.flush()


def test_something_is_left_only_once_the_last_day_is_over(county, merge):
    """What arrives late is looked for from the next day on."""
    merge(TODAY)
    county.risk(unit=county.nanbin)
    assert succession.merged_with_something_left(county.session, YESTERDAY) == []
    assert [one.id for one in succession.merged_with_something_left(county.session, TODAY)] == [county.nanbin.id]


def test_a_reported_rectification_is_still_something_left(county, merge):
    merge(LAST_WEEK)
    item = county.risk(unit=county.nanbin)
    county.step(item, "rectified", TODAY)
    assert [one.id for one in succession.merged_with_something_left(county.session, TODAY)] == [county.nanbin.id]


@pytest.mark.parametrize(("begins", "places"), [(YESTERDAY, 2), (TODAY, 1), (TODAY + ONE_DAY, 1)])
def test_who_and_what_begins_on_the_day_or_later_belongs_to_the_heir_alone(county, merge, by, begins, places):
    """Nobody keeps a membership, an entity no place and a unit none that ends before it begins."""
    person = people.enrol(county.session, "周示例", 12345, "officer", county.nanbin.id, begins)
    entity = county.session.exec(select(EntityPlace).where(col(EntityPlace.entity_id) == county.clinic)).one()
    entity.valid_from = begins
    post = reorganising.add(county.session, "南宾二站", "station", county.nanbin, begins, by)
    county.session.flush()
    merge(TODAY)
    held = rows_of(county, Membership, Membership.person_id, person)
    placed = rows_of(county, EntityPlace, EntityPlace.entity_id, county.clinic)
    stood = rows_of(county, UnitPlace, UnitPlace.unit_id, post.id)
    assert [len(rows) for rows in (held, placed, stood)] == [places] * 3
    old, new = county.nanbin.id, county.xituo.id
    if places == 2:
        assert [(row.unit_id, row.valid_from, row.valid_to) for row in held] == [
            (old, begins, YESTERDAY),
            (new, TODAY, None),
        ]
        assert [(row.unit_id, row.valid_from, row.valid_to) for row in placed] == [
            (old, begins, YESTERDAY),
            (new, TODAY, None),
        ]
        assert [(row.parent_id, row.valid_from, row.valid_to) for row in stood] == [
            (old, begins, YESTERDAY),
            (new, TODAY, None),
        ]
    else:
        assert [(row.unit_id, row.valid_from, row.valid_to) for row in (*held, *placed)] == [(new, begins, None)] * 2
        assert [(row.parent_id, row.valid_from, row.valid_to) for row in stood] == [(new, begins, None)]


def rows_of(county, table, column, value):
    return county.session.exec(select(table).where(col(column) == value).order_by(col(table.valid_from))).all()


def test_an_item_passed_on_twice_remembers_who_opened_it(county, merge):
    item = county.risk()
    merge(LAST_WEEK)
    merge(TODAY, county.xituo, county.section)
    county.session.refresh(item)
    assert (item.unit_id, item.opened_in) == (county.section.id, county.nanbin.id)


def test_groups_and_invitations_that_wait_go_along_and_decided_ones_stay(county, merge):
    county.session.add(GroupChat(chat_id=-1001, state="bound", unit_id=county.nanbin.id, at=NOW))
    for state in ("open", "waiting", "accepted"):
        told = {"token_hash": state, "role": "officer", "created_at": NOW, "expires_at": NOW}
        county.session.add(Invitation(state=state, unit_id=county.nanbin.id, **told))
    county.session.flush()
    merge(TODAY)
    county.session.expire_all()
    assert county.session.get_one(GroupChat, -1001).unit_id == county.xituo.id
    units_of = {one.state: one.unit_id for one in county.session.exec(select(Invitation))}
    assert units_of == {"open": county.xituo.id, "waiting": county.xituo.id, "accepted": county.nanbin.id}


def test_a_unit_that_was_closed_stays_below_the_one_it_belonged_to(county, merge, by):
    posts = [reorganising.add(county.session, name, "station", county.nanbin, SINCE, by) for name in ("一站", "二站")]
    posts[0].closed_on, posts[1].closed_on = YESTERDAY, TODAY
    county.session.flush()
    merge(TODAY)
    stood = [rows_of(county, UnitPlace, UnitPlace.unit_id, one.id)[-1].parent_id for one in posts]
    assert stood == [county.nanbin.id, county.xituo.id]
