"""The words that the register keeps of an entity, as forms offer them and cards show them."""

from collections.abc import Iterable

from forms.question import Option
from locales import N_, Text

WAYS = (
    Option("wholesale", N_("Wholesale")),
    Option("retail", N_("Retail")),
    Option("online", N_("Online sales")),
)
DEVICE_CLASSES = (Option("3", N_("Class III")), Option("2", N_("Class II")), Option("1", N_("Class I")))
GRADES = tuple(  # the institution's own, never a supervision level (C12); official words are their own keys
    Option(title, title)
    for title in ("三级医院", "二级医院", "一级医院", "乡镇卫生院", "社区卫生服务机构", "门诊部", "诊所", "村卫生室")
)
LICENCE_KINDS = (
    Option("business_licence", N_("Medical device distribution licence")),
    Option("business_filing", N_("Class II device distribution filing")),
    Option("production_licence", N_("Medical device production licence")),
    Option("production_filing", N_("Class I device production filing")),
    Option("online_filing", N_("Online device sales filing")),
    Option("platform_filing", N_("Third-party platform filing")),
    Option("practice_licence", N_("Medical institution practice licence")),
    Option("clinic_filing", N_("Clinic filing")),
)
LICENCE_ACTIONS = (
    Option("granted", N_("granted")),
    Option("changed", N_("changed")),
    Option("renewed", N_("renewed")),
    Option("given_up", N_("given up by the holder")),
    Option("withdrawn", N_("withdrawn")),
    Option("revoked", N_("revoked")),
    Option("announced", N_("void by announcement")),
    Option("other", N_("cleaned up otherwise")),
)
AUTHORITIES = (
    Option("police", N_("the police")),
    Option("health", N_("the health authority")),
    Option("communications", N_("the communications authority")),
    Option("discipline", N_("the discipline inspection")),
    Option("insurance", N_("the medical insurance authority")),
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
    return [
        word(options, value) for value in (*ordered, *(unordered for unordered in values if unordered not in ordered))
    ]
