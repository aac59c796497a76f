"""作废: why a record does not count any more. It stays readable."""

from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def void(zone: str = "Asia/Shanghai") -> Form:
    return Form(
        key="void",
        version=1,
        title=N_("Void"),
        zone=zone,
        questions=(Question("reason", FreeText(least=2, most=300), N_("Why is it void?"), label=N_("Reason")),),
        card=((N_("Reason for voiding: {reason}"),),),
    )
