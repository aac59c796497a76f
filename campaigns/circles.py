"""Deadlines that count from each other in a circle: none of them would ever have a day."""

from collections.abc import Iterator

from campaigns.pack import Counted, Pack
from campaigns.references import Finding
from locales import N_


def circles(pack: Pack) -> Iterator[Finding]:
    start = {one.key: one.due.deadline for one in pack.deadlines if isinstance(one.due, Counted) and one.due.deadline}
    for place, deadline in enumerate(pack.deadlines):
        seen, key = {deadline.key}, start.get(deadline.key)
        while key is not None and key not in seen:
            seen.add(key)
            key = start.get(key)
        if key == deadline.key:
            what = N_("“{title}” counts from itself, by way of other deadlines or at once", title=deadline.title)
            yield ("deadlines", place, "due", "deadline"), what
