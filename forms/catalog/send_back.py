"""退回: why a rectification is not accepted."""

from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def send_back(zone: str = "Asia/Shanghai") -> Form:
    return Form(
        key="send_back",
        version=1,
        title=N_("Send back"),
        zone=zone,
        questions=(
            Question(
                "reason",
                FreeText(least=2, most=300),
                N_("Why is it sent back? What is still missing?"),
                label=N_("Reason"),
            ),
        ),
        card=((N_("Reason for sending back: {reason}"),),),
    )
