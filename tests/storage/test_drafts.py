"""Drafts, packs in force and buttons: what waits for a person until they come back."""

from datetime import date, timedelta

import pytest

from campaigns.load import load_pack
from forms.state import State
from storage.queries.messages import drafts, screen_rows
from storage.queries.messages.screen_rows import ButtonAction
from storage.queries.plans import campaigns
from storage.tables import Campaign
from tests.county import NOW, SINCE, TODAY


@pytest.fixture(scope="module")
def pack():
    return load_pack("shizhu-2025")


@pytest.fixture
def running(county, pack):
    return campaigns.add_campaign(county.session, pack, {"nanbin": county.nanbin.id}, SINCE)


@pytest.fixture
def begin(county, running):
    def begin(instance, minutes=0, person=None):
        state = State("inspection", 1, instance, "entity", "2025-06-20", answers={"entity": {"label": "康民大药房"}})
        now = NOW + timedelta(minutes=minutes)
        return drafts.begin(county.session, person or county.li, state, running.version_id, {}, now)

    return begin


def test_a_new_form_is_in_hand_and_the_one_before_waits_beside_it(county, begin):
    begin("first"), begin("second", minutes=5), begin("of another", person=county.wang)
    assert drafts.in_hand(county.session, county.li).instance == "second"
    assert [row.instance for row in drafts.drafts_of(county.session, county.li)] == ["second", "first"]
    assert drafts.in_hand(county.session, county.wang).instance == "of another"


def test_the_one_that_waited_can_be_taken_up_again(county, begin):
    first = begin("first")
    begin("second")
    drafts.take_in_hand(county.session, drafts.draft(county.session, "first"))
    assert drafts.in_hand(county.session, county.li).instance == first.instance
    drafts.drop(county.session, first)
    assert drafts.in_hand(county.session, county.li) is None
    assert [row.instance for row in drafts.drafts_of(county.session, county.li)] == ["second"]


def test_every_answer_comes_back_as_it_was_kept(county, begin):
    row = begin("first")
    state = State.from_json(row.state)
    drafts.keep(county.session, row, State(**{**vars(state), "at": "day", "revision": 2}), NOW)
    county.session.expire(row)
    kept = State.from_json(drafts.in_hand(county.session, county.li).state)
    assert (kept.at, kept.revision, kept.answers) == ("day", 2, {"entity": {"label": "康民大药房"}})


# --- packs -----------------------------------------------------------------------------------------------


def test_a_pack_comes_back_from_the_database_the_same(county, running, pack):
    assert campaigns.version(county.session, running.version_id).pack == pack


def test_a_campaign_runs_from_its_first_day_until_it_has_ended(county, running):
    def keys(day):
        return [one.campaign_id for one in campaigns.running_campaigns(county.session, day)]

    assert keys(SINCE) == keys(TODAY) == [running.campaign_id]
    assert keys(date(2024, 12, 31)) == []
    county.session.get(Campaign, running.campaign_id).state = "ended"
    county.session.flush()
    assert keys(TODAY) == []


def test_the_newest_campaign_comes_first(county, running, pack):
    newer = campaigns.add_campaign(county.session, pack.model_copy(update={"key": "k", "year": 2026}), {}, SINCE)
    found = [one.campaign_id for one in campaigns.running_campaigns(county.session, TODAY)]
    assert found == [newer.campaign_id, running.campaign_id]


# --- buttons ---------------------------------------------------------------------------------------------


def test_a_button_does_what_it_was_made_for_for_whom_it_was_made_while_it_is_not_too_old(county):
    buttons = [ButtonAction("inspect", {}), ButtonAction("risk.show", {"id": 7})]
    token = screen_rows.add_screen(county.session, county.li, 1, buttons, NOW)
    county.session.flush()

    def pressed(data, person=county.li, now=NOW):
        return screen_rows.pressed(county.session, data, person, now)

    assert pressed(f"{token}.1") == ButtonAction("risk.show", {"id": 7})
    assert pressed(f"{token}.1", now=NOW + timedelta(days=59)) == ButtonAction("risk.show", {"id": 7})
    last = NOW + timedelta(days=60)
    assert pressed(f"{token}.1", now=last) == ButtonAction("risk.show", {"id": 7})
    assert pressed(f"{token}.1", now=last + timedelta(seconds=1)) is None
    assert pressed(f"{token}.1", person=county.wang) is None
    for nonsense in (token, f"{token}.", f"{token}.2", f"{token}.-1", f"{token}.１", f"{token}.x", "other.0", ""):
        assert pressed(nonsense) is None
