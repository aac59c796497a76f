"""修改: the facts of an entity, from a card on which all of them stand already."""

from forms.catalog.register_entity import CARD, facts
from forms.model import Form
from locales import N_


def edit_entity(zone: str = "Asia/Shanghai") -> Form:
    """Offers: `kind`; the answers are what the register says."""
    return Form("edit_entity", 1, N_("Change the entry"), facts(), CARD, zone)
