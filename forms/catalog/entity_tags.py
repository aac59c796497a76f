"""重点: which focus tags an entity bears from a day on."""

from forms.conditions import ChosenOffers, Today
from forms.kinds.choices import Choices
from forms.kinds.date import Day
from forms.model import Form
from forms.question import Question
from locales import N_


def entity_tags(zone: str = "Asia/Shanghai") -> Form:
    """Offers: `tags`; those that it bears are `chosen`."""
    since = Day("past", fully=N_("From which day on?"))
    questions = (
        Question("tags", Choices(), N_("Which focus tags does it bear?"), label=N_("Focus"), default=ChosenOffers()),
        Question("day", since, N_("From which day on?"), label=N_("From"), default=Today(), asked=False),
    )
    return Form("entity_tags", 1, N_("Focus tags"), questions, ((N_("Focus: {tags}"),), (N_("from {day}"),)), zone)
