"""Declared nouns in chat: each has a command, a form, a card with 更正 and 作废. All of it is in the declaration."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from forms.catalog.correction import correction
from forms.catalog.void import void
from forms.model import Form
from forms.offer import Offer
from forms.unit_question import IS_NEW, for_unit
from handlers.chatform import entity_offers, filling, resuming, which_unit
from handlers.chatform.filling import Conversation
from handlers.records import record_answers, record_card
from handlers.records.record_answers import AboutNewRecord, AboutRecord, changeable
from handlers.records.record_card import entry_of
from handlers.turn import opened_by_number, routes
from handlers.turn.routes import Listed, command, press
from handlers.turn.turn import Turn
from records.all_nouns import all_nouns
from records.noun import ChatEntry, Noun
from storage.tables.entered_record import EnteredRecord


def register_entries() -> None:
    """Every noun that is declared with an entry and not known in chat yet."""
    for noun in all_nouns().values():
        if noun.entry is not None and noun.entry.command not in routes.commands:
            _register(noun)


def _register(noun: Noun) -> None:
    key, entry = noun.key, entry_of(noun)
    begin = partial(_begin, noun)
    word = entry.form.title if not isinstance(entry.form.title, str) else None
    command(entry.command, word, may=entry.may, listed=Listed(noun.order + 30, entry.help, word))(begin)

    @press(f"{key}.show", may=entry.sees)
    def show(turn: Turn, id: int) -> None:
        turn, row = record_card.visible(turn, noun, entry.sees, id)
        record_card.card(turn, noun, row)

    @press(f"{key}.correct", may=entry.may)
    def correct(turn: Turn, id: int) -> None:
        turn, row = changeable(turn, noun, id)
        _begin_correction(noun, turn, row)

    @press(f"{key}.void", may=entry.may)
    def void_record(turn: Turn, id: int) -> None:
        turn, row = changeable(turn, noun, id)
        filling.begin(turn, f"void_{key}", about=AboutRecord(record=row.id), heading=row.number)

    opened_by_number.openers[key] = show
    if noun.attachments:
        _register_photos(noun, entry)
    _register_forms(noun)
    resuming.starters[entry.form.key] = begin


def _register_photos(noun: Noun, entry: ChatEntry) -> None:
    @press(f"{noun.key}.photos", may=entry.sees)
    def photos(turn: Turn, id: int) -> None:
        turn, row = record_card.visible(turn, noun, entry.sees, id)
        turn.send_photos(record_card.photos_of(turn, noun, row))


def _register_forms(noun: Noun) -> None:
    """Its own form, the same to correct a record, and the one that voids it."""
    form, may, conversations = entry_of(noun).form, entry_of(noun).may, filling.conversations
    conversations[form.key] = Conversation(
        partial(_form, noun), may, partial(record_answers.save, noun), AboutNewRecord, of_campaign=False
    )
    conversations[f"correct_{form.key}"] = Conversation(
        lambda about: correction(_form(noun, about)),
        may,
        partial(record_answers.save_correction, noun),
        AboutRecord,
        of_campaign=False,
    )
    conversations[f"void_{noun.key}"] = Conversation(
        lambda _: replace(void(form.zone), key=f"void_{noun.key}"),
        may,
        partial(record_answers.save_void, noun),
        AboutRecord,
        of_campaign=False,
    )


def _form(noun: Noun, about: AboutNewRecord | AboutRecord) -> Form:
    """Whoever works in several units is asked for which one, unless an entity of the register says so."""
    entry = entry_of(noun)
    if not about.asks_unit:
        return entry.form
    unit = for_unit(when=IS_NEW if entry.about_entity else None)
    return replace(entry.form, questions=(*entry.form.questions, unit), card=(*entry.form.card, ("for_unit",)))


def _begin(noun: Noun, turn: Turn) -> None:
    key = entry_of(noun).form.key
    if not resuming.offer_to_resume(turn, key):
        offers, asks_unit = _offers(noun, turn)
        filling.begin(turn, key, about=AboutNewRecord(asks_unit=asks_unit), offers=offers)


def _begin_correction(noun: Noun, turn: Turn, row: EnteredRecord) -> None:
    offers, asks_unit = _offers(noun, turn)
    filling.begin(
        turn,
        f"correct_{entry_of(noun).form.key}",
        about=AboutRecord(record=row.id, asks_unit=asks_unit),
        offers=offers,
        answers=record_card.answers(turn, noun, row),
        heading=row.number,
    )


def _offers(noun: Noun, turn: Turn) -> tuple[dict[str, Sequence[Offer]], bool]:
    """What there is to choose from, and whether it has to be asked for which unit."""
    entry = entry_of(noun)
    asks_unit, several = which_unit.asking_of(turn, entry.may)
    entity = {"entity": entity_offers.recent_offers(turn, entry.may)} if entry.about_entity else {}
    return {**several, **entity}, asks_unit


register_entries()
