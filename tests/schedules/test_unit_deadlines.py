"""A plan's deadlines unit by unit: who owes, who watches, what is nudged and when no more."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from campaigns.load import load_pack
from campaigns.schema.pack import Deadline, NudgePolicy, OnDay
from days.calendar import WorkingDays
from locales import tr
from schedules.catalog.deadline import deadline_duties
from schedules.deadline_dates import Happened
from schedules.nudging import digests_due
from schedules.unit_deadlines import Recorded, of_units
from storage.queries.deadlines import deadlines_done, nudge_claims
from storage.queries.plans import campaigns
from tests.county import SINCE

calendar = WorkingDays()
SHANGHAI = ZoneInfo("Asia/Shanghai")
TITLE = "半年工作小结"


@pytest.fixture(scope="module")
def pack():
    """The 石柱 plan without its tables, and with a report that every station owes by 27 June."""
    pack = load_pack("shizhu-2025")
    wanted = {
        "key": "report",
        "title": TITLE,
        "owed_by": {"unit_kinds": ["station"]},
        "words": "六月底",
        "source": "七",
    }
    report = Deadline.model_validate(wanted | {"due": {"rule": "on_day", "day": "2025-06-27"}})
    return pack.model_copy(update={"plan_tables": (), "deadlines": (*pack.deadlines, report)})


def nudged(pack, month, day, done=()):
    return [one.key for one in deadline_duties(pack, calendar, Recorded(done), date(2025, month, day))]


def test_every_unit_of_the_kind_owes_it(pack):
    owing = [one.unit for one in of_units(pack, calendar) if one.occurrence.key == "report"]
    assert owing == [unit.key for unit in pack.units if unit.kind == "station"]


def test_what_entities_owe_is_watched_by_the_unit_that_receives_it_and_nudged_to_nobody(pack):
    found = [one for one in of_units(pack, calendar) if one.occurrence.key == "distributor_self_check"]
    assert {one.watches for one in found} == {True}
    assert len(found) == 10
    assert nudged(pack, 3, 31) == []


def test_a_unit_that_has_done_it_is_left_out_and_the_others_are_not(pack):
    left = nudged(pack, 6, 20, done={("report", "nanbin")})
    assert "deadline:report:nanbin" not in left
    assert "deadline:report:wanan" in left


def test_it_is_nudged_from_before_the_first_step_until_a_month_after(pack):
    for day, count in (((6, 1), 0), ((6, 13), 10), ((7, 27), 10), ((7, 28), 0)):
        assert len(nudged(pack, *day)) == count, day


@pytest.fixture
def running(county, pack):
    named = {"nanbin": county.nanbin.id, "xituo": county.xituo.id}
    return campaigns.add_campaign(county.session, pack, named, SINCE).campaign_id


@pytest.fixture
def told(county):
    def told(month, day):
        now = datetime(2025, month, day, 9, tzinfo=SHANGHAI)
        found = list(digests_due(county.session, now, calendar))
        for one in found:
            nudge_claims.claim(county.session, one.contact.person_id, one.claims, now)
        return {
            one.contact.name: [f"{tr(entry.when)} {tr(entry.duty.title)}" for entry in one.entries] for one in found
        }

    return told


def test_the_officers_are_told_step_by_step_and_the_leader_when_it_is_late(running, told):
    officers = ["李示例", "王示例", "赵示例"]
    assert told(6, 12) == {}
    assert told(6, 13) == {name: [f"6月27日（还有 10 个工作日） {TITLE}"] for name in officers}
    assert told(6, 16) == {}
    assert told(6, 20) == {name: [f"6月27日（还有 5 个工作日） {TITLE}"] for name in officers}
    assert told(6, 27) == {name: [f"今天到期 {TITLE}"] for name in officers}
    late = told(7, 2)
    assert late.pop("陈示例") == [f"6月27日（已超期 3 个工作日） {unit} {TITLE}" for unit in ("南宾所", "西沱所")]
    assert list(late) == officers


def test_once_a_unit_says_it_is_done_its_officers_hear_no_more(county, running, told):
    deadlines_done.mark_done(county.session, running, "report", date(2025, 6, 27), county.by())
    assert list(told(6, 13)) == ["赵示例"]


def test_marked_twice_it_is_one_record_and_taken_back_it_is_open_again(county, running, told):
    first, second = (deadlines_done.mark_done(county.session, running, "report", None, county.by()) for _ in range(2))
    assert first.id == second.id
    deadlines_done.take_back(county.session, first, county.by())
    assert deadlines_done.done_in(county.session, running) == set()
    assert set(told(6, 13)) == {"李示例", "王示例", "赵示例"}


# --- the edges of what is told -----------------------------------------------------------------------------


def changed(pack, key="report", **changes):
    """The plan with one deadline other than it is."""
    made = [one.model_copy(update=changes) if one.key == key else one for one in pack.deadlines]
    return pack.model_copy(update={"deadlines": tuple(made)})


@pytest.mark.parametrize(
    ("due", "policy", "told"),
    [
        (date(2025, 7, 4), {"days_before": (0,), "digest_days": 14}, True),  # the digest's last day
        (date(2025, 7, 5), {"days_before": (0,), "digest_days": 14}, False),
        (date(2025, 7, 4), {"days_before": (10,), "digest_days": 0}, True),  # ten working days on, a Friday
        (date(2025, 7, 5), {"days_before": (10,), "digest_days": 0}, True),  # its steps count from that Friday
    ],
)
def test_who_is_told_today_hears_of_the_first_step_or_of_the_digests_days(pack, due, policy, told):
    dated = changed(pack, due=OnDay(rule="on_day", day=due))
    dated = dated.model_copy(update={"nudges": NudgePolicy(**policy)})
    assert ("deadline:report:nanbin" in nudged(dated, 6, 20)) == told


def test_what_entities_owe_stays_in_the_list_of_who_watches_whatever_it_says(pack):
    key = "distributor_self_check"
    found = of_units(pack, calendar, Recorded({(key, "nanbin")}), only=["nanbin"])
    assert key in [one.occurrence.key for one in found]


def test_where_the_plan_names_nobody_who_receives_it_every_unit_watches(pack):
    found = of_units(changed(pack, "distributor_self_check", owed_to=None), calendar)
    watching = [one.unit for one in found if one.occurrence.key == "distributor_self_check"]
    assert sorted(watching) == sorted(unit.key for unit in pack.units)


def test_what_an_event_sets_off_is_listed_once_beside_an_event_of_another_kind(pack):
    events = {"nanbin": {"filing_verified": [Happened(date(2025, 6, 3), "备案", key="event1")]}}
    found = of_units(pack, calendar, Recorded(events=events), only=["nanbin"])
    keys = [one.occurrence.key for one in found]
    assert keys.count("monitoring_lead") == 1
    assert {"online_filing", "online_filing:event1"} <= set(keys)
