"""设定日期: the day that a unit sets itself where the plan names none. Nothing is proposed, the plan says nothing."""

from forms.kinds.date import Day
from forms.kinds.number import Number
from forms.model import Form
from forms.question import Question
from locales import N_, Message

DAYS = ("日", "号", "日前", "号前")
ASKED: dict[str, tuple[Message, Message]] = {
    "month": (
        N_("By which day of the month after? Write a number from 1 to 31; a shorter month means its last day."),
        N_("by day {day_of_month} of the month after"),
    ),
    "quarter": (
        N_("By which day of the first month after the quarter? Write a number from 1 to 31."),
        N_("by day {day_of_month} of the first month of the quarter after"),
    ),
    "half_year": (
        N_("By which day of the first month after the half-year? Write a number from 1 to 31."),
        N_("by day {day_of_month} of the first month of the half-year after"),
    ),
}
"""How it is asked and shown, by how often it is owed."""


def own_day(every: str | None, zone: str = "Asia/Shanghai") -> Form:
    """A day of the month after where it is owed every month, quarter or half-year; else a date."""
    if every in ASKED:
        asked, shown = ASKED[every]
        question = Question("day_of_month", Number(DAYS, 1, 31), asked, label=N_("Day"))
    else:
        by_when = N_("By which day?")
        question = Question("due", Day("future", ahead=(), fully=by_when), by_when, label=N_("Day"))
        shown = N_("by {due}")
    return Form(
        key="own_day",
        version=1,
        title=N_("Set a day"),
        zone=zone,
        questions=(question,),
        card=((shown,),),
    )
