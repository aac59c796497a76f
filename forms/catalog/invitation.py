"""邀请: into which unit, as what. What comes of it is a link that works once."""

from forms.kinds.choice import Choice
from forms.kinds.unit import UnitOf
from forms.model import Form
from forms.question import Option, Question
from locales import N_

ROLES = (
    Option("officer", N_("officer")),
    Option("leader", N_("leader")),
    Option("admin", N_("administrator")),
)


def invitation() -> Form:
    return Form(
        key="invitation",
        version=1,
        title=N_("Invitation"),
        questions=(
            Question("unit", UnitOf(), N_("Into which unit?"), label=N_("Unit")),
            Question("role", Choice(), N_("As what?"), label=N_("Role"), options=ROLES),
        ),
        card=((N_("Invite into {unit} as {role}"),),),
    )
