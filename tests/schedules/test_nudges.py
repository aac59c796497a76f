"""Who is told what, and when: a small county with a plan and a few risk items. Days are of 2025, hours of Shanghai."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, event
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from campaigns.load import load_pack
from days.calendar import WorkingDays
from demo import fill
from locales import tr
from schedules.nudging import digests_due
from schedules.recorded import recorded_by_units
from storage.queries.deadlines import deadlines_done, nudge_claims
from storage.queries.organisation import reorganising, succession
from storage.queries.organisation.units import add_unit
from storage.queries.people import people
from storage.queries.plans import campaigns
from storage.queries.records import inspections
from storage.tables import Campaign, Membership
from tests.county import SINCE

SHANGHAI = ZoneInfo("Asia/Shanghai")
calendar = WorkingDays()


def at(day, hour=9, minute=0):
    """“6-20” at nine, in the county."""
    month, number = (int(part) for part in day.split("-"))
    return datetime(2025, month, number, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def pack():
    """The 石柱 plan, made small: two stations that owe two visits each in every quarter."""
    pack = load_pack("shizhu-2025")
    table = pack.plan_tables[0]
    rows = [table.row(unit) for unit in ("nanbin", "xituo")]
    owed = {period.key: {"distributor": 1, "user": 1} for period in table.periods}
    small = table.model_copy(update={"rows": tuple(row.model_copy(update={"plan": owed}) for row in rows)})
    return pack.model_copy(update={"plan_tables": (small,)})


@pytest.fixture
def running(county, pack):
    """Puts the plan into force; without visits the two stations are behind."""

    def run(key="small", effective_from=SINCE, **changes):
        named = {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
        changed = pack.model_copy(update={"key": key, **changes})
        return campaigns.add_campaign(county.session, changed, named, effective_from)

    return run


@pytest.fixture
def without_plan(running):
    """A campaign with risk items alone."""
    return running(plan_tables=()).campaign_id


@pytest.fixture
def told(county):
    """Who is told what at a moment; what was told is claimed, as when it is sent."""

    def told(now, claim=True):
        found = list(digests_due(county.session, now, calendar))
        for one in found if claim else ():
            nudge_claims.claim(county.session, one.contact.person_id, one.claims, now)
        return {
            one.contact.name: [f"{tr(entry.when)} {tr(entry.duty.title)}" for entry in one.entries] for one in found
        }

    return told


def do_all(county, campaign_id, unit=None):
    for entity in (county.pharmacy, county.clinic):
        county.record(county.visit(entity), by=county.by(unit=unit or county.nanbin), campaigns=[campaign_id])


GAP = "二季度检查还差 经营 1 家、使用 1 家"
LEFT = "6月30日（还有 5 个工作日）"


# --- the plan's gaps -------------------------------------------------------------------------------------


def test_the_officers_of_a_station_that_is_behind_are_told(running, told):
    running()
    assert told(at("6-23")) == {name: [f"{LEFT} {GAP}"] for name in ("李示例", "王示例", "赵示例")}


def test_who_has_done_all_is_told_nothing(county, running, told):
    do_all(county, running().campaign_id)
    assert list(told(at("6-23"))) == ["赵示例"]


def test_a_void_visit_leaves_the_gap_open(county, running, told):
    do_all(county, running().campaign_id)
    last = inspections.by_instance(county.session, "form-1")
    inspections.void(county.session, last, "重复登记", "void", county.by())
    assert told(at("6-23"))["李示例"] == [f"{LEFT} 二季度检查还差 经营 1 家"]


def test_what_was_told_is_not_told_again_until_the_next_step(running, told):
    running()
    assert told(at("6-23"))
    assert told(at("6-23", 9, 1)) == {}
    assert told(at("6-24")) == {}
    assert set(told(at("6-25"))) == {"李示例", "王示例", "赵示例"}


def test_nobody_is_told_at_night_or_on_a_day_off(running, told):
    running()
    for moment in (at("6-23", 8, 59), at("6-23", 17, 31), at("6-22"), at("6-21")):
        assert told(moment) == {}


def test_outside_the_hours_nobodys_records_are_read(county, running):
    running()
    said = []
    event.listen(county.session.connection(), "before_cursor_execute", lambda *about: said.append(about[2]))
    assert list(digests_due(county.session, at("6-23", 3), calendar)) == []
    assert not [words for words in said if "FROM inspection" in words or words.startswith("SELECT risk_item")]


def test_a_campaign_that_has_ended_reminds_of_nothing(county, running, told):
    county.session.get(Campaign, running().campaign_id).state = "ended"
    county.session.flush()
    assert told(at("6-23")) == {}


# --- risk items ------------------------------------------------------------------------------------------


@pytest.fixture
def item(county, without_plan):
    return county.risk(due=date(2025, 6, 23), opened_on=date(2025, 6, 3), campaign_id=without_plan)


ITEM = "隐患-2025-0001 康民大药房（南宾店）：冷藏柜无温度记录"


def test_the_officer_and_the_enterprise_are_told_of_a_risk_item(county, item, told):
    county.enrol("周示例", county.nanbin, "enterprise", county.pharmacy)
    county.enrol("郑示例", county.nanbin, "enterprise", county.clinic)
    line = f"6月23日（还有 1 个工作日） {ITEM}"
    assert told(at("6-20")) == {"李示例": [line], "周示例": [line]}


def test_of_an_item_that_waits_for_review_a_second_person_is_reminded_until_it_is_sent_back(county, item, told):
    county.step(item, "rectified", date(2025, 6, 19))
    assert told(at("6-20")) == {}  # it came that morning
    assert told(at("6-23")) == {"王示例": [f"已等 1 个工作日 待复核：{ITEM}"]}
    assert told(at("6-24")) == {}
    county.step(item, "returned", date(2025, 6, 23))
    assert told(at("6-24")) == {"李示例": [f"6月23日（已超期 1 个工作日） {ITEM}"]}


def test_where_a_unit_has_no_second_person_the_leader_reviews(county, item, told):
    county.session.execute(delete(Membership).where(col(Membership.person_id) == county.wang))
    county.step(item, "rectified", date(2025, 6, 19))
    assert told(at("6-23")) == {"陈示例": [f"已等 1 个工作日 待复核：{ITEM}"]}


def stand_in(county, absent, person):
    role = {"role": "officer", "unit_id": county.nanbin.id, "valid_from": SINCE, "valid_to": date(2025, 7, 31)}
    county.session.add(Membership(person_id=person, stands_in_for=absent, **role))
    county.session.flush()


def test_who_reported_the_rectification_does_not_review_it_for_a_colleague_on_leave(county, item, told):
    stand_in(county, county.wang, county.li)
    county.step(item, "rectified", date(2025, 6, 19))
    assert told(at("6-23")) == {"陈示例": [f"已等 1 个工作日 待复核：{ITEM}"]}
    stand_in(county, county.wang, county.zhao)
    assert told(at("6-25")) == {"赵示例": [f"已等 3 个工作日 待复核：{ITEM}"]}


def test_an_item_outlives_its_campaign_and_one_of_no_campaign_is_owed_too(county, without_plan, told):
    county.risk(due=date(2025, 6, 23), campaign_id=without_plan)
    county.session.get_one(Campaign, without_plan).state = "ended"
    county.session.flush()
    assert told(at("6-23"), claim=False)["李示例"] == [f"今天到期 {ITEM}"]
    county.risk(due=date(2025, 6, 24), campaign_id=None)
    assert len(told(at("6-23"))["李示例"]) == 2


def test_a_closed_or_void_item_reminds_nobody(county, item, told):
    county.step(item, "voided", date(2025, 6, 19))
    assert told(at("7-10")) == {}


def test_an_extension_moves_the_steps(county, item, told):
    county.step(item, "extended", date(2025, 6, 19), due=date(2025, 7, 14))
    assert told(at("6-23")) == {}
    assert told(at("6-30")) == {"李示例": [f"7月14日（还有 10 个工作日） {ITEM}"]}


def test_the_leader_hears_after_three_working_days_overdue_and_once(item, told):
    assert "陈示例" not in told(at("6-25"))
    assert told(at("6-26"))["陈示例"] == [f"6月23日（已超期 3 个工作日） {ITEM}"]
    assert list(told(at("6-27"))) == ["李示例"]
    assert list(told(at("6-30"))) == ["李示例"]


def test_a_leader_who_owes_it_hears_of_it_as_the_officer_alone(county, item, told):
    county.session.add(Membership(person_id=county.li, unit_id=county.nanbin.id, role="leader", valid_from=SINCE))
    county.session.flush()
    assert told(at("6-26")) == {name: [f"6月23日（已超期 3 个工作日） {ITEM}"] for name in ("李示例", "陈示例")}
    assert nudge_claims.said(county.session, county.li).keys() == {f"risk:{item.id}"}


def test_after_a_week_of_downtime_everybody_is_told_once(item, told):
    assert set(told(at("7-4"))) == {"李示例", "陈示例"}
    assert told(at("7-4", 9, 1)) == {}


# --- one person, one digest ------------------------------------------------------------------------------


def test_one_digest_lists_everything_of_a_person_the_earliest_first(county, running, told):
    campaign = running().campaign_id
    county.risk(due=date(2025, 6, 26), opened_on=date(2025, 6, 3), campaign_id=campaign)
    assert told(at("6-23"))["李示例"] == [f"6月26日（还有 3 个工作日） {ITEM}", f"{LEFT} {GAP}"]


def test_an_officer_of_two_units_gets_one_digest_with_the_unit_of_each_line(county, running, told):
    running()
    county.session.add(Membership(person_id=county.li, unit_id=county.xituo.id, role="officer", valid_from=SINCE))
    county.session.flush()


def test_somebody_who_is_told_twice_over_claims_a_step_once(county, item, told):
    """The officer in charge also answers for the enterprise: a registry error, and no reason for a tick to fail."""
    county.session.add(
        Membership(
            person_id=county.li, unit_id=county.nanbin.id, role="enterprise", entity_id=county.pharmacy,
            valid_from=SINCE,
        )
    )  # fmt: skip
    county.session.flush()
    assert told(at("6-20")) == {"李示例": [f"6月23日（还有 1 个工作日） {ITEM}"]}


def test_two_campaigns_at_once_make_one_digest(county, running, told):
    """Both plans call their table alike."""
    first, second = running("first").campaign_id, running("second").campaign_id
    do_all(county, first)
    assert told(at("6-25"))["李示例"] == [f"6月30日（还有 3 个工作日） {GAP}"]
    do_all(county, second)
    assert list(told(at("6-27"))) == ["赵示例"]


def test_who_cannot_be_reached_is_told_when_they_can(county, running, told):
    running()
    chat = people.contact(county.session, county.li).chat_id
    people.mark_unreachable(county.session, chat)
    assert set(told(at("6-23"))) == {"王示例", "赵示例"}
    people.mark_reachable(county.session, chat)
    assert list(told(at("6-24"))) == ["李示例"]


def test_a_step_is_claimed_once(county, running, told):
    running()
    (first, *_) = digests_due(county.session, at("6-23"), calendar)
    nudge_claims.claim(county.session, first.contact.person_id, first.claims, at("6-23"))
    with pytest.raises(IntegrityError, match="nudge"):
        nudge_claims.claim(county.session, first.contact.person_id, first.claims, at("6-23"))


# --- whose day it is -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Pacific/Auckland", datetime(2025, 6, 22, 21, 0, tzinfo=ZoneInfo("UTC")), date(2025, 6, 23)),
        ("Asia/Shanghai", datetime(2025, 6, 23, 1, 0, tzinfo=ZoneInfo("UTC")), date(2025, 6, 23)),
        ("Pacific/Honolulu", datetime(2025, 6, 24, 3, 0, tzinfo=ZoneInfo("UTC")), date(2025, 6, 23)),
    ],
)
def test_today_is_the_day_in_the_plans_own_zone(county, running, told, zone, now, today):
    running(zone=zone, effective_from=today)
    found = list(digests_due(county.session, now, calendar))
    assert {one.today for one in found} == {today}
    assert told(now)["李示例"] == [f"{LEFT} {GAP}"]
    assert list(digests_due(county.session, now - timedelta(days=1), calendar)) == []


def test_two_plans_with_different_days_at_one_moment_tell_each_the_own_day(county, running):
    """At 9 on the 24th in Auckland it is 11 on the 23rd in Honolulu."""
    there = running("there", zone="Pacific/Auckland", plan_tables=()).campaign_id
    here = running("here", zone="Pacific/Honolulu", plan_tables=()).campaign_id
    county.risk(due=date(2025, 6, 25), unit=county.xituo, officer_id=county.zhao, campaign_id=there)
    county.risk(due=date(2025, 6, 24), campaign_id=here)
    now = datetime(2025, 6, 23, 21, 0, tzinfo=ZoneInfo("UTC"))
    found = {one.contact.name: one.today.day for one in digests_due(county.session, now, calendar)}
    assert found == {"李示例": 23, "赵示例": 24}


# --- what it costs ---------------------------------------------------------------------------------------


def test_a_tick_over_the_whole_example_asks_the_database_less_than_a_hundred_times(session):
    now = at("6-20")
    fill(session, load_pack("shizhu-2025"), now, history=True)
    said = []
    event.listen(session.connection(), "before_cursor_execute", lambda *about: said.append(about[2]))
    assert len(list(digests_due(session, now, calendar))) > 5
    assert len(said) < 100


# --- units that were merged --------------------------------------------------------------------------------


def test_a_unit_outside_the_plan_that_took_over_a_line_is_told_of_it(county, running, told):
    """Its visits count from the day on, what was done before stays done."""
    campaign = running().campaign_id
    new = add_unit(county.session, "new", "新设所", "station", county.bureau, SINCE)
    county.record(county.visit(county.clinic, date(2025, 5, 6)), campaigns=[campaign])
    before = county.by(unit=new)
    county.record(county.visit(county.pharmacy, date(2025, 5, 7)), by=before, campaigns=[campaign])
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.merge(county.session, county.nanbin, new, date(2025, 6, 2), date(2025, 6, 20), by)
    assert told(at("6-23"))["李示例"] == [f"{LEFT} 二季度检查还差 经营 1 家"]
    county.record(county.visit(county.pharmacy, date(2025, 6, 23)), by=before, campaigns=[campaign])
    assert "李示例" not in told(at("6-25"))


def test_a_unit_outside_the_plan_marks_what_it_took_over_as_done(county, running):
    row = running()
    new = add_unit(county.session, "new", "新设所", "station", county.bureau, SINCE)
    done = ("annual_report", date(2025, 3, 31), county.by())
    deadlines_done.mark_done(county.session, row.campaign_id, *done)
    by = county.by(county.leader, county.bureau, "admin")
    reorganising.merge(county.session, county.nanbin, new, date(2025, 6, 2), date(2025, 6, 20), by)
    deadlines_done.mark_done(county.session, row.campaign_id, "leads", date(2025, 6, 20), county.by(unit=new))
    assert recorded_by_units(county.session, row).done == {("annual_report", "nanbin"), ("leads", "nanbin")}
    answering = succession.answering(county.session, row.campaign_id, date(2025, 6, 20))
    assert answering == {"nanbin": new.id, "xituo": county.xituo.id}
