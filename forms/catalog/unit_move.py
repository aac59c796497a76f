"""移动: a unit and all below it come under another one, as from a day: gone by, today or to come."""

from forms.kinds.date import Day
from forms.kinds.unit import UnitOf
from forms.model import Form
from forms.question import Question
from locales import N_

AS_FROM = N_("As from which day?")
FROM = Question("day", Day("future", (0, 1, 7), fully=AS_FROM, bounded=False), AS_FROM, label=N_("As from"))


def unit_move() -> Form:
    return Form(
        key="unit_move",
        version=1,
        title=N_("Move the unit"),
        questions=(Question("unit", UnitOf(), N_("Under which unit does it come?"), label=N_("New place")), FROM),
        card=((N_("Under {unit}"), N_("as from {day}")), (N_("Everything below it comes along."),)),
    )
