"""新增单位: a unit below another one, from today on."""

from forms.kinds.choice import Choice
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Option, Question
from locales import N_

NAME = FreeText(least=2, most=60, names="unit")


def unit_add(kinds: tuple[Option, ...]) -> Form:
    return Form(
        key="unit_add",
        version=1,
        title=N_("Add a unit"),
        questions=(
            Question("name", NAME, N_("What is the new unit called?"), label=N_("Name of the unit")),
            Question("kind", Choice(), N_("What kind of unit is it?"), label=N_("Kind of unit"), options=kinds),
        ),
        card=((N_("New unit: {name}"), "kind"),),
    )
