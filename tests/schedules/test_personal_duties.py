"""What one person's list costs, and what it does not read of others. Days are of 2025."""

from datetime import date

import pytest
from sqlalchemy import event

from days.calendar import WorkingDays
from schedules.duties import owed_in
from schedules.duty_kind import DutyRequest
from schedules.personal_duties import personal_duties
from storage import chunks
from storage.attempts import PieceByPiece
from storage.queries.organisation import succession
from storage.queries.people import people
from storage.queries.plans import campaigns
from tests.county import TODAY
from tests.schedules.test_nudges import pack, running, stand_in  # noqa: F401  fixtures

calendar = WorkingDays()


@pytest.fixture
def asked(county):
    """(keys of the duties of a person, the statements that it took)."""

    def asked(person):
        chat_id = people.contact(county.session, person).chat_id
        actor = people.actor_by_account(county.session, chat_id, TODAY)
        said = []
        connection = county.session.connection()
        listen = lambda *about: said.append(about[2])  # noqa: E731
        event.listen(connection, "before_cursor_execute", listen)
        duties = personal_duties(county.session, actor, TODAY, calendar)
        event.remove(connection, "before_cursor_execute", listen)
        return sorted(found.duty.key.rpartition("/")[2] for found in duties), said

    return asked


def add_items(county, campaign_id, count):
    for _ in range(count):
        county.risk(campaign_id=campaign_id)
        county.risk(campaign_id=campaign_id, unit=county.xituo, officer_id=county.zhao, entity_id=county.hospital)
        county.step(county.risk(campaign_id=campaign_id), "rectified", TODAY)


def test_a_list_costs_as_many_statements_for_a_hundred_items_as_for_a_few(county, running, asked):  # noqa: F811
    campaign_id = running().campaign_id
    add_items(county, campaign_id, 2)
    few = {person: len(asked(person)[1]) for person in (county.li, county.wang, county.leader)}
    add_items(county, campaign_id, 40)
    assert {person: len(asked(person)[1]) for person in few} == few
    assert max(few.values()) <= 30
    assert len(asked(county.leader)[0]) > 120


def test_an_enterprise_is_asked_for_no_units_deadlines_or_gaps(county, running, asked):  # noqa: F811
    campaign_id = running().campaign_id
    add_items(county, campaign_id, 2)
    contact = county.enrol("周示例", county.nanbin, "enterprise", county.clinic)
    item = county.risk(campaign_id=campaign_id, entity_id=county.clinic)
    keys, said = asked(contact)
    assert keys == [f"risk:{item.id}"]
    assert len(said) <= 12
    assert not [words for words in said if "FROM inspection" in words or "FROM deadline_done" in words]


def test_more_items_than_a_statement_takes_are_read_in_several(county, running, asked, monkeypatch):  # noqa: F811
    campaign_id = running().campaign_id
    add_items(county, campaign_id, 5)
    every = {person: asked(person)[0] for person in (county.li, county.leader)}
    monkeypatch.setattr(chunks.chunks, "__defaults__", (2,))
    assert {person: asked(person)[0] for person in every} == every


def test_nobody_finds_a_review_of_their_own_report_in_their_list(county, running, asked):  # noqa: F811
    item = county.risk(campaign_id=running(plan_tables=()).campaign_id)
    county.step(item, "rectified", TODAY)
    review = [f"review:{item.id}"]
    assert [asked(person)[0] for person in (county.li, county.wang)] == [[], review]
    stand_in(county, county.wang, county.li)
    assert [asked(person)[0] for person in (county.li, county.leader)] == [[], review]


def test_where_nobody_can_tell_who_answers_for_a_line_the_risk_items_are_still_owed(county, running, monkeypatch):  # noqa: F811
    campaign_id = running().campaign_id
    item = county.risk(campaign_id=campaign_id, due=date(2025, 6, 25))

    def fails(*_):
        raise ValueError("a merger that cannot be read")

    monkeypatch.setattr(succession, "answering", fails)
    attempts = PieceByPiece()
    request = DutyRequest(county.session, campaigns.in_force(county.session, campaign_id, TODAY), TODAY, calendar)
    assert [owed.duty.key for owed in owed_in(request, attempts)] == [f"risk:{item.id}"]
    assert set(attempts.failed) == {f"campaign:{campaign_id}/plan:{unit}" for unit in ("nanbin", "xituo")}
