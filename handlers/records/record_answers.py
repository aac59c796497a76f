"""What 提交 does with the forms of a declared noun: its record is made, corrected or voided."""

from collections.abc import Iterator

from forms.answers import Answers
from forms.kinds.photos_note import PhotosNote
from handlers.chatform import which_unit
from handlers.chatform.chosen_entity import entity_of
from handlers.chatform.filling import Overtaken
from handlers.records.record_card import card, entry_of, visible
from handlers.turn.stored import About
from handlers.turn.turn import Turn
from handlers.words import NOTHING_CHANGED
from locales import N_
from records.noun import Noun
from storage.queries.records import attachments, entered_records
from storage.queries.records.entered_records import Entered
from storage.tables import Draft
from storage.tables.entered_record import EnteredRecord


class AboutNewRecord(About):
    asks_unit: bool = False


class AboutRecord(About):
    """The record that is corrected or voided."""

    record: int
    asks_unit: bool = False


def save(noun: Noun, turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, entered = _entered(noun, turn, answers)
    row = entered_records.record(turn.session, entered, draft.instance, turn.by)
    _attach(turn, noun, row, answers)
    card(turn, noun, row, N_("✅ Saved · number {number}", number=row.number))


def save_correction(noun: Noun, turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, row = changeable(turn, noun, AboutRecord.of(draft).record)
    there, entered = _entered(noun, turn, answers.without("correction_reason"))
    turn = turn if entered.entity_id == row.entity_id else there
    reason = answers.text("correction_reason")
    changed = entered_records.correct(turn.session, row, entered, reason, draft.instance, turn.by)
    _attach(turn, noun, row, answers)
    done = N_("✅ Corrected · number {number}", number=row.number)
    card(turn, noun, row, done if changed is not None else NOTHING_CHANGED)


def save_void(noun: Noun, turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, row = changeable(turn, noun, AboutRecord.of(draft).record)
    entered_records.void(turn.session, noun, row, answers.text("reason"), draft.instance, turn.by)
    turn.say(N_("Voided · number {number}. It stays on record and no longer counts.", number=row.number))


def changeable(turn: Turn, noun: Noun, record_id: int) -> tuple[Turn, EnteredRecord]:
    """The record for whoever may change it, and the turn in that role; Overtaken where it is void."""
    turn, row = visible(turn, noun, entry_of(noun).may, record_id)
    if row.voided_at is not None:
        raise Overtaken(N_("{number} is void and can no longer be changed.", number=row.number))
    return turn, row


def _entered(noun: Noun, turn: Turn, answers: Answers) -> tuple[Turn, Entered]:
    """What goes into the table, and the turn in the role for the unit whose record it is."""
    entry, entity_id = entry_of(noun), None
    if answers.has("entity"):
        turn, entity_id = entity_of(turn, entry.may, answers)
    else:
        turn = which_unit.chosen(turn, entry.may, answers)
    return turn, Entered(noun, answers.without("for_unit"), entity_id, entry.form.version, turn.today)


def _attach(turn: Turn, noun: Noun, row: EnteredRecord, answers: Answers) -> None:
    if noun.attachments:
        attachments.attach(turn.session, noun.key, row.id, _photos(noun, answers), turn.by)


def _photos(noun: Noun, answers: Answers) -> Iterator[str]:
    for question in entry_of(noun).form.questions:
        if isinstance(question.kind, PhotosNote):
            yield from answers.photos(question.key)["photos"]
