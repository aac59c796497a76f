"""Small nouns in chat: each has a command, a form, a card with 更正 and 作废. All of it is in the declaration."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from forms.answers import Answers
from forms.catalog.correction import correction
from forms.catalog.void import void
from forms.model import Form
from forms.offer import Offer
from forms.unit_question import IS_NEW, for_unit
from handlers.chatform import entity_offers, filling, resuming, which_unit
from handlers.chatform.chosen_entity import entity_of
from handlers.chatform.filling import Conversation, Overtaken
from handlers.small_records.small_record_card import card, visible
from handlers.turn import opened_by_number, routes
from handlers.turn.routes import Listed, command, press
from handlers.turn.stored import About
from handlers.turn.turn import Turn
from locales import N_
from records.all_nouns import all_nouns
from records.noun import Noun, SmallNoun
from storage.queries.records import small_records
from storage.queries.records.small_records import NewSmallRecord
from storage.tables import Draft, SmallRecord


class AboutNewRecord(About):
    asks_unit: bool = False


class AboutSmallRecord(About):
    """The record that is corrected or voided."""

    record: int
    asks_unit: bool = False


def register_small_nouns() -> None:
    """Every small noun that is declared and not known in chat yet."""
    for noun in all_nouns().values():
        if noun.small is not None and noun.small.command not in routes.commands:
            _register(noun, noun.small)


def _register(noun: Noun, small: SmallNoun) -> None:
    key, form = noun.key, small.form
    begin = partial(_begin, small)
    listed = Listed(noun.order + 30, small.help, form.title if not isinstance(form.title, str) else None)
    command(small.command, form.title if not isinstance(form.title, str) else None, may=small.may, listed=listed)(begin)

    @press(f"{key}.show", may=small.sees)
    def show(turn: Turn, id: int) -> None:
        turn, row = visible(turn, noun, small.sees, id)
        card(turn, noun, row)

    @press(f"{key}.correct", may=small.may)
    def correct(turn: Turn, id: int) -> None:
        turn, row = _own(turn, noun, small, id)
        _begin(small, turn, row)

    @press(f"{key}.void", may=small.may)
    def void_record(turn: Turn, id: int) -> None:
        turn, row = _own(turn, noun, small, id)
        filling.begin(turn, f"void_{key}", about=AboutSmallRecord(record=row.id), heading=row.number)

    opened_by_number.openers[key] = show
    _register_forms(noun, small)
    resuming.starters[form.key] = begin


def _register_forms(noun: Noun, small: SmallNoun) -> None:
    """Its own form, the same to correct a record, and the one that voids it."""
    key, form, conversations = noun.key, small.form, filling.conversations
    conversations[form.key] = Conversation(
        partial(_form, small), small.may, partial(_save, noun, small), AboutNewRecord, of_campaign=False
    )
    conversations[f"correct_{form.key}"] = Conversation(
        lambda about: correction(_form(small, about)),
        small.may,
        partial(_save_correction, noun, small),
        AboutSmallRecord,
        of_campaign=False,
    )
    conversations[f"void_{key}"] = Conversation(
        lambda _: replace(void(form.zone), key=f"void_{key}"),
        small.may,
        partial(_save_void, noun, small),
        AboutSmallRecord,
        of_campaign=False,
    )


def _form(small: SmallNoun, about: AboutNewRecord | AboutSmallRecord) -> Form:
    """Whoever works in several units is asked for which one, unless an entity of the register says so."""
    if not about.asks_unit:
        return small.form
    unit = for_unit(when=IS_NEW if _has_entity(small) else None)
    return replace(small.form, questions=(*small.form.questions, unit), card=(*small.form.card, ("for_unit",)))


def _has_entity(small: SmallNoun) -> bool:
    return any(question.key == "entity" for question in small.form.questions)


def _begin(small: SmallNoun, turn: Turn, row: SmallRecord | None = None) -> None:
    if row is None and resuming.offer_to_resume(turn, small.form.key):
        return
    asks_unit, several = which_unit.asking_of(turn, small.may)
    offers: dict[str, Sequence[Offer]] = {**several}
    if _has_entity(small):
        offers["entity"] = entity_offers.recent_offers(turn, small.may)
    if row is None:
        filling.begin(turn, small.form.key, about=AboutNewRecord(asks_unit=asks_unit), offers=offers)
        return
    about = AboutSmallRecord(record=row.id, asks_unit=asks_unit)
    filling.begin(
        turn,
        f"correct_{small.form.key}",
        about=about,
        offers=offers,
        answers=row.answers,
        heading=row.number,
    )


def _save(noun: Noun, small: SmallNoun, turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, entered = _entered(noun, small, turn, answers)
    row = small_records.record(turn.session, entered, draft.instance, turn.by, turn.today.year)
    card(turn, noun, row, N_("✅ Saved · number {number}", number=row.number))


def _save_correction(noun: Noun, small: SmallNoun, turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, row = _own(turn, noun, small, AboutSmallRecord.of(draft).record)
    there, entered = _entered(noun, small, turn, answers.without("correction_reason"))
    turn = turn if entered.entity_id == row.entity_id else there
    small_records.correct(turn.session, row, entered, answers.text("correction_reason"), draft.instance, turn.by)
    card(turn, noun, row, N_("✅ Corrected · number {number}", number=row.number))


def _save_void(noun: Noun, small: SmallNoun, turn: Turn, draft: Draft, answers: Answers) -> None:
    turn, row = _own(turn, noun, small, AboutSmallRecord.of(draft).record)
    small_records.void(turn.session, row, answers.text("reason"), draft.instance, turn.by)
    turn.say(N_("Voided · number {number}. It stays on record and no longer counts.", number=row.number))


def _entered(noun: Noun, small: SmallNoun, turn: Turn, answers: Answers) -> tuple[Turn, NewSmallRecord]:
    """What goes into the table, and the turn in the role for the unit whose record it is."""
    entity_id: int | None = None
    kept = answers.without("for_unit")
    if answers.has("entity"):
        turn, entity_id = entity_of(turn, small.may, answers)
        kept = kept.about_registered("entity", entity_id)
    else:
        turn = which_unit.chosen(turn, small.may, answers)
    entered = NewSmallRecord(
        noun=noun.key,
        subject=answers.text("subject"),
        day=answers.day_or_none("day") or turn.today,
        entity_id=entity_id,
        due=answers.day_or_none("due"),
        answers=kept,
        form_version=small.form.version,
    )
    return turn, entered


def _own(turn: Turn, noun: Noun, small: SmallNoun, record_id: int) -> tuple[Turn, SmallRecord]:
    turn, row = visible(turn, noun, small.may, record_id)
    if row.voided_at is not None:
        raise Overtaken(N_("{number} is void and can no longer be changed.", number=row.number))
    return turn, row


register_small_nouns()
