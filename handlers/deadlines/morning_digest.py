"""The morning digest in words: what is due when, each line with its button."""

from datetime import date, datetime

from days.calendar import WorkingDays
from handlers.turn import screens
from handlers.turn.duties_shown import button_of, line_of, mark
from handlers.turn.screens import Button
from handlers.words import day_in_words
from locales import N_, Text, tr
from schedules.digest_lines import Entry
from schedules.nudging import LATE, PersonalDigest, digests_due
from storage.attempts import ALL_AT_ONCE, AllAtOnce
from storage.database import Session
from storage.queries.deadlines import nudge_claims
from storage.queries.plans import calendar_days

MOST_NAMED = 10
"""Lines, where not more than these are due."""
MOST_BUTTONS = 90
"""A message holds a hundred."""

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
    named = list(enumerate(_named(digest), 1))
    head = N_(
        "Today is {day}, {count} things are waiting for you:",
        day=day_in_words(digest.today),
        count=len(digest.entries),
    )
    lines: list[Text] = [line_of(mark(number), entry) for number, entry in named]
    buttons = [button for number, entry in named if (button := button_of(mark(number), entry.duty))][:MOST_BUTTONS]
    if more := len(digest.entries) - len(named):
        lines.append(N_("and {count} more in “My to-do”", count=more))
    if more or len(buttons) == MOST_BUTTONS:
        buttons.append(Button(N_("My to-do"), "todo.page"))
    tail = [PARTIAL] if digest.partial else []
    return [head, *lines, *tail], [buttons[at : at + 3] for at in range(0, len(buttons), 3)]


def _named(digest: PersonalDigest) -> list[Entry]:
    """What is due by today and what this digest claims to remind of, however much; of the rest as much as fits."""
    claimed = {subject.removeprefix(LATE) for subject, _ in digest.claims}
    never_cut = [
        entry.duty.key in claimed or (entry.duty.due is not None and entry.duty.due <= digest.today)
        for entry in digest.entries
    ]
    room = MOST_NAMED - sum(never_cut)
    rest = [number for number, kept in enumerate(never_cut) if not kept][: max(room, 0)]
    return [entry for number, entry in enumerate(digest.entries) if never_cut[number] or number in rest]
