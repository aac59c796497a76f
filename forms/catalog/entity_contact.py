"""联系人: whom to call at an entity."""

from forms.kinds.phone import Phone
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def entity_contact(zone: str = "Asia/Shanghai") -> Form:
    questions = (
        Question("name", FreeText(least=2, most=40), N_("What is the contact's name?"), label=N_("Name")),
        Question("post", FreeText(most=40), N_("Which post?"), label=N_("Post"), optional=True),
        Question("phone", Phone(), N_("Which telephone number?"), label=N_("Telephone"), optional=True),
    )
    return Form("entity_contact", 1, N_("Contact"), questions, (("name", "post", "phone"),), zone)
