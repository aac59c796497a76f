"""How many records stand behind each piece of a plan."""

import pytest
from sqlalchemy import event as listening

from campaigns.load import load_pack
from storage.queries.deadlines import deadlines_done, events, own_days
from storage.queries.deadlines.events import EventFacts
from storage.queries.plans import campaigns
from storage.queries.plans.records_of_plan import behind, open_drafts
from storage.queries.records import inspections
from tests.county import SINCE, TODAY


@pytest.fixture
def campaign(county):
    named = {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
    return campaigns.add_campaign(county.session, load_pack("shizhu-2025"), named, SINCE).campaign_id


def test_visits_stand_behind_their_tags_kind_outcome_and_unit_unless_they_are_void(county, campaign):
    sterile = county.visit(tags=("sterile",))
    first, second = (county.record(sterile, campaigns=[campaign]) for _ in range(2))
    inspections.void(county.session, second, "重复", "void-form", county.by())
    found = behind(county.session, campaign)
    for place in (("focus.tags", "sterile"), ("inspection_kinds", first.kind), ("outcomes", "ok"), ("units", "nanbin")):
        assert found[place] == {"visits": 1}, place


def test_risk_items_of_the_campaign_stand_behind_its_rules_of_closing_out(county, campaign):
    county.risk(campaign_id=campaign)
    assert behind(county.session, campaign)["close_out", ""]["risk_items"] == 1


def test_what_units_said_stands_behind_its_deadline(county, campaign):
    by = county.by()
    deadlines_done.mark_done(county.session, campaign, "online_filing:event1", None, by)
    deadlines_done.mark_done(county.session, campaign, "online_filing:event2", None, by)
    own_days.set_day(county.session, campaign, "level_setting", TODAY, "form-1", by)
    events.record(county.session, campaign, "monitoring_lead", EventFacts("线索1号", TODAY, TODAY), "form-2", by)
    found = behind(county.session, campaign)
    assert found["deadlines", "online_filing"] == {"done": 2}
    assert found["deadlines", "level_setting"] == {"own_days": 1}
    assert found["deadlines", "monitoring_lead"]["events"] == 1


def test_it_takes_few_statements(county, campaign):
    said = []
    listening.listen(county.session.connection(), "before_execute", lambda _, clause, *rest: said.append(clause))
    behind(county.session, campaign)
    open_drafts(county.session, campaign)
    assert len(said) <= 8
