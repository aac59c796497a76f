"""The words that the register keeps of an entity, as forms offer them and cards show them."""

from collections.abc import Iterable

from forms.model import Option
from locales import N_, Text

WAYS = (
    Option("wholesale", N_("Wholesale")),
    Option("retail", N_("Retail")),
    Option("online", N_("Online sales")),
)
DEVICE_CLASSES = (Option("3", N_("Class III")), Option("2", N_("Class II")), Option("1", N_("Class I")))
GRADES = (  # the institution's own, never a supervision level (C12)
    Option("hospital3", N_("Tertiary hospital")),
    Option("hospital2", N_("Secondary hospital")),
    Option("hospital1", N_("Primary hospital")),
    Option("township", N_("Township health centre")),
    Option("community", N_("Community health centre")),
    Option("outpatient", N_("Outpatient department")),
    Option("clinic", N_("Clinic")),
    Option("village", N_("Village clinic room")),
)
LICENCE_KINDS = (
    Option("distribution_licence", N_("Medical device distribution licence")),
    Option("distribution_filing", N_("Class II device distribution filing")),
    Option("production_licence", N_("Medical device production licence")),
    Option("production_filing", N_("Class I device production filing")),
    Option("online_filing", N_("Online device sales filing")),
    Option("platform_filing", N_("Third-party platform filing")),
    Option("practice_licence", N_("Medical institution practice licence")),
    Option("other", N_("Another licence or filing")),
)
STATUSES = (
    Option("active", N_("in business")),
    Option("suspended", N_("business suspended")),
    Option("closed", N_("closed down")),
    Option("merged", N_("merged into another entry")),
)


def word(options: Iterable[Option], value: str) -> Text:
    """What is not among the options was imported in somebody's own words, and is shown as it stands."""
    return next((option.label for option in options if option.value == value), value)


def words(options: Iterable[Option], values: Iterable[str]) -> list[Text]:
    options, values = list(options), list(values)
    ordered = [option.value for option in options if option.value in values]
    return [word(options, value) for value in (*ordered, *(one for one in values if one not in ordered))]
