"""A printed number that is typed, `隐患-2025-0012`, `隐患 12`, or looked for with /find: the record, or its entity."""

from handlers.entity_page.entity_card import show_entity
from handlers.turn import opened_by_number
from handlers.turn.rights import role_for
from handlers.turn.turn import Refused, Turn, not_found
from handlers.turn.typed_lines import typed_line
from records.printed_number import readings
from storage.queries.ground.record_by_number import PrintedRecord, called


@typed_line(5, within_forms=True, of="record")
def opened(turn: Turn, words: str) -> bool:
    """Without a year the latest that this person may see; a number that nothing has reads like one out of reach."""
    if not readings(words) or role_for(turn.actor, "find") is None:
        return False
    if not any(_shown(turn, record) for record in called(turn.session, words)):
        raise not_found()
    return True


def _shown(turn: Turn, record: PrintedRecord) -> bool:
    try:
        if record.noun.key in opened_by_number.openers:
            opened_by_number.openers[record.noun.key](turn, record.id)
        elif record.entity_id is not None:
            show_entity(turn, record.entity_id, record.number)
        else:
            return False
    except Refused:
        return False
    return True
