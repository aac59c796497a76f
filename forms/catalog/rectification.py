"""已整改: what was done about a risk item, with photos; somebody else checks it."""

from forms.conditions import Today
from forms.kinds.date import Day
from forms.kinds.photos_note import PhotosNote
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from locales import N_


def rectification(zone: str = "Asia/Shanghai") -> Form:
    return Form(
        key="rectification",
        version=1,
        title=N_("Rectification"),
        zone=zone,
        questions=(
            Question(
                "photos",
                PhotosNote(note=False),
                N_("Please send photos of how it is now."),
                label=N_("Photos"),
                optional=True,
            ),
            Question(
                "measures",
                FreeText(least=2, most=500),
                N_("What was done? One or two sentences."),
                label=N_("Measures"),
            ),
            Question(
                "day",
                Day("past"),
                N_("On which day was it corrected?"),
                label=N_("Day of correction"),
                default=Today(),
                asked=False,
            ),
        ),
        card=(("measures",), (N_("corrected {day}"), "photos")),
    )
