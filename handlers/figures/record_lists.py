"""The records behind a figure, page by page, each with its button: 检查明细, 隐患, 超期."""

from campaigns.schema.pack import Pack
from figures.plan_progress import scope_of
from figures.questions import Question, is_period
from handlers.figures.asked_campaign import asked_campaign
from handlers.turn.pager import in_twos, page_of
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Expired, Turn
from locales import N_
from reports.catalog import inspection_list, open_risk_items
from reports.topics import TOPICS
from storage.json_values import JsonObject


@press("figures.page", may="see_figures")
def more_records(turn: Turn, period: str, unit: int, topic: str, first: int, column: str | None = None) -> None:
    """Another page of a list of records."""
    turn, _ = turn.over_unit("see_figures", unit)
    running = asked_campaign(turn)
    still_asked(running.pack, period, topic, column)
    if not show_records(turn, Question(running, period, unit, turn.today), topic, column, first):
        raise Expired


def still_asked(pack: Pack, period: str, topic: str, column: str | None) -> None:
    """Raises Expired where the plan, or the program, does not have what a button asks for."""
    columns = {None, *(known.key for table in pack.plan_tables[:1] for known in table.columns)}
    if not is_period(pack, period) or topic not in TOPICS or column not in columns:
        raise Expired


def show_records(turn: Turn, question: Question, topic: str, column: str | None, first: int = 0) -> bool:
    """False where the topic is answered by sums."""
    asked: JsonObject = {"period": question.period_key, "unit": question.unit_id, "topic": topic}
    if topic in ("risks", "overdue"):
        _show_risks(turn, question, asked, first)
    elif topic == "inspections" or column is not None:
        _show_visits(turn, question, column, {**asked, "column": column}, first)
    else:
        return False
    return True


def _show_visits(turn: Turn, question: Question, column: str | None, asked: JsonObject, first: int) -> None:
    """The newest first."""
    lines = inspection_list.visit_lines(turn.session, question, column)
    page = page_of(lines[::-1], first)
    title = N_(
        "{scope}, {count} visits up to {day}",
        scope=scope_of(turn.session, question),
        count=page.total,
        day=str(question.as_of),
    )
    buttons = [Button(line.number, "entity.visit", {"id": line.entity_id, "visit": line.id}) for line in page.lines]
    said = inspection_list.listed(page.lines, page.first + 1)
    turn.say(title, *said, rows=[*in_twos(buttons), *page.turning("figures.page", asked)])


def _show_risks(turn: Turn, question: Question, asked: JsonObject, first: int) -> None:
    overdue = asked["topic"] == "overdue"
    items = open_risk_items.risk_lines(turn.session, question, ("open",) if overdue else ("open", "rectified"))
    page = page_of(items.overdue if overdue else items.lines, first)
    title = (
        N_("{scope}: {count} risk items overdue", scope=items.scope, count=page.total)
        if overdue
        else N_("{scope}: {count} risk items not closed out", scope=items.scope, count=page.total)
    )
    buttons = [Button(line.number, "risk.show", {"id": line.id}) for line in page.lines]
    said = open_risk_items.listed(page.lines, items.as_of, page.first + 1)
    turn.say(title, *said, rows=[*in_twos(buttons), *page.turning("figures.page", asked)])
