"""The morning digest in words: what is due when, each line with its button."""

from datetime import date, datetime

from days.calendar import WorkingDays
from handlers.turn import screens
from handlers.turn.duties_shown import MARKS, button_of, line_of
from handlers.turn.screens import Button
from handlers.words import day_in_words
from locales import N_, Text, tr
from schedules.nudging import PersonalDigest, digests_due
from storage.attempts import ALL_AT_ONCE, AllAtOnce
from storage.database import Session
from storage.queries.deadlines import nudge_claims
from storage.queries.plans import calendar_days

PARTIAL = N_("Something else could not be read just now, this may not be all. The administrators have been told.")


def say_what_is_due(session: Session, now: datetime, attempts: AllAtOnce = ALL_AT_ONCE) -> int:
    """Says every digest that is due and claims its reminders, in the caller's transaction; returns how many."""
    said = 0
    for digest in digests_due(session, now, _calendar(session, attempts), attempts):
        with attempts.savepoint(session, f"digest:{digest.contact.person_id}"):
            said += _say(session, digest, now, attempts)
    return said


def _calendar(session: Session, attempts: AllAtOnce) -> WorkingDays:
    """Where the declared days cannot be read, the published ones hold."""
    declared: dict[date, bool] = {}
    with attempts.savepoint(session, "calendar"):
        declared = calendar_days.declared(session)
    return WorkingDays(declared)


def _say(session: Session, digest: PersonalDigest, now: datetime, attempts: AllAtOnce) -> bool:
    """False where nothing is left of it to be said."""
    contact = digest.contact
    entries = attempts.sound(
        f"digest:{contact.person_id}/lines",
        digest.entries,
        lambda entry: (tr(line_of("", entry), contact.language), button_of("", entry.duty)),
    )
    if len(entries) < len(digest.entries):
        digest = digest.without(entries)
    if not digest.claims:
        return False
    nudge_claims.claim(session, contact.person_id, digest.claims, now)
    text, rows = in_words(digest)
    subject, day = max(digest.claims, key=lambda claim: claim[1])
    screens.send(session, contact, text, f"digest:{contact.person_id}:{subject}:{day}", now, rows=rows, nudge=True)
    return True


def in_words(digest: PersonalDigest) -> tuple[list[Text], list[list[Button]]]:
    listed = list(zip(MARKS, digest.entries, strict=False))
    head = N_(
        "Today is {day}, {count} things are waiting for you:",
        day=day_in_words(digest.today),
        count=len(digest.entries),
    )
    lines: list[Text] = [line_of(mark, entry) for mark, entry in listed]
    buttons = [button for mark, entry in listed if (button := button_of(mark, entry.duty))]
    if more := len(digest.entries) - len(listed):
        lines.append(N_("and {count} more in “My to-do”", count=more))
        buttons.append(Button(N_("My to-do"), "todo.page"))
    tail = [PARTIAL] if digest.partial else []
    return [head, *lines, *tail], [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
