"""The home keyboard: only the words of what this person may do."""

from handlers.turn.rights import role_for
from handlers.turn.screens import Key, LocationKey
from handlers.turn.turn import Turn
from locales import N_

KEYS: tuple[tuple[tuple[str, Key], ...], ...] = (
    (("inspect", N_("Log inspection")), ("report_risk", N_("Report risk"))),
    (("see_risk", N_("My to-do")), ("find", N_("Find entity")), ("find", LocationKey(N_("Nearby")))),
    (("see_figures", N_("Reports")), ("deadlines", N_("Deadlines"))),
    (("own_entity", N_("My enterprise")), ("administer", N_("Administration"))),
)
"""Rows of (permission, word on the key)."""


def home_keys(turn: Turn) -> list[list[Key]]:
    rows = [[word for permission, word in row if role_for(turn.actor, permission)] for row in KEYS]
    return [row for row in rows if row]
