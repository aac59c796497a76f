"""Units that stand below themselves, and deadlines that count from themselves: neither would ever come to an end."""

from collections.abc import Iterator, Mapping

from campaigns.schema.pack import Counted, Pack
from campaigns.schema.references import KeyProblem
from locales import N_


def circles(pack: Pack) -> Iterator[KeyProblem]:
    parents = {unit.key: unit.parent for unit in pack.units if unit.parent}
    for place, unit in enumerate(pack.units):
        if _comes_back(parents, unit.key):
            what = N_("“{title}” stands below itself, by way of other units or at once", title=unit.title)
            yield ("units", place, "parent"), what
    starts = {
        deadline.key: deadline.due.deadline
        for deadline in pack.deadlines
        if isinstance(deadline.due, Counted) and deadline.due.deadline
    }
    for place, deadline in enumerate(pack.deadlines):
        if _comes_back(starts, deadline.key):
            what = N_("“{title}” counts from itself, by way of other deadlines or at once", title=deadline.title)
            yield ("deadlines", place, "due", "deadline"), what


def _comes_back(following: Mapping[str, str], start: str) -> bool:
    seen, key = {start}, following.get(start)
    while key is not None and key not in seen:
        seen.add(key)
        key = following.get(key)
    return key == start
