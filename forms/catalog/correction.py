"""更正: the form of the record once more, with all its answers prefilled, and the reason asked first.

`start(correction(inspection(…)), …, answers=saved)` asks the reason, then shows the card.
"""

from dataclasses import replace

from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_

REASON = Question(
    "correction_reason",
    FreeText(least=2, most=300),
    N_("Why is it corrected? After that you can change each answer."),
    label=N_("Reason"),
)


def correction(form: Form) -> Form:
    return replace(
        form,
        key=f"correct_{form.key}",
        title=N_("Correction"),
        questions=(REASON, *form.questions),
        card=(*form.card, (N_("Reason for correcting: {correction_reason}"),)),
    )
