"""作息: when people of a unit and of all below it may be reminded."""

from forms.conditions import In
from forms.kinds.choice import Choice
from forms.model import Form
from forms.question import Option, Question
from locales import N_

INHERITED = "inherited"
FROM = ("07:30", "08:00", "08:30", "09:00", "09:30", "10:00")
TO = ("16:30", "17:00", "17:30", "18:00", "18:30", "19:00", "19:30")
STARTS = (*(Option(time, time) for time in FROM), Option(INHERITED, N_("As the unit above")))


def unit_hours() -> Form:
    return Form(
        key="unit_hours",
        version=1,
        title=N_("Working hours"),
        questions=(
            Question("starts", Choice(), N_("When does work begin?"), label=N_("Work begins"), options=STARTS),
            Question(
                "ends",
                Choice(),
                N_("When does it end?"),
                label=N_("Work ends"),
                options=tuple(Option(time, time) for time in TO),
                when=In("starts", FROM),
            ),
        ),
        card=((N_("Work begins: {starts}"), N_("ends: {ends}")),),
    )
