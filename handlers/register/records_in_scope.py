"""What was recorded of one noun in one's scope, the newest first: from a record's card, or by typing the noun."""

from handlers.register.entity_pages import PAGE, in_twos, opener, record_line
from handlers.turn.rights import scope
from handlers.turn.routes import press
from handlers.turn.screens import Button
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


def _show(turn: Turn, noun: Noun, skip: int) -> None:
    paths = scope(turn.actor, noun.sees)
    if not paths:
        raise not_found()
    entries = timeline.recorded_in(turn.session, noun, paths, skip, PAGE + 1)
    shown = entries[:PAGE]
    lines = [record_line(turn, entry) for entry in shown] or [N_("Nothing on record yet.")]
    buttons = [button for entry in shown if (button := opener(entry))]
    turn.say(N_("{noun}: all records", noun=noun.word), *lines, rows=[*in_twos(buttons), _turning(noun, skip, entries)])


def _turning(noun: Noun, skip: int, entries: list[timeline.TimelineEntry]) -> list[Button]:
    newer = [Button(N_("Newer"), "records.list", {"noun": noun.key, "skip": max(0, skip - PAGE)})] if skip else []
    older = Button(N_("Older"), "records.list", {"noun": noun.key, "skip": skip + PAGE})
    return [*newer, *([older] if len(entries) > PAGE else [])]
