"""The example works for every plan, also of kinds of entity and of a run that no line of code knows."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, func, select

from bot.demo import fill
from bot.demo.businesses import in_characters
from campaigns.load import load_pack, pack_keys
from storage.tables import Entity, Inspection, RiskItem

EXAMPLES = Path(__file__).parents[1] / "campaigns" / "examples"
PLANS = {key: key for key in pack_keys()} | {file.stem: str(file) for file in EXAMPLES.glob("*.yaml")}


def late_in(pack):
    """Shortly before its end, when most of a plan has been done."""
    return datetime(*pack.last_day.timetuple()[:3], 9, tzinfo=ZoneInfo(pack.zone))


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
