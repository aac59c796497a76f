"""分级: one entity's supervision level under a scheme, from a day on, with the reason; the history is kept."""

from forms.kinds.choice import Choice
from forms.kinds.date import Day
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def entity_level(zone: str = "Asia/Shanghai") -> Form:
    """Offers: `level`, of one scheme."""
    questions = (
        Question("level", Choice(), N_("Which supervision level?"), label=N_("Level")),
        Question("day", Day("past", fully=N_("From which day on?")), N_("From which day on?"), label=N_("From")),
        Question(
            "reason",
            FreeText(least=2, most=300),
            N_("For what reason? For example yearly grading, serious violation, new business type."),
            label=N_("Reason"),
        ),
    )
    return Form("entity_level", 1, N_("Grading"), questions, (("level", N_("from {day}")), ("reason",)), zone)
