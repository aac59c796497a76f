"""报隐患: a fault that was found, who follows it up and until when. From an inspection it comes half filled in."""

from forms.conditions import FirstOffer
from forms.kinds.choice import Choice
from forms.kinds.date import Day
from forms.kinds.entity import ENTITY_KINDS, Entity
from forms.kinds.photos_note import PhotosNote
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Option, Question
from forms.unit_question import IS_NEW, for_unit
from locales import N_


def risk_item(
    due_in: tuple[int, ...] = (7, 15, 30),  # buttons only, in days; nothing is filled in by itself
    entity_kinds: tuple[Option, ...] = ENTITY_KINDS,
    asks_unit: bool = False,  # of whoever works for several
    zone: str = "Asia/Shanghai",
) -> Form:
    return Form(
        key="risk_item",
        version=1,
        title=N_("Risk item"),
        zone=zone,
        questions=(
            Question(
                "description",
                FreeText(least=2, most=500),
                N_("What is wrong? One or two sentences."),
                label=N_("Risk"),
            ),
            Question(
                "entity",
                Entity(entity_kinds),
                N_("Which entity? Write its name, pinyin initials or credit code, or send your location."),
                label=N_("Entity"),
            ),
            *([for_unit(when=IS_NEW)] if asks_unit else []),
            Question(
                "due",
                Day("future", due_in, fully=N_("Until which day must it be corrected?")),
                N_("Until which day must it be corrected?"),
                label=N_("Due day"),
            ),
            Question(
                "photos",
                PhotosNote(note=False),
                N_("Photos of it? You can send several."),
                label=N_("Photos"),
                optional=True,
            ),
            Question(
                "officer",
                Choice(),
                N_("Who follows it up?"),
                label=N_("Officer in charge"),
                default=FirstOffer(),
                asked=False,
            ),
        ),
        card=(
            ("description",),
            ("entity", *(["for_unit"] if asks_unit else []), N_("due {due}"), N_("officer in charge: {officer}")),
            ("photos",),
        ),
    )
