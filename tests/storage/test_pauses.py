"""停业、注销、恢复: rows for the days out of business only; today's status follows from them, whoever tells it."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from locales import tr
from storage.queries.imports.import_batches import batches, take
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine
from storage.queries.register import entities, merge_entities, pauses, supervision_levels, timeline
from storage.queries.register.pauses import Pause, fitted_in, in_business, paused_since, status_on
from storage.tables import Entity
from tests.county import SINCE, TODAY

MARCH, MAY, JUNE = date(2025, 3, 1), date(2025, 5, 31), date(2025, 6, 1)
FEBRUARY, APRIL = date(2025, 2, 1), date(2025, 4, 1)
A_SPRING = [Pause("suspended", "装修", MARCH, MAY)]


def told(found):
    return [(one.status, one.valid_from.isoformat(), one.valid_to.isoformat() if one.valid_to else "") for one in found]


# --- fitted in between what is there -----------------------------------------------------------------------


def test_what_is_suspended_stays_so_until_it_is_resumed():
    suspended = fitted_in([], "suspended", MARCH, "装修")
    assert told(suspended) == [("suspended", "2025-03-01", "")]
    assert told(fitted_in(suspended, "active", JUNE, "恢复")) == [("suspended", "2025-03-01", "2025-05-31")]


def test_resumed_on_the_day_it_was_suspended_it_never_was():
    assert fitted_in([Pause("suspended", "装修", MARCH)], "active", MARCH, "误登记") == []


def test_a_change_within_a_pause_ends_with_it():
    assert told(fitted_in(A_SPRING, "closed", APRIL, "")) == [
        ("suspended", "2025-03-01", "2025-03-31"),
        ("closed", "2025-04-01", "2025-05-31"),
    ]


def test_a_change_before_another_one_ends_where_that_begins():
    assert told(fitted_in(A_SPRING, "closed", FEBRUARY, "")) == [
        ("closed", "2025-02-01", "2025-02-28"),
        ("suspended", "2025-03-01", "2025-05-31"),
    ]


def test_the_same_status_from_an_earlier_day_is_one_pause():
    assert told(fitted_in(A_SPRING, "suspended", FEBRUARY, "装修")) == [("suspended", "2025-02-01", "2025-05-31")]


def test_a_pause_of_one_day_that_began_earlier_is_one_pause_until_that_day():
    one_day = [Pause("suspended", "停电", MARCH, MARCH)]
    assert told(fitted_in(one_day, "suspended", FEBRUARY, "停电")) == [("suspended", "2025-02-01", "2025-03-01")]


changes = st.lists(st.tuples(st.sampled_from(["active", "suspended", "closed"]), st.integers(0, 30)), max_size=8)


@given(changes, st.booleans())
def test_whatever_is_told_in_whatever_order_no_two_pauses_meet(told_changes, of_workbook):
    found: list[Pause] = []
    for status, days in told_changes:
        day = date(2025, 1, 1 + days)
        found = paused_since(found, status, day, TODAY) if of_workbook else fitted_in(found, status, day, "")
        assert status_on(found, day) == status
    for before, after in pairwise(found):
        assert before.valid_to is not None
        assert before.valid_from <= before.valid_to < after.valid_from


# --- of one entity -----------------------------------------------------------------------------------------


@pytest.fixture
def set_status(county):
    def done(status, day, today=TODAY, reason="装修"):
        entity = county.session.get_one(Entity, county.clinic)
        pauses.set_status(county.session, entity, status, day, today, reason, county.by(), "i")
        return entity

    return done


def in_business_on(county, day):
    return set(county.session.exec(select(Entity.id).where(in_business(day))))


def test_todays_status_follows_from_the_days(county, set_status):
    entity = set_status("suspended", MARCH)
    assert (entity.status, entity.closed_on) == ("suspended", MARCH)
    set_status("active", JUNE)
    assert (entity.status, entity.closed_on) == ("active", None)


def test_who_was_in_business_on_a_day_is_the_same_today_and_in_december(county, set_status):
    set_status("suspended", MARCH)
    set_status("active", JUNE)
    assert county.clinic not in in_business_on(county, MAY)
    assert county.clinic in in_business_on(county, JUNE)
    set_status("closed", date(2025, 11, 3), today=date(2025, 12, 20))
    assert county.clinic not in in_business_on(county, MAY)
    assert county.clinic in in_business_on(county, date(2025, 9, 30))
    assert county.clinic not in in_business_on(county, date(2025, 12, 20))


def test_the_lists_of_a_day_hold_those_in_business_that_day(county, set_status):
    set_status("suspended", MARCH)
    set_status("active", JUNE)

    def listed(day):
        graded = supervision_levels.graded(county.session, county.nanbin.path, "four", ["user"], SINCE, day)
        left = entities.unvisited(county.session, county.nanbin.path, "user", SINCE, day)
        return [one.id for one in graded], [one.id for one in left]

    assert listed(MAY) == ([], [])
    assert listed(JUNE) == ([county.clinic], [county.clinic])


def test_a_visit_after_the_day_does_not_make_it_visited_that_day(county):
    county.record(county.visit(county.clinic, day=date(2025, 6, 11)))
    left = entities.unvisited(county.session, county.nanbin.path, "user", SINCE, date(2025, 6, 10))
    assert [one.id for one in left] == [county.clinic]


def test_the_timeline_tells_from_when_to_when(county, set_status):
    set_status("suspended", MARCH)
    set_status("active", JUNE)
    (one,) = timeline.timeline(county.session, county.clinic)
    assert (one.noun, one.step, one.day, one.until, one.words) == ("pause", "suspended", MARCH, MAY, "装修")


def test_an_entity_that_is_merged_leaves_its_pauses_where_the_other_says_nothing(county, set_status):
    set_status("suspended", MARCH)
    set_status("active", JUNE)
    source = entities.register_provisionally(county.session, "和谐口腔", "user", SINCE, county.by())
    suspended = Pause("suspended", "", date(2025, 1, 5), date(2025, 1, 9))
    pauses.keep(county.session, {source.id: [suspended, Pause("closed", "", APRIL, MAY)]})
    merge_entities.merge(county.session, source, county.session.get_one(Entity, county.clinic), TODAY, county.by())
    assert told(pauses.pauses_of(county.session, county.clinic)) == [
        ("suspended", "2025-01-05", "2025-01-09"),
        ("suspended", "2025-03-01", "2025-05-31"),
    ]
    assert pauses.pauses_of(county.session, source.id) == []
    assert source.id not in in_business_on(county, date(2025, 1, 7))


def test_pauses_that_share_a_single_day_overlap(county, set_status):
    """The other one's stays: on no day do two of them hold."""
    set_status("suspended", MARCH)
    source = entities.register_provisionally(county.session, "和谐口腔", "user", SINCE, county.by())
    pauses.keep(county.session, {source.id: [Pause("closed", "", FEBRUARY, MARCH)]})
    pauses.pass_on(county.session, source.id, county.clinic)
    assert told(pauses.pauses_of(county.session, county.clinic)) == [("suspended", "2025-03-01", "")]


# --- as a workbook tells it --------------------------------------------------------------------------------


@pytest.fixture
def bring(county):
    """Takes a row about the clinic; returns its outcome, or the reason why it is wrong."""

    def brought(today=TODAY, **values):
        by = county.by(person=county.leader, unit=county.bureau, role="admin")
        context = ImportContext(by, county.leader, "陈示例", (county.bureau.path,), today, "four", writes=True)
        line = ImportLine("entities", 2, {"name": "和谐口腔诊所", "unit": "南宾所"} | values)
        (verdict,) = [one for batch in batches([line]) for one in take(county.session, context, batch)]
        return tr(verdict.reason) if verdict.reason else verdict.outcome

    return brought


def standing(county):
    county.session.expire_all()
    entity = county.session.exec(select(Entity).where(col(Entity.id) == county.clinic)).one()
    return entity.status, entity.closed_on, told(pauses.pauses_of(county.session, county.clinic))


def test_a_workbook_says_since_when(county, bring):
    row = {"status": "suspended", "closed_on": MARCH}
    assert [bring(**row), bring(**row)] == ["changed", "same"]
    assert standing(county) == ("suspended", MARCH, [("suspended", "2025-03-01", "")])


def test_a_day_without_a_status_is_the_day_on_which_it_closed_down(county, bring):
    assert [bring(closed_on=MARCH), bring(closed_on=MARCH)] == ["changed", "same"]
    assert standing(county) == ("closed", MARCH, [("closed", "2025-03-01", "")])


def test_without_a_day_it_is_since_the_import_and_stays_so(county, bring):
    assert [bring(status="closed"), bring(status="closed", today=date(2025, 7, 1))] == ["changed", "same"]
    assert standing(county) == ("closed", None, [("closed", "2025-06-20", "")])


def test_a_later_workbook_corrects_the_day(county, bring):
    bring(status="suspended", closed_on=MARCH)
    assert bring(status="suspended", closed_on=APRIL) == "changed"
    assert standing(county) == ("suspended", APRIL, [("suspended", "2025-04-01", "")])


def test_back_in_business_is_since_the_import_and_the_days_before_stay(county, bring):
    bring(status="suspended", closed_on=MARCH)
    assert [bring(status="active"), bring(status="active")] == ["changed", "same"]
    assert standing(county) == ("active", None, [("suspended", "2025-03-01", "2025-06-19")])


def test_a_new_entity_comes_with_its_status(county, bring):
    assert bring(name="歇业诊所", kind="user", status="suspended", closed_on=MARCH) == "new"
    made = county.session.exec(select(Entity).where(col(Entity.name) == "歇业诊所")).one()
    assert told(pauses.pauses_of(county.session, made.id)) == [("suspended", "2025-03-01", "")]


def test_a_day_to_come_is_refused(county, bring):
    assert bring(status="closed", closed_on=date(2025, 6, 21)) == "注销或停业日期还没到。"
