"""The card of a declared noun's record: what was entered, who recorded it, 更正 and 作废."""

from forms import engine
from forms.answers import Answers
from forms.card import summary
from handlers.turn.rights import role_over
from handlers.turn.screens import Button, Rows
from handlers.turn.turn import Turn, not_found
from handlers.words import joined
from locales import N_, Text
from records.noun import ChatEntry, Noun
from storage.queries.organisation import units
from storage.queries.people import memberships
from storage.queries.records import attachments, entered_records
from storage.queries.records.answer_columns import answers_of
from storage.queries.register import entities
from storage.tables.entered_record import EnteredRecord


def entry_of(noun: Noun) -> ChatEntry:
    """ValueError for a noun that is not entered by its declaration."""
    if noun.entry is None:
        raise ValueError(f"{noun.key} has no entry")
    return noun.entry


def visible(turn: Turn, noun: Noun, permission: str, record_id: int) -> tuple[Turn, EnteredRecord]:
    """The record, and the turn in the role over its unit; forbidden and missing are the same."""
    row = entered_records.by_id(turn.session, noun, record_id)
    if row is None:
        raise not_found()
    return turn.over(permission, units.unit(turn.session, row.unit_id).path), row


def card(turn: Turn, noun: Noun, row: EnteredRecord, *first: Text) -> None:
    """Says the card, after a first line where there is one."""
    unit = units.unit(turn.session, row.unit_id)
    who = memberships.person(turn.session, row.recorded_by).name
    lines: list[Text] = [joined([row.number, noun.word]), *_summary(turn, noun, row)]
    lines.append(joined([unit.name, N_("recorded by {person}", person=who)]))
    if row.voided_at is not None:
        lines.append(N_("Void: {reason}", reason=row.void_reason))
    turn.say(*first, *lines, rows=_buttons(turn, noun, row, unit.path))


def answers(turn: Turn, noun: Noun, row: EnteredRecord) -> Answers:
    """Those of its form; the entity as it is called today, whatever it was merged into."""
    given = answers_of(noun, row)
    if row.entity_id is None:
        return Answers(given)
    entity = entities.by_ids(turn.session, [entities.current_id(turn.session, row.entity_id)], turn.today)[0]
    chosen = {"value": str(entity.id), "label": entity.name, "kind": entity.kind, "tags": []}
    return Answers({**given, "entity": chosen})


def photos_of(turn: Turn, noun: Noun, row: EnteredRecord) -> list[str]:
    """The SHA-256 of each."""
    return [attachment.sha256 for attachment in attachments.of_record(turn.session, noun.key, row.id)]


def _summary(turn: Turn, noun: Noun, row: EnteredRecord) -> list[Text]:
    form = entry_of(noun).form
    state, _ = engine.start(form, row.instance, turn.now, answers=answers(turn, noun, row))
    return summary(form, state)


def _buttons(turn: Turn, noun: Noun, row: EnteredRecord, path: str) -> Rows:
    details = {"id": row.id}
    photos = len(photos_of(turn, noun, row)) if noun.attachments else 0
    every = Button(N_("All records"), "records.list", {"noun": noun.key})
    looks = [every, Button(N_("Photos {count}", count=photos), f"{noun.key}.photos", details)] if photos else [every]
    steps = []
    if row.voided_at is None and role_over(turn.actor, entry_of(noun).may, path) is not None:
        steps.append(Button(N_("Correct"), f"{noun.key}.correct", details))
        steps.append(Button(N_("Void"), f"{noun.key}.void", details, "danger"))
    return [row for row in (steps, looks) if row]
