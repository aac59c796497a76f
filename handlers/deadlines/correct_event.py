"""What was recorded of a plan's events: the list, 更正 and 作废. Every officer of the unit may."""

from dataclasses import replace

from forms.answers import Answers
from forms.catalog.correction import correction
from forms.catalog.void import void
from handlers.chatform import filling
from handlers.chatform.filling import Conversation, Overtaken
from handlers.deadlines.record_event import (
    EventAbout,
    RecordableEvent,
    changing,
    event_form,
    facts_in,
    in_words,
    recordable,
    recorded_by_own_units,
    say_what_follows,
    what_is_asked,
)
from handlers.turn.pager import page_of
from handlers.turn.rights import role_in_each_unit
from handlers.turn.routes import press
from handlers.turn.stored import About
from handlers.turn.turn import Turn, not_found
from handlers.words import NOTHING_CHANGED
from locales import N_, Text
from storage.queries.deadlines import events as records
from storage.tables import CampaignEvent, Draft


class EventToCorrect(EventAbout):
    recorded: int


class EventToVoid(About):
    recorded: int
    zone: str


@press("event.recent", may="record_event")
def recent(turn: Turn, first: int = 0) -> None:
    """Those of the person's units, the last recorded first."""
    page = page_of(recorded_by_own_units(turn), first)
    names = {role.unit_id: role.unit_name for role in role_in_each_unit(turn.actor, "record_event")}
    if not page.total:
        turn.say(N_("Nothing is recorded."))
        return
    lines: list[Text] = []
    for number, row in page.numbered():
        what = in_words(turn, row)
        several = N_("{unit}: {what}", unit=names[row.unit_id], what=what)
        lines.append(N_("{number} {what}", number=number, what=several if len(names) > 1 else what))
    rows = [changing(row, str(number)) for number, row in page.numbered()]
    turn.say(N_("Events recorded: {count}", count=page.total), *lines, rows=[*rows, *page.turning("event.recent")])


@press("event.correct", may="record_event")
def correct(turn: Turn, id: int) -> None:
    turn, row, event = _own(turn, id)
    answers = {"subject": row.subject, "day": row.day.isoformat()}
    if row.due:
        answers["due"] = row.due.isoformat()
    about = EventToCorrect(recorded=row.id, **what_is_asked(event))
    filling.begin(turn, "correct_event", about=about, answers=answers, heading=_heading(event, row))


@press("event.void", may="record_event")
def void_event(turn: Turn, id: int) -> None:
    turn, row, event = _own(turn, id)
    about = EventToVoid(recorded=row.id, zone=event.running.pack.zone)
    filling.begin(turn, "void_event", about=about, heading=_heading(event, row))


def _heading(event: RecordableEvent, row: CampaignEvent) -> str:
    return f"{event.title} · {row.subject}"


def save_correction(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, was, _ = _own(turn, EventToCorrect.of(row).recorded)
    reason = answers.text("correction_reason")
    if not records.correct(turn.session, was, facts_in(answers), reason, row.instance, turn.by):
        turn.say(NOTHING_CHANGED)
        return
    say_what_follows(turn, was, N_("✅ Corrected: {what}", what=in_words(turn, was)))


def save_void(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, was, _ = _own(turn, EventToVoid.of(row).recorded)
    records.void(turn.session, was, answers.text("reason"), row.instance, turn.by)
    turn.say(N_("Voided: {what}. It stays on record; what it set off is owed no more.", what=in_words(turn, was)))


def _own(turn: Turn, event_id: int) -> tuple[Turn, CampaignEvent, RecordableEvent]:
    """A record of one of the person's units, that still counts, and the turn in the role there."""
    row = records.event(turn.session, event_id)
    same = {"campaign": row.campaign_id, "event": row.event} if row else {}
    event = next((recordable_event for recordable_event in recordable(turn) if recordable_event.details == same), None)
    role = event.role_in(row.unit_id) if row and event else None
    if row is None or event is None or role is None:
        raise not_found()
    if row.voided_at is not None:
        raise Overtaken(N_("“{subject}” is void and can no longer be changed.", subject=row.subject))
    return turn.as_role(role), row, event


filling.conversations |= {
    "correct_event": Conversation(
        lambda about: correction(event_form(about)), "record_event", save_correction, EventToCorrect, of_campaign=False
    ),
    "void_event": Conversation(
        lambda about: replace(void(about.zone), key="void_event"),
        "record_event",
        save_void,
        EventToVoid,
        of_campaign=False,
    ),
}
