"""One day, stored as ISO text. `past`: a visit, today or earlier; `future`: a due date, today or later."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from days.calendar import SATURDAY
from forms.effects import FormButton, Rows
from forms.inputs import Input, Press
from forms.inputs import TypedText as Typed
from forms.kinds.days import full_day, read_day
from forms.kinds.outcomes import Answer, Outcome, QuestionScreen, Refuse
from forms.kinds.said_day import Direction, NoSuchDay
from forms.question import AskedQuestion
from forms.typed_words import quoted
from locales import N_, Text
from locales.formats import FullDay, Weekday


@dataclass(frozen=True)
class Day:
    direction: Direction
    ahead: tuple[int, ...] = (7, 15, 30)  # buttons of a due date, in days from today
    fully: Text = ""  # the question as a whole sentence, for explanations
    bounded: bool = True  # False: the direction only says which day is meant: licences run for years

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        rows = _recent_days(asked.today) if self.direction == "past" else _coming_days(asked, self.ahead)
        return QuestionScreen(asked.question.text, rows)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        match given:
            case Press("day", value):
                return self._fitting(asked, date.fromisoformat(value))
            case Typed(text, said_on):
                return self._read(asked, text, said_on)
        return None

    def _read(self, asked: AskedQuestion, text: str, said_on: date) -> Outcome:
        try:
            day = self._day_of(asked, text, said_on)
        except NoSuchDay as problem:
            return self._refuse(asked, problem.reason)
        if day is None:
            return self._refuse(asked, N_("“{text}” is not a date.", text=quoted(text)))
        fitting = self._fitting(asked, day)
        return replace(fitting, repeat=with_weekday(day, asked)) if isinstance(fitting, Answer) else fitting

    def _day_of(self, asked: AskedQuestion, text: str, said_on: date) -> date | None:
        written_out = None if self.bounded else full_day(text)
        return written_out or read_day(text, said_on, self.direction, asked.calendar)

    def _fitting(self, asked: AskedQuestion, day: date) -> Outcome:
        if self.direction == "past" and day > asked.today:
            return self._refuse(asked, N_("{day} has not come yet.", day=day_in_words(day, asked.today)))
        if self.direction == "future" and self.bounded and day < asked.today:
            return self._refuse(asked, N_("{day} is past.", day=day_in_words(day, asked.today)))
        return Answer(day.isoformat())

    def _refuse(self, asked: AskedQuestion, reason: Text) -> Refuse:
        return Refuse(N_("{reason} {hint}", reason=reason, hint=self.hint(asked)))

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return str(answer)

    def carry(self, asked: AskedQuestion) -> Answer | None:
        """A due day that is past meanwhile stays: the answer was given in time, and the card shows it."""
        try:
            return Answer(date.fromisoformat(asked.answer).isoformat())
        except (TypeError, ValueError):
            return None

    def hint(self, asked: AskedQuestion) -> Text:
        question = self.fully or asked.question.text
        if self.direction == "future":
            example = day_in_words(asked.today + timedelta(days=18), asked.today)
            return N_(
                "{question} Write for example “in 7 days”, “{day}” or “month end”.", question=question, day=example
            )
        day = asked.today - timedelta(days=2)
        return N_(
            "{question} Write for example “yesterday”, “{day}” or “{number}”.",
            question=question,
            day=day_in_words(day, asked.today),
            number=N_("day {day}", day=day.day),
        )


def day_in_words(day: date, today: date) -> Text:
    """6月20日, with its year where that is not this one."""
    return N_("{day}", day=day if day.year == today.year else FullDay(day))


def _recent_days(today: date) -> Rows:
    yesterday = today - timedelta(days=1)
    labelled = N_("Today {day}", day=day_in_words(today, today))
    return (
        (FormButton("day", today.isoformat(), labelled), FormButton("day", yesterday.isoformat(), N_("Yesterday"))),
    )


def _coming_days(asked: AskedQuestion, ahead: tuple[int, ...]) -> Rows:
    """In one row, or below each other where one of them is a day off and says so."""
    days = [asked.today + timedelta(days=count) for count in ahead]
    buttons = tuple(_coming_day(asked, day) for day in days)
    if all(asked.calendar.is_working_day(day) for day in days):
        return (buttons,) if buttons else ()
    return tuple((button,) for button in buttons)


def _coming_day(asked: AskedQuestion, day: date) -> FormButton:
    shown = day_in_words(day, asked.today)
    if not asked.calendar.is_working_day(day):
        shown = N_("{day} ({facts})", day=shown, facts=[_why_off(day)])
    ahead = (day - asked.today).days
    label = N_("In {days} days: {day}", days=ahead, day=shown) if ahead else N_("Today {day}", day=shown)
    return FormButton("day", day.isoformat(), label)


def _why_off(day: date) -> Text | Weekday:
    """周六 is enough, of a Wednesday it has to be said."""
    return N_("a day off") if day.weekday() < SATURDAY else Weekday(day)


def with_weekday(day: date, asked: AskedQuestion) -> Text:
    """6月18日（周三）, 7月5日（周六、非工作日）."""
    off = [N_("a day off")] if _is_due_on_a_day_off(day, asked) else []
    return N_("{day} ({facts})", day=day_in_words(day, asked.today), facts=[Weekday(day), *off])


def _is_due_on_a_day_off(day: date, asked: AskedQuestion) -> bool:
    """Said of days to come only, and of no year of which nobody can know yet."""
    known = asked.today <= day and day.year <= asked.today.year + 1
    return known and not asked.calendar.is_working_day(day)
