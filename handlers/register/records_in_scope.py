"""What was recorded of one noun in one's scope, the newest first: from a record's card, or by typing the noun."""

from handlers.register.entity_pages import opener, record_line
from handlers.turn.pager import in_twos, page_read
from handlers.turn.rights import scope
from handlers.turn.routes import press
from handlers.turn.turn import Turn, not_found
from handlers.turn.typed_lines import typed_line
from locales import N_
from records.all_nouns import all_nouns
from records.noun import Noun
from storage.queries.register import timeline


@press("records.list", may="see_dossier", in_place=True)
def list_records(turn: Turn, noun: str, skip: int = 0) -> None:
    """Who reads none of this noun's records is answered as if there were no such noun."""
    declared = all_nouns().get(noun)
    if declared is None or not _is_listed(declared):
        raise not_found()
    _show(turn, declared, skip)


@typed_line(16)
def listed(turn: Turn, words: str) -> bool:
    """The word that a noun has in its numbers, such as 会商."""
    noun = next((noun for noun in all_nouns().values() if noun.printed == words.strip()), None)
    if noun is None or noun.form is None or not _is_listed(noun) or not scope(turn.actor, noun.sees):
        return False
    _show(turn, noun, 0)
    return True


def _is_listed(noun: Noun) -> bool:
    """A noun whose lines on the timeline are steps has a line for each step of a record, not for each record."""
    return bool(noun.timeline) and noun.timeline[0].steps is None


def _show(turn: Turn, noun: Noun, first: int) -> None:
    paths = scope(turn.actor, noun.sees)
    if not paths:
        raise not_found()
    page = page_read(
        timeline.count_in(turn.session, noun, paths),
        lambda skip, most: timeline.recorded_in(turn.session, noun, paths, skip, most),
        first,
    )
    lines = [record_line(turn, entry) for entry in page.lines] or [N_("Nothing on record yet.")]
    buttons = [button for entry in page.lines if (button := opener(entry))]
    rows = [*in_twos(buttons), *page.turning("records.list", {"noun": noun.key}, at="skip")]
    turn.say(N_("{noun}: {count} on record", noun=noun.word, count=page.total), *lines, rows=rows)
