"""The entity that a form was filled in about: the role over it, its provisional entry if it is new, who works there."""

from forms.answers import Answers
from handlers.chatform import which_unit
from handlers.turn.rights import roles_for
from handlers.turn.turn import Turn, not_found
from storage.queries.organisation import units
from storage.queries.people import people
from storage.queries.register import entities


def entity_of(turn: Turn, permission: str, answers: Answers) -> tuple[Turn, int]:
    """The entity that was chosen, and the turn in the role over it; a new one is provisional until confirmed."""
    entity = answers.entity("entity")
    if entity.id is not None:
        entity_id = entities.current_id(turn.session, entity.id)  # merged while the form was open
        return over_entity(turn, permission, entity_id), entity_id
    turn = which_unit.chosen(turn, permission, answers)
    new_entity = entities.register_provisionally(turn.session, entity.name, entity.kind, turn.today, turn.by)
    return turn, new_entity.id


def over_entity(turn: Turn, permission: str, entity_id: int) -> Turn:
    """The turn in the role over the territory where the entity lies today."""
    unit_id = entities.unit_of(turn.session, entity_id, turn.today)
    if unit_id is None:
        raise not_found()
    return turn.over(permission, units.unit(turn.session, unit_id).path, entity_id)


def colleagues(turn: Turn, permission: str) -> dict[int, str]:
    """The other officers of every unit in which this person may do it."""
    return {
        colleague.person_id: colleague.name
        for role in roles_for(turn.actor, permission)
        for colleague in people.colleagues(turn.session, role.unit_id, turn.actor.person_id, turn.today)
    }
