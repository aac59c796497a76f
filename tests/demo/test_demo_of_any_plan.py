"""The example works for every plan, also of kinds of entity and of a run that no line of code knows."""

import re
import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, func, select

from campaigns.inspection_form import inspection_form
from campaigns.load import load_pack, pack_keys
from days.calendar import WorkingDays
from demo import fill, plan_world, worlds
from demo.checking_units import label_of, stations
from demo.entity_patterns import in_characters
from demo.plan_world import world_of
from demo.telling_day import telling_day
from forms.engine import start
from forms.question_path import answers_in_effect, still_missing
from forms.state import REVIEW
from storage.database import Database
from storage.tables import Entity, EntityContact, EntityLevel, EntityPlace, EntityTag, Inspection, RiskItem, Unit

EXAMPLES = Path(__file__).parents[1] / "campaigns" / "examples"
PLANS = {key: key for key in pack_keys()} | {file.stem: str(file) for file in EXAMPLES.glob("*.yaml")}


def nine_on(day, pack):
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(pack.zone))


def late_in(pack):
    """Shortly before its end, when most of a plan has been done."""
    return nine_on(pack.last_day, pack)


@pytest.mark.parametrize("plan", PLANS)
def test_people_a_register_and_a_past_for_every_plan(database, plan):
    pack = load_pack(PLANS[plan])
    with database.transaction() as session:
        people = fill(session, pack, late_in(pack), history=True)
        assert [person.role for person in people[:4]] == ["officer", "leader", "enterprise", "admin"]
        assert set(session.exec(select(Entity.kind))) == {kind.key for kind in pack.entity_kinds}
        days = session.exec(select(func.min(Inspection.day), func.max(Inspection.day))).one()
        assert pack.first_day <= days[0] < days[1] < late_in(pack).date()
        assert {"open", "closed"} <= set(session.exec(select(RiskItem.state)))


def test_places_to_visit_are_named_after_what_the_plan_calls_them(database):
    pack = load_pack(PLANS["fire-2026"])
    with database.transaction() as session:
        fill(session, pack, late_in(pack), history=False)
        hotels = session.exec(select(Entity.name).where(col(Entity.kind) == "hotel")).all()
        assert all("示例宾馆饭店（" in name for name in hotels)


def test_a_hundredth_village_clinic_has_its_number_in_digits():
    assert [in_characters(number) for number in (99, 100, 208)] == ["九十九", "100", "208"]


def test_a_plan_of_one_brigade_and_nobody_else_will_do(database):
    fire = load_pack(PLANS["fire-2026"])
    alone = fire.model_copy(update={"units": fire.units[:1]})
    with database.transaction() as session:
        people = fill(session, alone, late_in(alone), history=True)
        assert {person.unit for person in people} == {"示例县消防救援大队"}


# --- the plans of the program, each on the day that trying it begins on -----------------------------------


@pytest.fixture(scope="module", params=pack_keys())
def tried(request, migrated, tmp_path_factory):
    """A plan, its example as `xiaohao try` makes it, and the people."""
    pack = load_pack(request.param)
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path_factory.mktemp('tried') / 'tried.db')}")
    with db.transaction() as session:
        people = fill(session, pack, nine_on(telling_day(pack), pack), history=True)
    with db.snapshot() as session:
        yield pack, session, people
    db.close()


def test_the_day_to_begin_on_is_a_working_day_well_inside_the_plan(tried):
    pack, *_ = tried
    day = telling_day(pack)
    assert WorkingDays().is_working_day(day)
    assert pack.first_day < day < pack.last_day


def test_xizang_begins_during_the_on_site_checks_shortly_before_their_summary_is_due():
    pack = load_pack("xizang-2022")
    (onsite,) = [phase for phase in pack.phases if phase.key == "onsite"]
    assert onsite.start < telling_day(pack) < date(2022, 8, 30) == onsite.end


def test_each_plan_is_called_in_two_words():
    called = [label_of(load_pack(key)) for key in pack_keys()]
    assert called == ["吉林省 2021", "山西省 2021", "石柱县 2025", "西藏自治区 2022", "许昌市 2023"]


def test_every_unit_that_checks_has_two_officers_and_the_top_an_administrator(tried):
    pack, _, people = tried
    officers = Counter(person.unit_key for person in people if person.role == "officer")
    assert all(officers[unit.key] >= 2 for unit in stations(pack))
    assert [person.unit_key for person in people if person.role == "admin"] == [pack.units[0].key]
    assert {"leader", "enterprise"} <= {person.role for person in people}


def test_nobody_is_told_to_ask_for_what_their_plan_cannot_answer(tried):
    pack, _, people = tried
    assert any("汇总" in person.hint for person in people) == bool(pack.plan_tables)


def test_every_focus_group_has_entities_and_every_tag_lies_on_a_kind_that_may_have_it(tried):
    pack, session, _ = tried
    had = set(session.exec(select(EntityTag.tag, Entity.kind).join(Entity, col(Entity.id) == EntityTag.entity_id)))
    for group in pack.focus:
        kinds = {tag.key: tag.entity_kinds or group.entity_kinds for tag in group.tags}
        lying = {(tag, kind) for tag, kind in had if tag in kinds}
        assert lying or not world_of(pack).every_tag, group.title  # 石柱 stays as README quotes it
        assert all(kind in kinds[tag] for tag, kind in lying)


def test_visits_carry_the_plans_own_kinds_outcomes_and_tags_as_the_form_would_have_saved_them(tried):
    pack, session, _ = tried
    form = inspection_form(pack)
    for one in session.exec(select(Inspection)):
        state, _ = start(form, one.instance, late_in(pack), answers=one.answers)
        assert state.at == REVIEW
        assert still_missing(form, state) is None
        assert answers_in_effect(form, state) == one.answers


def test_visits_lie_on_working_days_of_the_plan_before_the_day_it_begins_on(tried):
    pack, session, _ = tried
    days = session.exec(select(Inspection.day)).all()
    assert all(pack.first_day <= day < telling_day(pack) and WorkingDays().is_working_day(day) for day in days)
    assert len({day.month for day in days}) >= 3


def test_findings_stand_in_every_state_and_not_in_one_unit_alone(tried):
    pack, session, _ = tried
    items = session.exec(select(RiskItem)).all()
    overdue = {item.unit_id for item in items if item.state == "open" and item.due < telling_day(pack)}
    assert {item.state for item in items} == {"open", "rectified", "closed"}
    assert len(overdue) == 2
    assert any(item.state == "open" and item.due >= telling_day(pack) for item in items)
    assert len({item.description for item in items}) >= 5


def test_levels_are_those_of_the_plan_on_the_kinds_that_it_grades(tried):
    pack, session, _ = tried
    graded = session.exec(select(EntityLevel.level, Entity.kind).join(Entity)).all()
    if pack.levels is None:
        assert not graded
        return
    assert {level for level, _ in graded} == {level.key for level in pack.levels.levels}
    assert {kind for _, kind in graded} <= set(pack.levels.entity_kinds or [kind.key for kind in pack.entity_kinds])


def test_there_is_a_hospital_with_its_grade_and_somebody_who_trades_wholesale(tried):
    _, session, _ = tried
    assert "二级医院" in set(session.exec(select(Entity.grade)))
    names = " ".join(session.exec(select(Entity.name)))
    assert "批发" in names or "配送" in names


def test_names_codes_and_telephones_are_plainly_invented(tried):
    _, session, people = tried
    assert all(person.name[1:] in ("示例", "样例", "演示") for person in people)
    assert all(code[2:8] == "000000" for code in session.exec(select(Entity.credit_code)))
    assert all(phone.startswith("000-0000-") for phone in session.exec(select(EntityContact.phone)))
    assert not re.search(r"\d{7,}", str(session.exec(select(RiskItem.description)).all()))


@pytest.mark.parametrize("tried", ["xizang-2022"], indirect=True)
def test_the_same_example_in_every_run_of_any_plan(tried, database):
    pack, session, people = tried
    with database.transaction() as other:
        assert fill(other, pack, nine_on(telling_day(pack), pack), history=True) == people
        for table in (Entity, EntityTag, EntityLevel, Inspection, RiskItem):
            assert [row.model_dump() for row in other.exec(select(table))] == [
                row.model_dump() for row in session.exec(select(table))
            ]


def test_every_word_of_a_plans_world_is_in_the_plan():
    for key in pack_keys():
        pack, its_own = load_pack(key), world_of(load_pack(key))
        kinds = {kind.key for kind in pack.entity_kinds}
        units = {unit.key for unit in pack.units} | {unit.kind for unit in pack.units}
        checks = {kind.key for kind in pack.inspection_kinds}
        tags = {tag.key for group in pack.focus for tag in group.tags}
        named = [pattern for pattern in (*its_own.patterns, *its_own.featured) if pattern.tags or pattern.at]
        assert {pattern.kind for pattern in named} <= kinds
        assert {tag for pattern in named for tag in pattern.tags} <= tags
        assert {unit for pattern in named for unit in pattern.at} <= units
        assert {unit for one in its_own.rounds for unit in one.by} | {*its_own.sizes, *its_own.places} <= units
        assert {kind for one in its_own.rounds for kind in one.inspection_kinds} <= checks
        assert {one.entity_kind for one in its_own.rounds} <= kinds


# --- other plans -----------------------------------------------------------------------------------------


def test_a_plan_without_a_world_begins_shortly_before_something_is_due():
    pack = load_pack(PLANS["fire-2026"])
    assert world_of(pack) == plan_world.PlanWorld()
    assert pack.first_day < telling_day(pack) < pack.last_day


def test_a_copy_of_a_plan_that_lost_units_kinds_and_tags_will_do(database):
    whole = load_pack("xizang-2022")
    copy = whole.model_copy(update={"units": whole.units[:1], "focus": (), "checklists": (), "deadlines": ()})
    with database.transaction() as session:
        people = fill(session, copy, late_in(copy), history=True)
        assert {person.unit for person in people} == {"西藏自治区药监局"}
        assert session.exec(select(Inspection)).first()


def test_a_file_beside_the_others_is_a_plans_world(database, tmp_path, monkeypatch):
    (tmp_path / "fire_2026.py").write_text(
        "from demo.entity_patterns import Pattern\n"
        "from demo.plan_world import VisitRound, PlanWorld\n"
        "WORLD = PlanWorld(\n"
        "    patterns=(Pattern('hotel', '{brand}示例旅馆（{place}{nth}）'),),\n"
        "    rounds=(VisitRound(('station',), 'hotel', 4, 5, ()),),\n"
        ")\n"
    )
    monkeypatch.setattr(worlds, "__path__", [*worlds.__path__, str(tmp_path)])
    plan_world.world_named.cache_clear()
    pack = load_pack(PLANS["fire-2026"])
    with database.transaction() as session:
        fill(session, pack, late_in(pack), history=True)
        found = session.exec(select(Entity.name, Unit.key).select_from(EntityPlace).join(Entity).join(Unit)).all()
        assert all("示例旅馆" in name for name, _ in found)
        assert set(Counter(unit for _, unit in found).values()) == {5}
    plan_world.world_named.cache_clear()
