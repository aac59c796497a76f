"""Words that several families of conversations say: roles, and how parts of a line are put together."""

from collections.abc import Iterable
from datetime import date

from locales import N_, Message, Text

ROLES: dict[str, Text] = {
    "officer": N_("officer"),
    "leader": N_("leader"),
    "admin": N_("administrator"),
    "enterprise": N_("enterprise contact"),
}


def joined(parts: Iterable[Text]) -> Message:
    """“a · b · c”."""
    parts = list(parts)
    names = [f"part{number}" for number in range(len(parts))]
    return N_(" · ".join(f"{{{name}}}" for name in names), **dict(zip(names, parts, strict=True)))


def day_in_words(day: date) -> Text:
    return N_("{day}", day=day)
