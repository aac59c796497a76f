"""我的待办: what waits for me, the most urgent first, each with its button, page by page."""

from handlers.turn.duties_shown import button_of, line_of, mark, to_do
from handlers.turn.pager import Page, in_twos, page_of
from handlers.turn.progress_line import progress_of_each_unit
from handlers.turn.routes import Listed, command, press
from handlers.turn.turn import Turn
from locales import N_, Text
from schedules.digest_lines import Entry


@command(
    "todo", N_("My to-do"), may="see_risk", listed=Listed(40, N_("我的待办 /todo — what waits for you"), N_("My to-do"))
)
def my_todo(turn: Turn) -> None:
    show_page(turn)


@press("todo.page", may="see_risk")
def show_page(turn: Turn, first: int = 0) -> None:
    """From the `first` duty on, counted from 0."""
    waiting = to_do(turn)
    page = page_of(waiting, first)
    lines = [line_of(mark(number), entry) for number, entry in page.numbered()]
    buttons = [button for number, entry in page.numbered() if (button := button_of(mark(number), entry.duty))]
    rows = [*in_twos(buttons), *page.turning("todo.page")]
    turn.say(_head(turn, page, waiting), *lines, *progress_of_each_unit(turn), rows=rows)


def _head(turn: Turn, page: Page[Entry], waiting: list[Entry]) -> Text:
    """Where there is more than this page, also how much of it all is pressing."""
    if not waiting:
        return N_("Nothing is waiting for you.")
    pressing = sum(entry.duty.due is not None and entry.duty.due <= turn.today for entry in waiting)
    if pressing and page.total > len(page.lines):
        return N_("To do: {count}, due today or overdue: {pressing}", count=len(waiting), pressing=pressing)
    return N_("To do: {count}", count=len(waiting))
