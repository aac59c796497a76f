"""Shares in exact arithmetic: a minimum is rounded up to whole entities, a maximum down (C4)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from pydantic import Field

from campaigns.schema.part import Part


class Band(Part):
    """A slice of the group and its share: [{first: 20, percent: 100}, {percent: 30}] is 全覆盖 to 20, then 30 %."""

    first: int | None = Field(default=None, ge=1)
    """The slice ends with this member, counted from the first of the group; None: it takes all the rest."""
    percent: Decimal = Field(ge=0, le=100)


def wanted(bands: Iterable[Band], members: int, limit: Literal["at_least", "at_most"]) -> int:
    """`wanted((Band(percent=15),), 41, "at_least")` → 7."""
    exact, before = Fraction(0), 0
    for band in bands:
        until = members if band.first is None else min(band.first, members)
        exact += Fraction(band.percent) / 100 * max(until - before, 0)
        before = max(before, until)
    return ceil(exact) if limit == "at_least" else floor(exact)
