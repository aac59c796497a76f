"""日历: the working days that everything counts with; an administrator may declare a day worked or off."""

from datetime import date

from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Refused, Turn
from locales import N_, Text
from storage.json_values import JsonObject
from storage.queries.plans import calendar_days


@command("calendar", N_("Working days"), may="administer_all")
def calendar(turn: Turn) -> None:
    """`/calendar 2025-07-04` shows the day and changes it; alone it lists what was declared."""
    if turn.rest:
        _show(turn, _day_in(turn.rest))
        return
    days = [
        N_("{day}: {what}", day=day.isoformat(), what=_in_words(worked))
        for day, worked in sorted(calendar_days.declared(turn.session).items())
    ]
    turn.say(
        N_("To change a day write, for example, “/calendar 2025-10-11”. Declared so far: {count}", count=len(days)),
        *days,
    )


def _day_in(words: str) -> date:
    try:
        return date.fromisoformat(words.split()[0])
    except ValueError:
        raise Refused(N_("Write the day like 2025-10-11, for example “/calendar 2025-10-11”.")) from None


def _show(turn: Turn, day: date) -> None:
    worked = turn.calendar.is_working_day(day)
    change: JsonObject = {"day": day.isoformat(), "worked": not worked}
    label = N_("Make it a day off") if worked else N_("Make it a working day")
    known = N_("{day}: {what}", day=day.isoformat(), what=_in_words(worked))
    estimate = [N_("The make-up days of {year} are not published yet.", year=day.year)]
    rows = [[Button(label, "calendar.declare", change)]]
    turn.say(known, *(estimate if turn.calendar.estimated(day.year) else []), rows=rows)


def _in_words(worked: bool) -> Text:
    return N_("working day") if worked else N_("a day off")


@press("calendar.declare", may="administer_all", in_place=True)
def declare(turn: Turn, day: date, worked: bool) -> None:
    calendar_days.declare(turn.session, day, worked, turn.by)
    turn.say(N_("Declared. {day}: {what}", day=day.isoformat(), what=_in_words(worked)))
