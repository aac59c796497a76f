"""A printed number that is typed, `隐患-2025-0012`, or looked for with /find: the record, or its entity's card."""

from handlers.entity_page.entity_card import show_entity
from handlers.turn import opened_by_number
from handlers.turn.rights import role_for
from handlers.turn.turn import Turn, not_found
from handlers.turn.typed_lines import typed_line
from storage.queries.records.record_by_number import by_number, numbered_noun


@typed_line(15)
def opened(turn: Turn, words: str) -> bool:
    """A number that nothing has reads like one of a record that this person may not see."""
    noun = numbered_noun(words.strip())
    if noun is None or role_for(turn.actor, "find") is None:
        return False
    record_id, entity_id = by_number(turn.session, noun, words.strip()) or (None, None)
    if record_id is not None and noun.key in opened_by_number.openers:
        opened_by_number.openers[noun.key](turn, record_id)
    elif entity_id is not None:
        show_entity(turn, entity_id)
    else:
        raise not_found()
    return True
