"""加入: who somebody is that opened an invitation; the very first also names the unit that stands above all others."""

from forms.kinds.choice import Choice
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Option, Question
from locales import N_

NAME_MOST, POST_MOST, UNIT_MOST = 30, 40, 60

NAME = Question("name", FreeText(least=2, most=NAME_MOST), N_("What is your name?"), label=N_("Name"))
POST = Question(
    "post",
    FreeText(least=1, most=POST_MOST),
    N_("Your post, for example “officer of Nanbin station”?"),
    label=N_("Post"),
)
UNIT_NAME = Question(
    "unit_name",
    FreeText(least=2, most=UNIT_MOST),
    N_("The full name of your topmost unit, for example “Market Regulation Bureau of Shizhu County”?"),
    label=N_("Unit"),
)


def joining(kinds: tuple[Option, ...] = ()) -> Form:
    """`kinds` of units where there is no unit yet: the first administrator names the topmost one."""
    unit_kind = Question("unit_kind", Choice(), N_("What kind of unit is it?"), label=N_("Kind of unit"), options=kinds)
    return Form(
        key="joining",
        version=1,
        title=N_("Joining"),
        questions=(NAME, POST, *((UNIT_NAME, unit_kind) if kinds else ())),
        card=(("name", "post"), ("unit_name", "unit_kind")),
    )
