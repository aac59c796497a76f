"""个人资料: what a person is called and how to reach them."""

from forms.catalog.joining import NAME_MOST, POST_MOST
from forms.kinds.phone import Phone
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def person_details() -> Form:
    return Form(
        key="person_details",
        version=1,
        title=N_("Personal details"),
        questions=(
            Question("name", FreeText(least=2, most=NAME_MOST), N_("What is the name?"), label=N_("Name")),
            Question("post", FreeText(least=1, most=POST_MOST), N_("Which post?"), label=N_("Post"), optional=True),
            Question("phone", Phone(), N_("Which telephone number?"), label=N_("Phone"), optional=True),
        ),
        card=(("name", "post", "phone"),),
    )
