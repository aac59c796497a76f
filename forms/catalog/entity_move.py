"""迁往: an entity comes into another unit's territory from a day on; what was recorded stays where it was."""

from forms.kinds.date import Day
from forms.kinds.text import FreeText
from forms.kinds.unit import UnitOf
from forms.model import Form
from forms.question import Question
from locales import N_


def entity_move(zone: str = "Asia/Shanghai") -> Form:
    """Offers: the level of `unit` that one begins at."""
    questions = (
        Question("unit", UnitOf(), N_("Into whose territory?"), label=N_("Unit")),
        Question("day", Day("past", fully=N_("From which day on?")), N_("From which day on?"), label=N_("From")),
        Question("reason", FreeText(most=300), N_("For what reason?"), label=N_("Reason"), optional=True),
    )
    return Form(
        "entity_move", 1, N_("Move to another unit"), questions, (("unit", N_("from {day}")), ("reason",)), zone
    )
