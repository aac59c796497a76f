"""别名: another name of a unit, as it stands in somebody's workbooks."""

from forms.catalog.unit_add import NAME
from forms.model import Form
from forms.question import Question
from locales import N_


def unit_alias() -> Form:
    return Form(
        key="unit_alias",
        version=1,
        title=N_("Another name"),
        questions=(Question("name", NAME, N_("What else is it called?"), label=N_("Another name")),),
        card=((N_("Also called: {name}"),),),
    )
