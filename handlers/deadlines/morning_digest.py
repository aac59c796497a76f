"""The morning digest in words: what is due when, each line with its button."""

from datetime import date, datetime

from days.calendar import WorkingDays
from handlers.deadlines.mark_done import finishing
from handlers.turn import screens
from handlers.turn.screens import Button
from handlers.words import day_in_words
from locales import N_, Text, tr
from schedules.digest_lines import Entry
from schedules.nudging import PersonalDigest, digests_due
from storage.attempts import ALL_AT_ONCE, AllAtOnce
from storage.database import Session
from storage.queries.deadlines import nudge_claims
from storage.queries.plans import calendar_days

MARKS = "①②③④⑤⑥⑦⑧⑨⑩"


PARTIAL = N_("Something else could not be read just now, this may not be all. The administrators have been told.")


def say_what_is_due(session: Session, now: datetime, attempts: AllAtOnce = ALL_AT_ONCE) -> int:
    """Says every digest that is due and claims its steps, in the caller's transaction; returns how many."""
    said = 0
    for found in digests_due(session, now, _calendar(session, attempts), attempts):
        with attempts.savepoint(session, f"digest:{found.contact.person_id}"):
            said += _say(session, found, now, attempts)
    return said


def _calendar(session: Session, attempts: AllAtOnce) -> WorkingDays:
    """Where the declared days cannot be read, the published ones hold."""
    declared: dict[date, bool] = {}
    with attempts.savepoint(session, "calendar"):
        declared = calendar_days.declared(session)
    return WorkingDays(declared)


def _say(session: Session, found: PersonalDigest, now: datetime, attempts: AllAtOnce) -> bool:
    """False where nothing is left of it to be said."""
    contact = found.contact
    entries = attempts.sound(
        f"digest:{contact.person_id}/lines",
        found.entries,
        lambda one: (tr(_line("", one), contact.language), _button("", one)),
    )
    if len(entries) < len(found.entries):
        found = found.without(entries)
    if not found.claims:
        return False
    nudge_claims.claim(session, contact.person_id, found.claims, now)
    text, rows = in_words(found)
    subject, step = max(found.claims, key=lambda claim: claim[1])
    screens.send(session, contact, text, f"digest:{contact.person_id}:{subject}:{step}", now, rows=rows, nudge=True)
    return True


def in_words(found: PersonalDigest) -> tuple[list[Text], list[list[Button]]]:
    listed = found.entries[: len(MARKS)]
    head = N_(
        "Today is {day}, {count} things are waiting for you:",
        day=day_in_words(found.today),
        count=len(found.entries),
    )
    lines: list[Text] = [_line(mark, entry) for mark, entry in zip(MARKS, listed, strict=False)]
    buttons = [button for mark, entry in zip(MARKS, listed, strict=False) if (button := _button(mark, entry))]
    tail = [PARTIAL] if found.partial else []
    return [head, *lines, *tail], [buttons[at : at + 3] for at in range(0, len(buttons), 3)]


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
