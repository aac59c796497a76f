"""“南宾所二季度：经营 9/11 · 使用 5/7，还差 4 家”: how a unit stands in the running period of the plan."""

from figures.plan_figures import PlanFigures
from figures.plan_progress import plan_figures
from figures.questions import Question
from handlers.turn.rights import role_in_each_unit
from handlers.turn.turn import Turn
from handlers.words import joined
from locales import N_, Text


def progress_of_unit(turn: Turn) -> list[Text]:
    """Of the unit in which the person acts, after each visit; nothing for one without a line in the plan."""
    return _line_of(turn, turn.role.unit_id)


def progress_of_each_unit(turn: Turn) -> list[Text]:
    """Of every unit in which the person inspects."""
    return [line for role in role_in_each_unit(turn.actor, "inspect") for line in _line_of(turn, role.unit_id)]


def _line_of(turn: Turn, unit_id: int) -> list[Text]:
    running = turn.planned
    period = running.pack.plan_tables[0].period_of(turn.today) if running else None
    if running is None or period is None:
        return []
    figures = plan_figures(turn.session, Question(running, period.key, unit_id, turn.today))
    return [_in_words(figures)] if len(figures.owing) == 1 else []


def _in_words(figures: PlanFigures) -> Text:
    (unit, name) = figures.owing[0]
    shares = [
        N_("{column} {done}/{planned}", column=column.short, done=share.done, planned=share.planned)
        for column in figures.plan.columns
        for share in [figures.progress(unit, column.key, figures.periods)]
    ]
    title = figures.periods[0].title
    gap = figures.of_unit(unit, figures.periods).gap
    line = joined(shares)
    if gap:
        return N_("{unit} {period}: {shares}, {gap} to go", unit=name, period=title, shares=line, gap=gap)
    return N_("{unit} {period}: {shares}, all done", unit=name, period=title, shares=line)
