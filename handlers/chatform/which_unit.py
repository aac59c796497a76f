"""为哪个单位？ Asked only of a person who works in several units, and only where no chosen entity decides it."""

from collections.abc import Iterable, Mapping
from typing import Any

from forms.engine import Offers
from forms.offer import Offer
from handlers.turn.rights import role_in_each_unit
from handlers.turn.turn import Turn
from storage.queries.people.people import Role

Asking = tuple[bool, Offers]
"""Whether the form asks for the unit, and what it offers then."""


def asking(roles: Iterable[Role]) -> Asking:
    """For `filling.begin`: nothing is asked where there is nothing to choose."""
    several: list[Offer] = [{"value": str(role.unit_id), "label": role.unit_name} for role in roles]
    return (True, {"for_unit": several}) if len(several) > 1 else (False, {})


def asking_of(turn: Turn, permission: str) -> Asking:
    return asking(role_in_each_unit(turn.actor, permission))


def chosen(turn: Turn, permission: str, answers: Mapping[str, Any]) -> Turn:
    """The turn in the role for the unit that was said; as it is, where none was asked for."""
    if answers.get("for_unit") is None:
        return turn
    there, _ = turn.over_unit(permission, int(answers["for_unit"]))
    return there
