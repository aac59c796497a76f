"""Wherever something is called overdue: what is open, from the day after its due day; never what was rectified."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from campaigns.load import load_pack
from figures.questions import Question
from handlers.risks import risk_cards
from handlers.turn.duties_shown import line_of, to_do
from handlers.turn.turn import Turn
from handlers.turn.update_context import UpdateContext
from locales import tr
from reports.catalog.open_risk_items import risk_lines
from storage.queries.people import people
from storage.queries.plans import campaigns
from storage.queries.records import record_counts as counted
from storage.queries.register import dossier, supervision_levels
from storage.tables import Entity, RiskItem, Unit
from tests.county import NOW, SINCE, TODAY
from tests.handlers.stage import ZONE

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ROOT = "/"


@pytest.fixture
def running(county):
    named = {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
    return campaigns.add_campaign(county.session, load_pack("shizhu-2025"), named, SINCE)


def an_item(county, due, *steps, **facts):
    """Opened on 9 June, then the steps, each on its day."""
    item = county.risk(due=due, **facts)
    for kind, day, new_due in steps:
        county.step(item, kind, day, due=new_due)
    return item


REPORTED = ("rectified", YESTERDAY, None)
LIVES = {
    "open, due today": (TODAY, (), False),
    "open, due yesterday": (YESTERDAY, (), True),
    "waiting for review": (date(2025, 6, 10), (REPORTED,), False),
    "sent back": (YESTERDAY, (REPORTED, ("returned", TODAY, None)), True),
    "closed out": (date(2025, 6, 10), (REPORTED, ("closed", TODAY, None)), False),
    "void": (date(2025, 6, 10), (("voided", TODAY, None),), False),
    "extended": (YESTERDAY, (("extended", TODAY, TOMORROW),), False),
}


@pytest.mark.parametrize(("due", "steps", "overdue"), LIVES.values(), ids=LIVES)
def test_every_place_calls_the_same_overdue(county, running, due, steps, overdue):
    an_item(county, due, *steps)
    session = county.session
    card = dossier.counts(session, county.pharmacy, TODAY)
    (line,) = [one for one in _graded(county) if one.id == county.pharmacy]
    of_unit = counted.risk_figures(session, SINCE, TODAY).get(county.nanbin.id)
    listed = risk_lines(session, Question(running, "2025Q2", county.bureau.id, TODAY)).overdue
    found = (card.overdue, line.overdue, of_unit.overdue if of_unit else 0, len(listed))
    assert found == (overdue,) * 4


def _graded(county):
    return supervision_levels.graded(county.session, ROOT, "four", [], SINCE, TODAY)


def test_a_card_counts_what_is_open_and_what_waits_for_review(county):
    for due, steps, _ in LIVES.values():
        an_item(county, due, *steps)
    counts = dossier.counts(county.session, county.pharmacy, TODAY)
    assert (counts.open_items, counts.overdue) == (5, 2)


def test_a_leader_sees_what_is_open_from_the_third_working_day_on(county, running):
    """The plan tells the leader after three working days; 20 June is a Friday."""
    due = {"listed": date(2025, 6, 17), "too early": date(2025, 6, 18), "rectified": date(2025, 6, 10)}
    items = {name: county.risk(campaign_id=running.campaign_id, due=day) for name, day in due.items()}
    county.step(items["rectified"], "rectified", YESTERDAY)
    assert things(county, county.leader) == [items["listed"].id]


def test_an_officer_and_an_enterprise_see_what_is_open_and_a_colleague_what_waits(county, running):
    mine, reported = (
        county.risk(campaign_id=running.campaign_id, due=YESTERDAY),
        county.risk(campaign_id=running.campaign_id, due=date(2025, 6, 30)),
    )
    contact = county.enrol("孙示例", county.nanbin, "enterprise", entity_id=county.pharmacy)
    county.step(reported, "rectified", YESTERDAY)
    assert things(county, county.li) == [mine.id]
    assert things(county, contact) == [mine.id]
    assert things(county, county.wang) == [reported.id]


def test_what_waits_for_review_is_listed_with_its_state_and_no_overdue_days(county, running):
    item = county.risk(campaign_id=running.campaign_id, due=date(2025, 6, 10))
    county.step(item, "rectified", YESTERDAY)
    turn = turn_of(county, county.wang)
    (waiting,) = [entry for entry in to_do(turn) if entry.duty.kind == "review"]
    line = tr(line_of("①", waiting))
    assert "待复核" in line
    assert "超期" not in line


@pytest.mark.parametrize(("due", "steps", "overdue"), LIVES.values(), ids=LIVES)
def test_a_card_says_so_too(county, running, due, steps, overdue):
    item = an_item(county, due, *steps)
    turn = turn_of(county, county.li)
    said = [tr(line) for line in risk_cards.words(turn, risk_cards.visible_card(turn, item.id))]
    assert any("超期" in line for line in said) == overdue


def test_the_list_of_an_enterprise_says_so_of_the_open_one_alone(stage):
    """An example's item that waits for review, its day long past."""
    with stage.looking() as session:
        waiting = session.exec(select(RiskItem).where(col(RiskItem.state) == "rectified")).first()
        waiting.due = date(2025, 6, 2)
        entity, number = session.get_one(Entity, waiting.entity_id).name, waiting.number
        unit = session.get_one(Unit, waiting.unit_id)
        officer = people.people_with_role(session, "officer", unit.id, TODAY)[0].name
    stage.do(officer, f"/find {entity}", f"[{entity}…]")
    line = next(line for line in stage.do(officer, "[隐患…]").split("\n") if number in line)
    assert "待复核" in line
    assert "超期" not in line


def turn_of(county, person):
    contact = people.contact(county.session, person)
    actor = people.actor_by_account(county.session, contact.chat_id, TODAY)
    return Turn(UpdateContext(county.session, NOW, ZONE, "0", 0), actor, actor.home, None)


def things(county, person):
    """The risk items that the person has to see to."""
    waiting = [entry.duty for entry in to_do(turn_of(county, person))]
    return [duty.button.details["id"] for duty in waiting if duty.kind in ("rectification", "review")]
