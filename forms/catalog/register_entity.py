"""登记一家: an entity with all that the register keeps of it. What can be chosen comes with the offers."""

from forms.conditions import In, Is
from forms.kinds.choice import Choice
from forms.kinds.choices import Choices
from forms.kinds.credit_code import CreditCode
from forms.kinds.text import FreeText
from forms.kinds.unit import UnitOf
from forms.model import Form
from forms.question import Question
from forms.register_words import DEVICE_CLASSES, GRADES, WAYS
from locales import N_

TRADERS = ("distributor", "platform")


def register_entity(zone: str = "Asia/Shanghai") -> Form:
    """Offers: `kind`, and the level of one's own `unit`; who works in just one has answered that already."""
    unit = Question("unit", UnitOf(), N_("Whose territory is it in?"), label=N_("Unit"))
    return Form("register_entity", 1, N_("Register an entity"), (*facts(), unit), (*CARD, ("unit",)), zone)


def facts() -> tuple[Question, ...]:
    return (
        Question("name", FreeText(least=2, most=100), N_("What is its full name?"), label=N_("Full name")),
        Question("kind", Choice(), N_("What kind of entity is it?"), label=N_("Kind of entity")),
        Question(
            "credit_code",
            CreditCode(),
            N_("Its credit code? 18 characters, as on the licence."),
            label=N_("Credit code"),
            optional=True,
        ),
        Question(
            "ways",
            Choices(),
            N_("How does it sell?"),
            label=N_("Way of business"),
            options=WAYS,
            optional=True,
            when=In("kind", TRADERS),
        ),
        Question(
            "device_classes",
            Choices(),
            N_("Which classes of devices?"),
            label=N_("Device classes"),
            options=DEVICE_CLASSES,
            optional=True,
            when=In("kind", (*TRADERS, "manufacturer")),
        ),
        Question(
            "grade",
            Choice(),
            N_("What kind of institution is it? This is not its supervision level."),
            label=N_("Institution"),
            options=GRADES,
            optional=True,
            when=Is("kind", "user"),
        ),
        Question("address", FreeText(most=200), N_("Its address?"), label=N_("Address"), optional=True),
    )


CARD = (
    ("name", "kind", "grade"),
    (N_("Credit code {credit_code}"),),
    ("ways", "device_classes"),
    ("address",),
)
