"""What an administrator changes about a person: the unit, the name, post and phone, who stands in."""

from forms.catalog.joining import NAME_MOST, POST_MOST
from forms.kinds.date import Day
from forms.kinds.person import PersonOf
from forms.kinds.phone import Phone
from forms.kinds.text import FreeText
from forms.kinds.unit import UnitOf
from forms.model import Form, Question
from locales import N_


def move() -> Form:
    """调动: from today on in another unit, in the same role."""
    return Form(
        key="move",
        version=1,
        title=N_("Move to another unit"),
        questions=(Question("unit", UnitOf(), N_("Into which unit?"), label=N_("Unit")),),
        card=((N_("From today on in {unit}"),),),
    )


def stand_in() -> Form:
    """代班: the colleague's unit and to-do, from a day to a day."""
    return Form(
        key="stand_in",
        version=1,
        title=N_("Standing in"),
        questions=(
            Question("deputy", PersonOf(), N_("Who stands in?"), label=N_("Stand-in")),
            Question("first", Day("future", (0, 1, 3)), N_("From which day?"), label=N_("First day")),
            Question("last", Day("future", (7, 14, 30)), N_("Until which day (included)?"), label=N_("Last day")),
        ),
        card=((N_("{deputy} stands in from {first} to {last}"),),),
    )


def describe() -> Form:
    """改资料: what a person is called and how to reach them."""
    return Form(
        key="describe",
        version=1,
        title=N_("Personal details"),
        questions=(
            Question("name", FreeText(least=2, most=NAME_MOST), N_("What is the name?"), label=N_("Name")),
            Question("post", FreeText(least=1, most=POST_MOST), N_("Which post?"), label=N_("Post"), optional=True),
            Question("phone", Phone(), N_("Which telephone number?"), label=N_("Phone"), optional=True),
        ),
        card=(("name", "post", "phone"),),
    )
