"""The example that `xiaohao try` and `xiaohao demo` show: invented, repeatable, and true to its plan."""

import re
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from campaigns.inspection_form import inspection_form
from campaigns.load import load_pack
from days.calendar import WorkingDays
from demo import fill
from demo.credit_codes import with_check_digit
from demo.entity_patterns import in_characters
from forms.engine import start
from forms.question_path import answers_in_effect, still_missing
from forms.state import REVIEW
from storage.database import Database
from storage.queries.people.people import actor_by_account
from storage.queries.records import record_counts, risk_items
from storage.tables import Entity, EntityLevel, EntityPlace, Inspection, Membership, Person, RiskEvent, RiskItem, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2025, 6, 20, 9, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def pack():
    return load_pack("shizhu-2025")


@pytest.fixture(scope="module")
def filled(migrated, tmp_path_factory, pack):
    """The example with its history, and its people."""
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path_factory.mktemp('demo') / 'demo.db')}")
    with db.transaction() as session:
        people = fill(session, pack, NOW, history=True)
    yield db, people
    db.close()


@pytest.fixture
def people(filled):
    return filled[1]


@pytest.fixture
def session(filled):
    with filled[0].snapshot() as session:
        yield session


def everything(session):
    tables = (Unit, Person, Membership, Entity, EntityPlace, EntityLevel, Inspection, RiskItem, RiskEvent)
    return [row.model_dump() for table in tables for row in session.exec(select(table))]


# --- people ----------------------------------------------------------------------------------------------


def test_the_people_to_try_first_come_first(people, pack):
    first, leader, contact, admin, second, behind = people[:6]
    assert [person.role for person in people[:6]] == ["officer", "leader", "enterprise", "admin", "officer", "officer"]
    assert (first.name, first.unit, first.hint) == ("李示例", "南宾所", "记检查|我的待办")
    assert leader.unit_key == admin.unit_key == "shizhu"
    assert leader.hint == "二季度汇总|报表"
    assert contact.hint == "我的待办"
    assert second.unit == first.unit != behind.unit


def test_every_station_has_two_officers_and_so_has_the_section_of_wholesalers(people, pack):
    officers = Counter(person.unit_key for person in people if person.role == "officer")
    wanted = [unit.key for unit in pack.units if unit.kind == "station"] + ["supervision"]
    assert {unit for unit, count in officers.items() if count >= 2} == set(wanted)


def test_people_are_plainly_invented(people):
    assert all(person.name[1:] in ("示例", "样例", "演示") for person in people)
    assert len({person.name for person in people}) == len(people)
    assert [person.telegram_id for person in people] == [9_000_000_000_000_001 + n for n in range(len(people))]


def test_everybody_is_known_to_the_product_in_their_unit_and_role(session, people):
    for person in people:
        home = actor_by_account(session, person.telegram_id, TODAY).home
        assert (home.role, home.unit_name) == (person.role, person.unit)


def test_the_enterprise_contact_has_something_to_rectify(session, people):
    contact = next(person for person in people if person.role == "enterprise")
    home = actor_by_account(session, contact.telegram_id, TODAY).home
    items = [item for item in risk_items.for_entity(session, home.entity_id) if item.state == "open"]
    assert [WorkingDays().between(TODAY, item.due) for item in items] == [8]


# --- the register ----------------------------------------------------------------------------------------


def test_every_station_has_more_entities_than_its_plan_asks_visits_for(session, pack):
    plan = pack.plan_tables[0]
    places = session.exec(select(Unit.key, Entity.kind).select_from(EntityPlace).join(Unit).join(Entity)).all()
    for unit in plan.units:
        for column in plan.columns:
            owed = sum(plan.planned(unit, period.key, column.key) for period in plan.periods)
            assert Counter(places)[(unit, column.counts.entity_kind)] >= owed


def test_the_first_station_has_the_entities_of_the_manual(session):
    names = set(session.exec(select(Entity.name)))
    assert {"康民大药房（南宾店）", "和谐口腔诊所", "康民大药房（万安店）"} <= names


def test_the_section_looks_after_a_wholesaler(session):
    found = session.exec(select(Entity).join(EntityPlace).join(Unit).where(col(Unit.key) == "supervision")).one()
    assert (found.kind, "批发" in found.name) == ("distributor", True)


def test_credit_codes_are_well_formed_and_of_no_region(session):
    assert with_check_digit("91540102MADX01T16") == "91540102MADX01T16L"
    codes = list(session.exec(select(Entity.credit_code)))
    assert all(code == with_check_digit(code[:-1]) and code[2:8] == "000000" for code in codes)


def test_numbers_in_characters():
    assert [in_characters(number) for number in (1, 10, 12, 20, 35)] == ["一", "十", "十二", "二十", "三十五"]


# --- the past --------------------------------------------------------------------------------------------


def test_the_same_example_in_every_run(session, people, database, pack):
    with database.transaction() as other:
        assert fill(other, pack, NOW, history=True) == people
        assert everything(other) == everything(session)


def test_figures_agree_with_a_plain_count_of_the_records(session, pack):
    kinds = dict(session.exec(select(Entity.id, Entity.kind)).all())
    for period in pack.plan_tables[0].periods:
        counted = Counter(
            (one.unit_id, kinds[one.entity_id]) for one in session.exec(select(Inspection)) if period.contains(one.day)
        )
        assert record_counts.visits_by_unit(session, 1, period.start, period.end) == dict(counted)


def test_stations_are_on_their_way_and_one_is_clearly_behind(session, people, pack):
    first, second = (shares(session, pack, key) for key in ("2025Q1", "2025Q2"))
    assert sum(share == 1 for share in first.values()) >= 6
    assert any(share > 1 for share in first.values())
    assert 1 <= sum(share < 1 for share in first.values()) <= 2
    assert all(0.35 <= share <= 1.1 for share in second.values())
    last, next_to_last = sorted(second, key=second.get)[:2]
    assert second[next_to_last] - second[last] > 0.2
    assert people[5].unit_key == last


def shares(session, pack, period_key):
    """Station → visits for each one owed."""
    plan = pack.plan_tables[0]
    period = plan.period(period_key)
    done = Counter(
        session.exec(
            select(Unit.key)
            .join(Inspection, col(Inspection.unit_id) == col(Unit.id))
            .where(col(Inspection.day).between(period.start, period.end))
        )
    )
    return {row.unit: done[row.unit] / sum(row.plan[period_key].values()) for row in plan.rows}


def test_no_visit_in_the_future_or_on_a_day_off(session):
    calendar = WorkingDays()
    for one in session.exec(select(Inspection)):
        assert date(2025, 1, 1) <= one.day < TODAY
        assert calendar.is_working_day(one.day)
        assert one.recorded_at.astimezone(SHANGHAI).date() == one.day
    assert all(event.at < NOW and calendar.is_working_day(event.day) for event in session.exec(select(RiskEvent)))


@pytest.mark.parametrize("table", [Inspection, RiskItem])
def test_numbers_follow_the_time_of_record(session, table):
    rows = session.exec(select(table).order_by(col(table.recorded_at), col(table.id))).all()
    assert [int(row.number.split("-")[2]) for row in rows] == list(range(1, len(rows) + 1))


def test_every_saved_answer_would_have_passed_the_form(session, pack):
    form = inspection_form(pack)
    for one in session.exec(select(Inspection)):
        state, _ = start(form, one.instance, NOW, answers=one.answers)
        assert state.at == REVIEW
        assert still_missing(form, state) is None
        assert answers_in_effect(form, state) == one.answers


def test_about_one_visit_in_seven_found_something(session):
    outcomes = Counter(session.exec(select(Inspection.outcome)))
    assert 0.1 <= outcomes["ordered"] / outcomes.total() <= 0.2


# --- risk items ------------------------------------------------------------------------------------------


def test_two_risk_items_are_overdue_in_two_stations(session):
    overdue = [item for item in risk_items.unfinished(session, "/") if item.state == "open" and item.due < TODAY]
    assert len({item.unit for item in overdue}) == len(overdue) == 2
    counted = record_counts.risk_figures(session, date(2025, 4, 1), TODAY)
    assert sum(one.overdue for one in counted.values()) == 2


def test_the_first_officer_has_one_due_tomorrow_and_one_to_review(session, people):
    me = actor_by_account(session, people[0].telegram_id, TODAY)
    below = risk_items.unfinished(session, me.home.path)
    mine = [item for item in below if risk_items.in_charge_of(session, item.id) == me.person_id]
    assert date(2025, 6, 23) in [item.due for item in mine if item.state == "open"]
    waiting = [item for item in below if item.state == "rectified"]
    done_by = [risk_items.last_event(session, item.id, "rectified").person_id for item in waiting]
    assert any(person != me.person_id for person in done_by)


def test_most_risk_items_are_closed_out_by_a_second_person(session):
    states = Counter(session.exec(select(RiskItem.state)))
    assert states["closed"] > states.total() / 2
    for item in session.exec(select(RiskItem).where(col(RiskItem.state) == "closed")):
        rectified, closed = risk_items.history(session, item.id)[1:]
        assert rectified.person_id != closed.person_id
        assert item.opened_on < rectified.day < closed.day


def test_due_days_lie_two_to_five_weeks_after_the_visit(session):
    for item in session.exec(select(RiskItem)):
        assert timedelta(days=7) < item.due - item.opened_on < timedelta(days=35)


def test_nothing_looks_like_a_telephone_number(session):
    texts = str([row for row in everything(session) if "credit_code" not in row and "instance" not in row])
    texts += str([one.answers for one in session.exec(select(Inspection))])
    assert not re.search(r"\d{7,}", texts)


# --- other plans, other days -----------------------------------------------------------------------------


def test_without_history_there_are_people_and_entities_and_no_records(database, pack, people):
    with database.transaction() as session:
        assert fill(session, pack, NOW, history=False) == people
        assert session.exec(select(Inspection)).all() == []


@pytest.mark.parametrize("day", [date(2024, 12, 1), date(2025, 1, 2), date(2025, 1, 9), date(2026, 3, 1)])
def test_any_day_will_do(database, pack, day):
    with database.transaction() as session:
        fill(session, pack, datetime(day.year, day.month, day.day, 1, tzinfo=UTC), history=True)
        assert all(one < min(day, date(2026, 1, 1)) for one in session.exec(select(Inspection.day)))


def test_a_plan_of_one_office_without_tables_levels_or_tags_will_do(database, pack):
    bare = pack.model_copy(
        update={"units": pack.units[:1], "plan_tables": (), "levels": None, "focus": (), "checklists": ()}
    )
    with database.transaction() as session:
        people = fill(session, bare, NOW, history=True)
        assert {person.unit for person in people} == {"石柱县市场监管局"}
        assert session.exec(select(Inspection)).all()
