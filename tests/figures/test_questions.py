"""A question is about a campaign, with or without a plan table."""

from datetime import date

import pytest

from campaigns.load import load_pack
from days.periods import period_of_key
from figures.questions import Question
from locales import tr
from reports.all_reports import all_reports
from reports.drawing.dates import period_of_question
from storage.queries.plans import campaigns
from tests.county import SINCE, TODAY


@pytest.fixture
def without_plan(county):
    """A campaign of 西藏, which prints no plan table, in force at the county."""
    pack = load_pack("xizang-2022")
    return campaigns.add_campaign(county.session, pack, {pack.units[0].key: county.bureau.id}, SINCE)


@pytest.mark.parametrize(
    ("key", "first", "as_of", "words"),
    [
        ("2025Q1", date(2025, 1, 1), date(2025, 3, 31), "2025年一季度"),
        ("2025Q2", date(2025, 4, 1), TODAY, "2025年二季度"),
        ("2025H1", date(2025, 1, 1), TODAY, "2025年上半年"),
        ("2025-05", date(2025, 5, 1), date(2025, 5, 31), "2025年5月"),
        ("2025", date(2025, 1, 1), TODAY, "2025年"),
    ],
)
def test_without_a_plan_table_the_calendar_gives_the_days(county, without_plan, key, first, as_of, words):
    asked = Question(without_plan, key, county.bureau.id, TODAY)
    assert (asked.first, asked.as_of, tr(period_of_question(asked))) == (first, as_of, words)


@pytest.mark.parametrize("key", ["2025Q5", "2025H0", "2025-13", "2025-5", "25Q1", "Q1", "", "2025X"])
def test_what_is_no_period_is_refused(key):
    with pytest.raises(ValueError, match="no key of a period"):
        period_of_key(key)


def test_visits_and_risk_items_can_be_had_of_every_campaign(county, without_plan):
    number = county.record(county.visit(), campaigns=[without_plan.campaign_id]).number
    county.risk()
    asked = Question(without_plan, "2025Q2", county.bureau.id, TODAY)
    sheets = {
        key: [row[0].value for table in report.tables(county.session, asked) for row in table.rows]
        for key, report in all_reports().items()
        if not report.needs_plan
    }
    assert {key: len(rows) for key, rows in sheets.items()} == {"inspections": 1, "risk-items": 1}
    assert sheets["inspections"] == [number]
