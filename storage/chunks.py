"""Lists that are too long for one statement: a database takes some thousands of parameters, not a whole register."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

Id = TypeVar("Id")

MOST = 5000


def chunks(ids: Iterable[Id], most: int = MOST) -> Iterator[Sequence[Id]]:
    left = iter(ids)
    while chunk := list(islice(left, most)):
        yield chunk
