"""查企业: find an entity by part of its name or credit code."""

from handlers import lookup
from handlers.rights import role_for
from handlers.routes import command
from handlers.screens import Button
from handlers.turn import Refused, Turn
from locales import N_

LEAST = 2
MOST_SHOWN = 10
"""Characters of a name that are worth a search."""


@command("find", N_("Find entity"), may="find")
def find(turn: Turn) -> None:
    """With words (`/find 康民`) at once, without them as a question."""
    if turn.rest:
        _search(turn, turn.rest)
        return
    offers = lookup.recent_offers(turn)
    rows = [[Button(offer["button"], "entity.show", {"id": int(offer["value"])})] for offer in offers]
    turn.say(N_("Just write a part of the name or credit code, for example “康民”."), rows=rows)


def found(turn: Turn, words: str) -> bool:
    """A line typed outside any form that is part of an entity's name or credit code."""
    role = role_for(turn.actor, "find")
    if role is None or not turn.running or len(words.strip()) < LEAST:
        return False
    return _show_all(turn.as_role(role), words)


def _search(turn: Turn, words: str) -> None:
    if not _show_all(turn, words):
        raise Refused(N_("Nothing found for “{words}”. Try fewer characters.", words=words[:40]))


def _show_all(turn: Turn, words: str) -> bool:
    offers = lookup.offers_for(turn, words)
    rows = [[Button(offer["button"], "entity.show", {"id": int(offer["value"])})] for offer in offers]
    if len(offers) > MOST_SHOWN:
        turn.say(N_("More than {count} found, write more of the name:", count=MOST_SHOWN), rows=rows[:MOST_SHOWN])
    elif offers:
        turn.say(N_("Found {count}:", count=len(offers)), rows=rows)
    return bool(offers)
