"""Lists that are too long for one statement: a database takes some thousands of parameters, not a whole register."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

MOST = 5000


def chunks(ids: Iterable[int], most: int = MOST) -> Iterator[Sequence[int]]:
    left = iter(ids)
    while chunk := list(islice(left, most)):
        yield chunk
