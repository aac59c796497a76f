"""调动: from today on in another unit, in the same role."""

from forms.kinds.unit import UnitOf
from forms.model import Form
from forms.question import Question
from locales import N_


def person_move() -> Form:
    return Form(
        key="person_move",
        version=1,
        title=N_("Move to another unit"),
        questions=(Question("unit", UnitOf(), N_("Into which unit?"), label=N_("Unit")),),
        card=((N_("From today on in {unit}"),),),
    )
