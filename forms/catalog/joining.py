"""加入: who somebody is that opened an invitation; the very first also names the unit that stands above all others."""

from forms.kinds.choice import Choice
from forms.kinds.text import FreeText
from forms.model import Form, Option, Question
from locales import N_

NAME_MOST, POST_MOST, UNIT_MOST = 30, 40, 60

TOP_KINDS = (
    Option("province", N_("Province or region")),
    Option("city", N_("City or prefecture")),
    Option("county", N_("County or district")),
    Option("station", N_("Station")),
)

NAME = Question("name", FreeText(least=2, most=NAME_MOST), N_("What is your name?"), label=N_("Name"))
POST = Question(
    "post",
    FreeText(least=1, most=POST_MOST),
    N_("Your post, for example “officer of Nanbin station”?"),
    label=N_("Post"),
)
TOP_UNIT = (
    Question(
        "unit_name",
        FreeText(least=2, most=UNIT_MOST),
        N_("The full name of your topmost unit, for example “石柱县市场监管局”?"),
        label=N_("Unit"),
    ),
    Question("unit_kind", Choice(), N_("Which level is it?"), label=N_("Level of the unit"), options=TOP_KINDS),
)


def joining(first: bool = False) -> Form:
    """`first`: there is no unit yet, so the first administrator names one."""
    return Form(
        key="joining",
        version=1,
        title=N_("Joining"),
        questions=(NAME, POST, *(TOP_UNIT if first else ())),
        card=(("name", "post"), ("unit_name", "unit_kind")),
    )
