"""为哪个单位: asked of whoever works for several, where nothing that was chosen says for which one it is.

Offers: `for_unit`, the units to choose from.
"""

from forms.conditions import Condition, Is
from forms.kinds.choice import Choice
from forms.question import Question
from locales import N_

IS_NEW = Is("entity.value", "new")
"""An entity of the register decides for which unit a record is; one that is registered on the spot does not."""


def for_unit(when: Condition | None = None) -> Question:
    return Question("for_unit", Choice(), N_("For which unit?"), label=N_("Unit"), when=when)
