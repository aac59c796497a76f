"""为哪个单位？ Asked only of a person who works in several units, and only where no chosen entity decides it."""

from collections.abc import Iterable

from forms.answers import Answers
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


def chosen(turn: Turn, permission: str, answers: Answers) -> Turn:
    """The turn in the role for the unit that was said; as it is, where none was asked for."""
    if not answers.has("for_unit"):
        return turn
    there, _ = turn.over_unit(permission, answers.chosen_id("for_unit"))
    return there
