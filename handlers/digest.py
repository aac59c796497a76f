"""The morning digest in words: what is due when, each line with its button."""

from datetime import datetime

from handlers import lookup, screens
from handlers.deadlines_done import finishing
from handlers.screens import Button
from locales import N_, Text
from schedules.calendar import WorkingDays
from schedules.digest import Entry
from schedules.nudges import PersonalDigest, digests_due
from storage.database import Session
from storage.queries import calendar_days, nudges

MARKS = "①②③④⑤⑥⑦⑧⑨⑩"


def say_what_is_due(session: Session, now: datetime) -> int:
    """Says every digest that is due and claims its steps, in the caller's transaction; returns how many."""
    calendar = WorkingDays(calendar_days.declared(session))
    said = 0
    for found in list(digests_due(session, now, calendar)):
        nudges.claim(session, found.contact.person_id, found.claims, now)
        text, rows = in_words(found)
        subject, step = max(found.claims, key=lambda claim: claim[1])
        key = f"digest:{found.contact.person_id}:{subject}:{step}"
        screens.send(session, found.contact, text, key, now, rows=rows, nudge=True)
        said += 1
    return said


def in_words(found: PersonalDigest) -> tuple[list[Text], list[list[Button]]]:
    listed = found.entries[: len(MARKS)]
    head = N_(
        "Today is {day}, {count} things are waiting for you:",
        day=lookup.day_in_words(found.today),
        count=len(found.entries),
    )
    lines: list[Text] = [_line(mark, entry) for mark, entry in zip(MARKS, listed, strict=False)]
    buttons = [button for mark, entry in zip(MARKS, listed, strict=False) if (button := _button(mark, entry))]
    return [head, *lines], [buttons[at : at + 3] for at in range(0, len(buttons), 3)]


def _line(mark: str, entry: Entry) -> Text:
    return N_("{mark} {when}: {what}", mark=mark, when=entry.when, what=entry.obligation.title)


def _button(mark: str, entry: Entry) -> Button | None:
    kind, _, number = entry.obligation.action.partition(":")
    if kind == "risk":
        return Button(N_("{mark} See to it", mark=mark), "risk.show", {"id": int(number)})
    if kind == "deadline":
        return Button(N_("{mark} Done", mark=mark), "deadline.done", finishing(entry.obligation))
    if kind == "plan":
        return Button(N_("{mark} Who is left", mark=mark), "plan.left", {})
    return None
