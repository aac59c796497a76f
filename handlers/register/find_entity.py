"""查企业: an entity by a part of its name, its pinyin, a number, what its QR code says, or by where one stands."""

import re

from forms import inputs
from handlers.chatform import entity_offers
from handlers.entity_page.entity_card import show_entity
from handlers.register import find_record
from handlers.turn.rights import role_for, scope
from handlers.turn.routes import Listed, command
from handlers.turn.screens import Button, Rows
from handlers.turn.turn import Refused, Turn, not_found
from handlers.turn.typed_lines import typed_line
from handlers.words import joined
from locales import N_, Text
from storage.queries.register import entity_search
from storage.queries.register.entity_search import Match
from storage.search.comparable import LONG, code_in

LEAST = 2
"""Characters of a line outside any form that are worth a search."""
BY_ID = re.compile(r".*#(\d{1,18})")
"""What choosing a result of an inline query writes: `/find 康民大药房 #17`."""


@command(
    "find", N_("Find entity"), may="find", listed=Listed(50, N_("查企业 /find — find an entity"), N_("Find entity"))
)
def find(turn: Turn) -> None:
    """With words (`/find 康民`) at once, without them as a question."""
    if chosen := BY_ID.fullmatch(turn.rest):
        show_entity(turn, int(chosen[1]))
    elif turn.rest and not find_record.opened(turn, turn.rest):
        _search(turn, turn.rest)
    elif not turn.rest:
        rows = [[_button(offer["button"], int(offer["value"]))] for offer in entity_offers.recent_offers(turn, "find")]
        turn.say(N_("Write a part of the name, pinyin initials or a number; or press 附近."), rows=rows)


@command("near", N_("Nearby"), may="find")
def near_here(turn: Turn) -> None:
    """Typed, or pressed where the app cannot tell its place: a place comes as a location."""
    turn.say(N_("Press 附近 on the phone, or send a location: 📎 → Location."))


@typed_line(20)
def found(turn: Turn, words: str) -> bool:
    """A line typed outside any form that is part of an entity's name or a number of it."""
    role = role_for(turn.actor, "find")
    if role is None or not turn.running or len(words.strip()) < LEAST:
        return False
    return _show_all(turn.as_role(role), words)


def near(turn: Turn, place: inputs.Location) -> None:
    """A location outside any form: the nearest entities."""
    role = role_for(turn.actor, "find")
    if role is None:
        raise not_found()
    turn = turn.as_role(role)
    paths = scope(turn.actor, "find")
    hits = entity_search.nearest(turn.session, place.lat, place.lon, paths, turn.today, statuses=entity_search.ALL)
    if not hits:
        raise Refused(N_("Of no entity near you does the register know the place. Write a part of its name."))
    turn.say(N_("The nearest {count}:", count=len(hits)), rows=_rows(turn, hits))


def _search(turn: Turn, words: str) -> None:
    if _show_all(turn, words):
        return
    if len(words) > LONG and not code_in(words):
        raise Refused(N_("There is no credit code and no licence number in this text. Write a part of the name."))
    if role_for(turn.actor, "inspect") is None:
        raise Refused(N_("Nothing found for “{words}”. Try fewer characters.", words=words[:40]))
    rows = [[Button(N_("Register it first"), "inspect")]]
    raise Refused(
        N_(
            "Nothing found for “{words}”. Try fewer characters, or log a visit and register it there.", words=words[:40]
        ),
        rows=rows,
    )


def _show_all(turn: Turn, words: str) -> bool:
    most, seeker = entity_search.MOST, entity_offers.seeker(turn, "find")
    hits = entity_search.search(turn.session, words, seeker, turn.today, most + 1, entity_search.ALL)
    if len(hits) > most:
        turn.say(N_("More than {count} found, write more of the name:", count=most), rows=_rows(turn, hits[:most]))
    elif hits:
        turn.say(N_("Found {count}:", count=len(hits)), rows=_rows(turn, hits))
    return bool(hits)


def _rows(turn: Turn, hits: list[Match]) -> Rows:
    """Each with the reason why it is there."""
    pack = turn.campaign.pack
    return [
        [_button(joined([entity_offers.described(hit.found, pack), entity_offers.why(hit)]), hit.found.id)]
        for hit in hits
    ]


def _button(label: Text, entity_id: int) -> Button:
    return Button(label, "entity.show", {"id": entity_id})
