"""A printed number that is typed, `隐患-2025-0012`, or looked for with /find: the record, or its entity's card."""

from handlers.entity_page.entity_card import show_entity
from handlers.turn import opened_by_number
from handlers.turn.rights import role_for
from handlers.turn.turn import Turn, not_found
from handlers.turn.typed_lines import typed_line
from storage.queries.records.record_by_number import by_number


@typed_line(15)
def opened(turn: Turn, words: str) -> bool:
    record = by_number(turn.session, words.strip())
    if record is None or role_for(turn.actor, "find") is None:
        return False
    noun, record_id, entity_id = record
    if noun in opened_by_number.openers:
        opened_by_number.openers[noun](turn, record_id)
    elif entity_id is not None:
        show_entity(turn, entity_id)
    else:
        raise not_found()
    return True
