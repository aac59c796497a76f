"""The leader's answer in chat: “二季度汇总” on one phone screen, for all units or for one."""

from collections.abc import Iterable
from functools import reduce

from figures.plan_figures import PlanFigures, Progress
from locales import N_, Message, Text
from reports.drawing.dates import period_name, short_day
from reports.drawing.table import Cell, Row, Table, header_row
from reports.drawing.text_table import Brief


def brief(figures: PlanFigures) -> Brief:
    if not figures.begun:
        return Brief(_not_begun(figures))
    several = len(figures.owing) > 1
    lines = _columns(figures) if len(figures.owing) == 1 else (_visits(figures),)
    return Brief((_head(figures), *lines), _stations(figures) if several else None, (_risks(figures), _so_far(figures)))


def _head(figures: PlanFigures) -> Message:
    return N_(
        "{period} · {scope} · as of {day}",
        period=period_name(figures.plan, figures.period_key),
        scope=figures.scope,
        day=short_day(figures.as_of),
    )


def _not_begun(figures: PlanFigures) -> tuple[Text, ...]:
    period = period_name(figures.plan, figures.period_key)
    parts = [
        N_("{column} {planned}", column=column.short, planned=figures.of_column(column.key, figures.periods).planned)
        for column in figures.plan.columns
    ]
    return (
        N_("{period} · {scope}", period=period, scope=figures.scope),
        N_("Begins only on {day}; nothing to count yet.", day=short_day(figures.periods[0].start)),
        N_(
            "Planned {total} visits: {columns}",
            total=figures.in_all(figures.periods).planned,
            columns=_with_commas(parts),
        ),
    )


def _visits(figures: PlanFigures) -> Message:
    """“检查 73/93（78.5%）：经营 37/46，使用 36/47；还差 20 家”."""
    parts = [
        N_("{column} {share}", column=column.short, share=_share(figures.of_column(column.key, figures.periods)))
        for column in figures.plan.columns
    ]
    whole = figures.in_all(figures.periods)
    return _with_gap(N_("Visits {share}: {columns}", share=_rate(whole), columns=_with_commas(parts)), whole)


def _columns(figures: PlanFigures) -> tuple[Message, ...]:
    """One unit, a line a column: “经营 8/11（72.7%）；还差 3 家”."""
    progress_of_columns = ((column, figures.of_column(column.key, figures.periods)) for column in figures.plan.columns)
    return tuple(
        _with_gap(N_("{column} {share}", column=column.short, share=_rate(share)), share)
        for column, share in progress_of_columns
    )


def _stations(figures: PlanFigures) -> Table:
    """One row a unit; those furthest behind are marked."""
    columns = figures.plan.columns
    worst = max(figures.of_unit(key, figures.periods).gap for key, _ in figures.owing)
    return Table(
        key="plan-brief",
        title="",
        sheet="",
        header=(header_row("", *(column.short for column in columns)),),
        rows=tuple(_station(figures, key, name, worst) for key, name in figures.owing),
        widths=(0,) * (len(columns) + 2),
    )


def _station(figures: PlanFigures, unit: str, name: str, worst: int) -> Row:
    shares = (figures.progress(unit, column.key, figures.periods) for column in figures.plan.columns)
    gap = figures.of_unit(unit, figures.periods).gap
    mark = N_("← {gap} short", gap=gap) if gap and gap == worst else ""
    return Cell(name, "stub"), *(Cell(_share(share)) for share in shares), Cell(mark, "gap", align="left")


def _risks(figures: PlanFigures) -> Message:
    counts = figures.all_risks
    line = N_("Risk items: {new} new, {closed} closed out, {open} open", **_counts(figures))
    if not counts.overdue:
        return line
    late = [(name, figures.risks_of(key).overdue) for key, name in figures.units if figures.risks_of(key).overdue]
    if len(figures.units) == 1:
        return N_("{risks}, of them {count} overdue", risks=line, count=counts.overdue)
    places = _with_commas(N_("{unit} {overdue}", unit=name, overdue=count) for name, count in late)
    return N_("{risks}, of them {count} overdue ({places})", risks=line, count=counts.overdue, places=places)


def _counts(figures: PlanFigures) -> dict[str, int]:
    counts = figures.all_risks
    return {"new": counts.new, "closed": counts.closed, "open": counts.open}


def _so_far(figures: PlanFigures) -> Message:
    """“年初以来 检查 156/176；还差 20 家；比一季度同期多 6 家”."""
    whole = figures.in_all(figures.year_to_date)
    line = _with_gap(N_("Since January: visits {share}", share=_share(whole)), whole)
    if figures.done_before is None or len(figures.year_to_date) < 2 or len(figures.periods) > 1:
        return line
    before = figures.year_to_date[-2].title
    return N_("{first}; {second}", first=line, second=_compared(figures, before, figures.done_before))


def _compared(figures: PlanFigures, before: str, done_before: int) -> Message:
    more = figures.in_all(figures.periods).done - done_before
    if not more:
        return N_("as many as by this day of {period}", period=before)
    if more > 0:
        return N_("{count} more than by this day of {period}", count=more, period=before)
    return N_("{count} fewer than by this day of {period}", count=-more, period=before)


def _share(share: Progress) -> str:
    return f"{share.done}/{share.planned}"


def _rate(share: Progress) -> Text:
    if share.percent is None:
        return _share(share)
    if share.done + share.gap > share.planned:  # more than planned here, less there: the rate is not done/planned
        return N_("{share} ({percent} of the plan met)", share=_share(share), percent=share.percent)
    return N_("{share} ({percent})", share=_share(share), percent=share.percent)


def _with_gap(line: Message, share: Progress) -> Message:
    """The gap is said wherever there is one: with a surplus elsewhere the shares alone would hide it (C13)."""
    return N_("{line}; {gap} short", line=line, gap=share.gap) if share.gap else line


def _with_commas(parts: Iterable[Message]) -> Message:
    return reduce(lambda first, second: N_("{first}, {second}", first=first, second=second), parts)
