"""What /status has to say of trouble. Each file that watches something puts its own lines here:

@status_lines(10)
def lines_for_status(turn: Turn) -> list[Text]: ...
"""

from collections.abc import Callable

from handlers.turn.turn import Turn
from locales import Text

Lines = Callable[[Turn], list[Text]]
_watching: list[tuple[int, Lines]] = []


def status_lines(order: int) -> Callable[[Lines], Lines]:
    """Registers a watcher by where it stands in the answer; it returns no line while all is well."""

    def register(lines: Lines) -> Lines:
        _watching.append((order, lines))
        _watching.sort(key=lambda watching: watching[0])
        return lines

    return register


def troubles(turn: Turn) -> list[Text]:
    """Empty while nothing is wrong."""
    return [line for _, lines in _watching for line in lines(turn)]
