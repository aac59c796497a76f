"""监管责任人: who is responsible for an entity from a day on."""

from forms.conditions import Today
from forms.kinds.choice import Choice
from forms.kinds.date import Day
from forms.model import Form
from forms.question import Question
from locales import N_


def entity_officer(zone: str = "Asia/Shanghai") -> Form:
    """Offers: `officer`."""
    since = Day("past", fully=N_("From which day on?"))
    questions = (
        Question("officer", Choice(), N_("Who is responsible for it?"), label=N_("Responsible officer")),
        Question("day", since, N_("From which day on?"), label=N_("From"), default=Today(), asked=False),
    )
    return Form("entity_officer", 1, N_("Responsible officer"), questions, (("officer", N_("from {day}")),), zone)
