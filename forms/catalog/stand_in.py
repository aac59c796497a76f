"""代班: a colleague's unit and to-do, from a day to a day."""

from forms.kinds.date import Day
from forms.kinds.person import PersonOf
from forms.model import Form
from forms.question import Question
from locales import N_


def stand_in() -> Form:
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
