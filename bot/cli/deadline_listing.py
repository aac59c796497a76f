"""`xiaohao campaign deadlines`: what a plan wants by when, as columns on the terminal or as JSON."""

from collections.abc import Iterable
from datetime import date

from bot.cli.terminal import aligned
from bot.console import say
from campaigns.schema.pack import Pack
from campaigns.schema.parties import giver_words, receiver_words
from days.calendar import WorkingDays
from locales import N_, Text
from schedules.deadline_dates import Occurrence, phase_of
from schedules.rule_words import rule_words, titled

CALENDAR = WorkingDays()


def within(occurrences: Iterable[Occurrence], first: date | None, last: date | None) -> list[Occurrence]:
    """What has no day is always among them: nobody may forget it."""
    return [
        occurrence
        for occurrence in occurrences
        if occurrence.due is None
        or ((first is None or first <= occurrence.due) and (last is None or occurrence.due <= last))
    ]


def columns(pack: Pack, occurrences: Iterable[Occurrence], as_of: date | None) -> str:
    return aligned([_head(as_of), *(_line(pack, occurrence, as_of) for occurrence in occurrences)])


def as_json(pack: Pack, occurrence: Occurrence, as_of: date | None) -> dict[str, object]:
    phase = phase_of(pack, occurrence.deadline)
    facts: dict[str, object] = {
        "key": occurrence.key,
        "deadline": occurrence.deadline.key,
        "title": occurrence.deadline.title,
        "period": occurrence.period.key if occurrence.period else None,
        "due": occurrence.due.isoformat() if occurrence.due else None,
        "phase": phase.title if phase else None,
        "owed_by": say(giver_words(pack, occurrence.deadline.owed_by)),
        "owed_to": say(receiver_words(pack, occurrence.deadline.owed_to)) or None,
        "working_day": CALENDAR.is_working_day(occurrence.due) if occurrence.due else None,
        "estimated": CALENDAR.estimated(occurrence.due.year) if occurrence.due else None,
        "rule": say(rule_words(pack, occurrence.deadline.due)),
        "words": occurrence.deadline.words,
        "source": occurrence.deadline.source,
    }
    if as_of is not None:
        facts["days_left"] = (occurrence.due - as_of).days if occurrence.due else None
        facts["working_days_left"] = CALENDAR.between(as_of, occurrence.due) if occurrence.due else None
    return facts


def _head(as_of: date | None) -> tuple[str, ...]:
    left = (N_("Left"),) if as_of else ()
    heads = (N_("Due"), *left, N_("What"), N_("Phase"), N_("By"), N_("To"), N_("Rule"))
    return tuple(say(head) for head in heads)


def _line(pack: Pack, occurrence: Occurrence, as_of: date | None) -> tuple[str, ...]:
    phase = phase_of(pack, occurrence.deadline)
    return (
        _day(occurrence.due),
        *((_left(occurrence.due, as_of),) if as_of else ()),
        say(titled(occurrence)),
        phase.title if phase else "",
        say(giver_words(pack, occurrence.deadline.owed_by)),
        say(receiver_words(pack, occurrence.deadline.owed_to)),
        say(rule_words(pack, occurrence.deadline.due)),
    )


def _day(due: date | None) -> str:
    if due is None:
        return "—"
    facts: list[Text] = [] if CALENDAR.is_working_day(due) else [N_("a day off")]
    facts += [N_("estimated")] if CALENDAR.estimated(due.year) else []
    return say(N_("{day} ({facts})", day=due.isoformat(), facts=facts)) if facts else due.isoformat()


def _left(due: date | None, as_of: date) -> str:
    if due is None:
        return ""
    left = (due - as_of).days
    return say(N_("{count} days", count=left) if left >= 0 else N_("{count} days ago", count=-left))
