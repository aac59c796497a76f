"""停业、注销、恢复: from which day an entity is no longer in business, or is again, and why."""

from forms.kinds.choice import Choice
from forms.kinds.date import Day
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def entity_status(zone: str = "Asia/Shanghai") -> Form:
    """Offers: `status`, those that it can come to."""
    questions = (
        Question("status", Choice(), N_("What has become of it?"), label=N_("Status")),
        Question("day", Day("past", fully=N_("Since which day?")), N_("Since which day?"), label=N_("Since")),
        Question("reason", FreeText(least=2, most=300), N_("For what reason?"), label=N_("Reason")),
    )
    return Form(
        "entity_status", 1, N_("Change of status"), questions, (("status", N_("since {day}")), ("reason",)), zone
    )
