"""延期: a later due day for a risk item, and why."""

from forms.kinds.date import Day
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def extend(due_in: tuple[int, ...] = (7, 15, 30), zone: str = "Asia/Shanghai") -> Form:
    return Form(
        key="extend",
        version=1,
        title=N_("Extend"),
        zone=zone,
        questions=(
            Question(
                "due",
                Day("future", due_in, fully=N_("Until which day is it extended?")),
                N_("Until which day is it extended?"),
                label=N_("New due day"),
            ),
            Question("reason", FreeText(least=2, most=300), N_("Why is it extended?"), label=N_("Reason")),
        ),
        card=((N_("extended until {due}"),), (N_("Reason for extending: {reason}"),)),
    )
