"""隐患: 建档 → 整改中 → 待复核 → 销号, every step an event and an audit row."""

from datetime import date

import pytest
from sqlmodel import col, select

from storage.queries.records import risk_items
from storage.queries.records.risk_items import RiskStep
from storage.tables import Audit, RiskEvent
from tests.county import TODAY

DUE = date(2025, 6, 30)


@pytest.fixture
def item(county):
    return county.risk(due=DUE)


def test_opening_is_the_first_event(county, item):
    assert (item.number, item.state, item.due) == ("隐患-2025-0001", "open", DUE)
    (step,) = risk_items.history(county.session, item.id)
    assert (step.kind, step.day, step.due, step.person) == ("opened", date(2025, 6, 9), DUE, "李示例")


def test_the_life_of_an_item_is_told_in_the_order_of_its_steps(county, item):
    county.step(item, "extended", date(2025, 6, 11), due=date(2025, 7, 7))
    county.step(item, "rectified", date(2025, 6, 12), note="已购置温湿度记录仪")
    county.step(item, "returned", date(2025, 6, 13), note="照片不清", by=county.by(county.wang))
    county.step(item, "rectified", date(2025, 6, 16))
    county.step(item, "closed", date(2025, 6, 18), by=county.by(county.wang))
    kinds = [step.kind for step in risk_items.history(county.session, item.id)]
    assert kinds == ["opened", "extended", "rectified", "returned", "rectified", "closed"]
    assert (item.state, item.due, item.revision) == ("closed", date(2025, 7, 7), 5)
    assert risk_items.last_event(county.session, item.id, "rectified").day == date(2025, 6, 16)
    actions = county.session.exec(select(Audit.action).order_by(col(Audit.id))).all()
    assert actions == [f"risk_item.{kind}" for kind in ("open", *kinds[1:])]


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ("open", {"rectified", "extended", "voided"}),
        ("rectified", {"closed", "returned", "voided"}),
        ("closed", set()),
        ("void", set()),
    ],
)
def test_which_steps_are_possible_where_an_item_stands(state, kinds):
    assert {kind for kind in risk_items.ALLOWED_FROM if risk_items.may_become(state, kind)} == kinds


def test_the_same_step_twice_is_one(county, item):
    steps = [
        risk_items.add_step(county.session, item, RiskStep("rectified", TODAY, "已整改"), "one form", county.by()).id
        for _ in range(2)
    ]
    assert steps[0] == steps[1]
    assert item.revision == 1
    assert len(county.session.exec(select(RiskEvent).where(col(RiskEvent.kind) == "rectified")).all()) == 1


def concerning(county, state, people=(), units=(), entities=()):
    seen = risk_items.concerning(people, units, entities)
    return risk_items.in_state(county.session, [county.campaign], state, seen=seen)


def test_what_is_unfinished_is_listed_the_most_urgent_first(county, item):
    sooner, closed = county.risk(due=TODAY), county.risk()
    county.step(closed, "rectified", TODAY)
    waiting = risk_items.in_state(county.session, [county.campaign], "rectified")
    assert [card.id for card in waiting] == [closed.id]
    assert [card.id for card in risk_items.unfinished(county.session, "/")] == [sooner.id, item.id, closed.id]
    county.step(closed, "closed", TODAY)
    for found in (
        risk_items.in_state(county.session, [county.campaign], "open"),
        concerning(county, "open", people=[county.li]),
        concerning(county, "open", units=[county.nanbin.id]),
        concerning(county, "open", entities=[county.pharmacy]),
        risk_items.for_entity(county.session, county.pharmacy),
    ):
        assert [card.id for card in found] == [sooner.id, item.id]


def test_items_of_others_are_not_in_the_list(county, item):
    assert concerning(county, "open", [county.wang], [county.xituo.id], [county.clinic]) == []
    assert risk_items.for_entity(county.session, county.clinic) == []
    assert risk_items.unfinished(county.session, county.xituo.path) == []
    assert risk_items.in_state(county.session, [county.other_campaign], "open") == []


def test_a_card_says_what_people_need(county, item):
    card = risk_items.card(county.session, item.id)
    assert (card.entity, card.unit, card.officer, card.state) == ("康民大药房（南宾店）", "南宾所", "李示例", "open")
    assert risk_items.card(county.session, 999) is None
