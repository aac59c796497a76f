"""证照: a licence or filing of an entity, with its days. The same number a second time changes the first."""

from forms.kinds.choice import Choice
from forms.kinds.date import Day
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from forms.register_words import LICENCE_KINDS
from locales import N_


def entity_licence(zone: str = "Asia/Shanghai") -> Form:
    issued = Day("past", bounded=False, fully=N_("On which day was it issued?"))
    until = Day("future", ahead=(), bounded=False, fully=N_("Until which day is it valid?"))
    questions = (
        Question("kind", Choice(), N_("Which licence or filing?"), label=N_("Licence"), options=LICENCE_KINDS),
        Question("number", FreeText(least=3, most=80), N_("Its number?"), label=N_("Number")),
        Question("issued", issued, N_("On which day was it issued?"), label=N_("Issued"), optional=True),
        Question("until", until, N_("Until which day is it valid?"), label=N_("Valid until"), optional=True),
    )
    card = (("kind", "number"), (N_("issued {issued}"), N_("valid until {until}")))
    return Form("entity_licence", 1, N_("Licence or filing"), questions, card, zone)
