"""合并: another unit answers for everything of this one, as from a day: gone by, today or to come."""

from forms.catalog.unit_move import FROM
from forms.kinds.unit import UnitOf
from forms.model import Form
from forms.question import Question
from locales import N_


def unit_merge() -> Form:
    return Form(
        key="unit_merge",
        version=1,
        title=N_("Merge the unit"),
        questions=(Question("unit", UnitOf(), N_("Into which unit does it merge?"), label=N_("Merged into")), FROM),
        card=(
            (N_("Merged into {unit}"), N_("as from {day}")),
            (N_("People, entities, open risk items and units below it pass on. What was recorded stays its own."),),
        ),
    )
