"""What may stand in a cell, and what is raised where it cannot be understood."""

from datetime import date

from locales import Message

Cell = str | int | float | date | None


class UnreadableCell(Exception):
    """What a cell says cannot be understood; `what` says what would be right."""

    def __init__(self, what: Message) -> None:
        super().__init__()
        self.what = what
