"""Words that several families of conversations say: roles, and how parts of a line are put together."""

from collections.abc import Iterable, Mapping
from datetime import date

from locales import N_, Message, Text
from records.all_nouns import all_nouns

ROLES: dict[str, Text] = {
    "officer": N_("officer"),
    "leader": N_("leader"),
    "admin": N_("administrator"),
    "enterprise": N_("enterprise contact"),
}

NOTHING_CHANGED = N_("Nothing was changed, so there is no correction to store.")


def joined(parts: Iterable[Text]) -> Message:
    """“a · b · c”."""
    parts = list(parts)
    names = [f"part{number}" for number in range(len(parts))]
    return N_(" · ".join(f"{{{name}}}" for name in names), **dict(zip(names, parts, strict=True)))


def day_in_words(day: date) -> Text:
    return N_("{day}", day=day)


def counted_records(counts: Mapping[str, int]) -> list[Text]:
    """“会商 2” for each noun of which there are any."""
    nouns = all_nouns()
    return [N_("{noun} {count}", noun=nouns[key].word, count=count) for key, count in counts.items() if count]
