"""改名: a unit's new name. The old one stays known."""

from forms.catalog.unit_add import NAME
from forms.model import Form
from forms.question import Question
from locales import N_


def unit_rename() -> Form:
    return Form(
        key="unit_rename",
        version=1,
        title=N_("Rename the unit"),
        questions=(Question("name", NAME, N_("What is it called from now on?"), label=N_("Name of the unit")),),
        card=((N_("New name: {name}"),),),
    )
