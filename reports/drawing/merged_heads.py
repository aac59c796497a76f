"""Labels that rows or columns share, as merged cells: 重点产品 beside twelve rows, 清理…数量 over nine columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaigns.schema.official_table import TableLine
from locales import Text


@dataclass(frozen=True)
class HeadLabel:
    """A merged label: `lines` rows (or columns) from `line` on, `depths` levels deep from `depth` on (0: outermost)."""

    text: Text
    line: int
    depth: int
    lines: int = 1
    depths: int = 1


def labels(
    lines: Sequence[TableLine], heads: Mapping[str, Text], titles: Sequence[Text], depths: int
) -> list[HeadLabel]:
    """The heads and titles of all lines, from the outside in; a title stretches over the levels left free beside it."""
    listed_labels = []
    for depth in range(depths - 1):
        for start, end in _runs([line.under[: depth + 1] for line in lines], depth):
            listed_labels.append(HeadLabel(heads[lines[start].under[depth]], start, depth, lines=end - start))
    for place, (line, title) in enumerate(zip(lines, titles, strict=True)):
        own = len(line.under)
        listed_labels.append(HeadLabel(title, place, own, depths=depths - own))
    return sorted(listed_labels, key=lambda label: (label.line, label.depth))


def _runs(heads: Sequence[tuple[str, ...]], depth: int) -> Iterator[tuple[int, int]]:
    """First and one past last of the neighbours under the same heads, where they have a head at this depth at all."""
    start = 0
    for place in range(1, len(heads) + 1):
        if place == len(heads) or heads[place] != heads[start]:
            if len(heads[start]) > depth:
                yield start, place
            start = place
