"""Days and periods in words: 6月20日, 2025年6月20日 (no leading zeros, as GB/T 9704 writes them), 2025年二季度."""

from datetime import date

from campaigns.schema.pack import PlanTable
from days.periods import period_of_key
from figures.plan_figures import covered, year_key
from figures.questions import Question
from locales import N_, Message
from locales.formats import FullDay
from schedules.rule_words import period_words


def short_day(day: date) -> Message:
    return N_("{day}", day=day)


def full_day(day: date) -> Message:
    return N_("{day}", day=FullDay(day))


def month_and_day(day: date) -> str:
    """“06-11”: narrow and sortable, for lists."""
    return f"{day:%m-%d}"


def period_name(plan: PlanTable, period_key: str) -> Message:
    """“2025年二季度”, or “2025年全年” for the year's key."""
    if period_key == year_key(plan):
        return N_("the whole of {year}", year=period_key)
    (period,) = covered(plan, period_key)
    return N_("{title} {year}", title=period.title, year=period.start.year)


def period_of_question(asked: Question) -> Message:
    """“2025年二季度”: as the plan's table calls it; where there is none, as the calendar does."""
    if asked.has_plan:
        return period_name(asked.plan, asked.period_key)
    return period_words(period_of_key(asked.period_key))
