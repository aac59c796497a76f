"""登记: something happened that the plan counts days from, e.g. 备案信息核实符合规定, with its subject and its day."""

from typing import Literal

from forms.kinds.date import Day
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from forms.unit_question import for_unit
from locales import N_, Text

WhoSets = Literal["somebody", "the unit"]
"""Of a single case's due day: somebody sets it each time, or the plan is silent and the unit may."""


def event(
    title: Text,
    due_set_by: WhoSets | None = None,
    zone: str = "Asia/Shanghai",
    *,
    asks_unit: bool = False,  # of whoever works for several that owe it
) -> Form:
    """With a due day only where it does not follow from the plan."""
    return Form(
        key="event",
        version=1,
        title=title,
        zone=zone,
        questions=(
            *([for_unit()] if asks_unit else []),
            Question(
                "subject",
                FreeText(least=2, most=60, names="record"),
                N_("Which enterprise, or which number?"),
                label=N_("Subject"),
            ),
            Question(
                "day",
                Day("past", fully=N_("On which day did it happen?")),
                N_("On which day did it happen?"),
                label=N_("Day"),
            ),
            *([_due(due_set_by)] if due_set_by else []),
        ),
        card=((*(["for_unit"] if asks_unit else []), "subject", "day"), (N_("wanted by {due}"),)),
    )


def _due(set_by: WhoSets) -> Question:
    asked = N_("Until which day is it wanted?")
    if set_by == "the unit":
        asked = N_("The plan names no day. Until which day does your unit want to do it?")
    kind = Day("future", ahead=(), fully=asked, bounded=False)  # whoever records late tells a day that is past
    return Question("due", kind, asked, label=N_("Wanted by"), optional=set_by == "the unit")
