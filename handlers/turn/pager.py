"""A list page by page: the one pager of the chat, ‹上一页 · 2/4 · 下一页›, so that no list leaves anything out.

    page = page_of(invitations, first)
    lines = [line(number, invitation) for number, invitation in page.numbered()]
    turn.say(N_("Invitations: {count}", count=page.total), *lines, rows=[*page.turning("invitations.list")])

A button that says where its page begins (`FIRST`) turns the page in place; without, the list is said anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.turn.screens import Button
from locales import N_
from storage.json_values import JsonObject

Line = TypeVar("Line")

PAGE = 8
"""Lines on a page."""
FIRST = "first"
"""What a button calls the line that its page begins with, counted from 0."""


@dataclass(frozen=True)
class Page(Generic[Line]):
    """`lines` of a list of `total` lines, from the line `first`, counted from 0, on."""

    lines: Sequence[Line]
    total: int
    first: int
    size: int

    def numbered(self) -> list[tuple[int, Line]]:
        """The lines with their numbers in the whole list, counted from 1."""
        return list(enumerate(self.lines, self.first + 1))

    def turning(self, action: str, details: JsonObject | None = None, at: str = FIRST) -> list[list[Button]]:
        """The row of buttons below the list, nothing where all of it is shown. `at` is what the action calls the line
        that a page begins with; the button in the middle shows the same page as it stands by then.
        """
        pages, number = -(-self.total // self.size), self.first // self.size
        if pages < 2:
            return []
        labels = {
            number - 1: N_("‹ Previous"),
            number: N_("{page}/{pages}", page=number + 1, pages=pages),
            number + 1: N_("Next ›"),
        }
        return [
            [
                Button(label, action, {**(details or {}), at: page * self.size})
                for page, label in labels.items()
                if 0 <= page < pages
            ]
        ]


def page_of(lines: Sequence[Line], first: int = 0, size: int = PAGE) -> Page[Line]:
    """The page of a list on which the line `first` stands."""
    return page_read(len(lines), lambda skip, most: lines[skip : skip + most], first, size)


def page_read(total: int, read: Callable[[int, int], Sequence[Line]], first: int = 0, size: int = PAGE) -> Page[Line]:
    """The same for a list that is read a page at a time: `read(skip, most)`. Of a list that grew shorter, the last."""
    at = max(min(first, total - 1), 0) // size * size
    return Page(read(at, size), total, at, size)


def in_twos(buttons: Sequence[Button]) -> list[list[Button]]:
    """Two to a row, where their words are short."""
    return [list(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
