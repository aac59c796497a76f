"""What a form's search finds: units, people or entities, within the scope of a permission."""

from forms.effects import Search
from forms.kinds.person import PersonOf
from forms.kinds.unit import UnitOf
from forms.offer import Offer
from forms.question import AnswerKind
from handlers.chatform import entity_offers, unit_offers
from handlers.turn.turn import Turn


def found(turn: Turn, kind: AnswerKind, search: Search, may: str) -> tuple[Offer, ...]:
    match kind:
        case UnitOf():
            return unit_offers.units_for(turn, search.query, may)
        case PersonOf():
            return unit_offers.people_called(turn, search.query, may)
    if search.near is not None:
        return entity_offers.offers_near(turn, *search.near, may)
    return (entity_offers.offers_alike if search.alike else entity_offers.offers_for)(turn, search.query, may)
