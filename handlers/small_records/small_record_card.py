"""The card of a small noun's record: what was entered, who recorded it, 更正 and 作废."""

from forms import engine
from forms.card import summary
from handlers.turn.rights import role_over
from handlers.turn.screens import Button, Rows
from handlers.turn.turn import Turn, not_found
from handlers.words import joined
from locales import N_, Text
from records.noun import Noun
from storage.queries.organisation import units
from storage.queries.people import memberships
from storage.queries.records import small_records
from storage.tables import SmallRecord


def visible(turn: Turn, noun: Noun, permission: str, record_id: int) -> tuple[Turn, SmallRecord]:
    """The record, and the turn in the role over its unit; forbidden and missing are the same."""
    row = small_records.by_id(turn.session, noun.key, record_id)
    if row is None:
        raise not_found()
    return turn.over(permission, units.unit(turn.session, row.unit_id).path), row


def card(turn: Turn, noun: Noun, row: SmallRecord, *first: Text) -> None:
    """Says the card, after a first line where there is one."""
    unit = units.unit(turn.session, row.unit_id)
    who = memberships.person(turn.session, row.recorded_by).name
    lines: list[Text] = [joined([row.number, noun.word]), *_answers(turn, noun, row)]
    lines.append(joined([unit.name, N_("recorded by {person}", person=who)]))
    if row.voided_at is not None:
        lines.append(N_("Void: {reason}", reason=row.void_reason))
    turn.say(*first, *lines, rows=_buttons(turn, noun, row, unit.path))


def _answers(turn: Turn, noun: Noun, row: SmallRecord) -> list[Text]:
    if noun.small is None:
        raise ValueError(f"{noun.key} is no small noun")
    form = noun.small.form
    state, _ = engine.start(form, row.instance, turn.now, answers=row.answers)
    return summary(form, state)


def _buttons(turn: Turn, noun: Noun, row: SmallRecord, path: str) -> Rows:
    may = noun.small is not None and role_over(turn.actor, noun.small.may, path) is not None
    every = [Button(N_("All records"), "records.list", {"noun": noun.key})]
    if row.voided_at is not None or not may:
        return [every]
    details = {"id": row.id}
    correct = Button(N_("Correct"), f"{noun.key}.correct", details)
    return [[correct, Button(N_("Void"), f"{noun.key}.void", details, "danger")], every]
