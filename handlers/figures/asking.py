"""Asking for figures: “二季度汇总”, “Q2 南宾所”, or buttons behind 报表. One screen answers, the file follows."""

from dataclasses import replace
from datetime import date

from figures.plan_figures import PlanFigures, year_key
from figures.plan_progress import answering_unit, plan_figures, scope_of
from figures.questions import Question
from forms.effects import Style
from handlers.turn import typed_lines
from handlers.turn.long_work import JobResult, Work, ask_for, long_work
from handlers.turn.rights import role_for, units_at_the_top
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button, Part, Preformatted
from handlers.turn.stored import Stored
from handlers.turn.turn import Expired, Refused, Turn, not_found
from handlers.turn.typed_lines import typed_line
from locales import N_, Text
from reports.all_reports import all_reports
from reports.catalog import inspection_list, open_risk_items
from reports.catalog.leaders_workbook import leaders_workbook
from reports.catalog.plan_brief import brief
from reports.drawing.text_table import Brief, pages
from reports.drawing.xlsx import workbook
from reports.question_words import ASKED_AS, FiguresAsked, Suggestion, Topic, as_typed_in, understand
from reports.report import Report, report_file
from storage.database import Database
from storage.files import Files
from storage.queries.organisation import units
from storage.queries.people.people import Role
from storage.queries.plans import campaigns
from storage.queries.plans.campaigns import RunningCampaign

MOST_LISTED = 20
MOST_OPENED = 8


@typed_line(10, within_forms=True)
def answered(turn: Turn, text: str) -> bool:
    """Answers a question for figures; False where the text is none, or the asker may not see figures."""
    role, asked = _understood(turn, text)
    if role is None or not isinstance(asked, FiguresAsked):
        return False
    show(turn.as_role(role), asked)
    return True


@typed_line(30)
def suggested(turn: Turn, text: str) -> bool:
    """“三极度汇总” is close to something that we would have understood."""
    _, asked = _understood(turn, text)
    if not isinstance(asked, Suggestion):
        return False
    rows = [
        [Button(as_typed_in(turn.actor.language, suggestion), "ask", {"text": suggestion})]
        for suggestion in asked.texts
    ]
    turn.say(N_("Not understood: “{text}”. Did you mean:", text=asked.unclear[:40]), rows=rows)
    return True


def _understood(turn: Turn, text: str) -> tuple[Role | None, FiguresAsked | Suggestion | None]:
    """What is asked, and the role in which it may be answered."""
    role = role_for(turn.actor, "see_figures")
    if role is None or turn.planned is None:
        return None, None
    pack = turn.planned.pack
    plan = pack.plan_tables[0]
    names = {
        name: unit.key for unit in pack.units for name in (unit.name, unit.title, unit.area, *unit.aliases) if name
    }
    columns = {column.short: column.key for column in plan.columns}
    reports = {word: report.key for report in all_reports().values() for word in report.asked_as}
    return role, understand(text, names, turn.said_on, plan.periods, columns, reports)


@press("ask", may="see_figures")
def ask(turn: Turn, text: str) -> None:
    typed_lines.answer(turn, text)


@command(
    "report",
    N_("Reports"),
    may="see_figures",
    listed=Listed(
        70, N_("报表 /report, or a line like “二季度汇总”, “Q2 南宾所” — figures and the sheet"), N_("Reports")
    ),
)
def report(turn: Turn) -> None:
    plan = _planned(turn).pack.plan_tables[0]
    periods = [(period.title, period.key) for period in plan.periods] + [(N_("The whole year"), year_key(plan))]
    running = plan.period_of(turn.today)
    buttons = [_period_button(title, key, running is not None and key == running.key) for title, key in periods]
    turn.say(
        N_("Which period? You can also just write, for example, “{example}”.", example=_example(turn)),
        rows=[buttons[:2], buttons[2:4], buttons[4:], *_report_buttons((running or plan.periods[0]).key)],
    )


def _report_buttons(period_key: str) -> list[list[Button]]:
    """Those of the catalogue that say by which words they are asked for."""
    offered = [report for report in all_reports().values() if report.asked_as]
    return [[Button(report.about, "figures", {"period": period_key, "report": report.key})] for report in offered]


def _period_button(title: Text, key: str, running: bool) -> Button:
    style: Style | None = "primary" if running else None
    return Button(title, "figures", {"period": key}, style)


def _planned(turn: Turn) -> RunningCampaign:
    if turn.planned is None:
        raise Refused(N_("None of the running campaigns has a plan table to compare with."))
    return turn.planned


def _example(turn: Turn) -> str:
    plan = _planned(turn).pack.plan_tables[0]
    period = plan.period_of(turn.today) or plan.periods[0]
    return as_typed_in(turn.actor.language, f"{period.title}{ASKED_AS['summary']}")


@press("figures", may="see_figures")
def figures_button(
    turn: Turn,
    period: str,
    unit: str | None = None,
    topic: Topic = "summary",
    column: str | None = None,
    report: str | None = None,
) -> None:
    """The plan that is asked today may be another one than that which the button was made for."""
    plan = _planned(turn).pack.plan_tables[0]
    if period not in {year_key(plan), *(known.key for known in plan.periods)}:
        raise Expired
    if column not in {None, *(known.key for known in plan.columns)}:
        raise Expired
    if report is not None and report not in all_reports():
        raise Expired
    show(turn, FiguresAsked(period, unit, topic, column, report))


def show(turn: Turn, asked: FiguresAsked) -> None:
    """Of each of the asker's units, where none was named and they work for several."""
    for unit_id in _units_meant(turn, asked):
        key = asked.unit_key or units.pack_key(turn.session, _planned(turn).campaign_id, unit_id)
        _show_one(turn, replace(asked, unit_key=key), unit_id)


def _units_meant(turn: Turn, asked: FiguresAsked) -> list[int]:
    """The unit that was named, if the asker may see it; else the asker's own."""
    if asked.unit_key is None:
        return units_at_the_top(turn.actor, "see_figures")
    question = Question(_planned(turn), asked.period_key, turn.role.unit_id, turn.today)
    named = answering_unit(turn.session, question, asked.unit_key)
    if named is None:
        raise not_found()
    turn.over("see_figures", units.unit(turn.session, named).path)
    return [named]


def _show_one(turn: Turn, asked: FiguresAsked, unit_id: int) -> None:
    question = Question(_planned(turn), asked.period_key, unit_id, turn.today)
    if asked.report is not None:
        _show_report(turn, question, all_reports()[asked.report])
    elif asked.topic in ("risks", "overdue"):
        _show_risks(turn, question, overdue=asked.topic == "overdue")
    elif asked.topic == "inspections" or asked.column_key is not None:
        _show_visits(turn, question, asked.column_key)
    else:
        _show_summary(turn, question, asked)


def _show_summary(turn: Turn, question: Question, asked: FiguresAsked) -> None:
    figures = plan_figures(turn.session, question)
    turn.say(*as_parts(brief(figures), turn.actor.language), rows=_summary_rows(figures, asked))
    if figures.begun and asked.topic == "summary":
        about = {"version_id": question.running.version_id, "period": question.period_key, "unit_id": question.unit_id}
        ask_for(turn, "figures", Workbook(**about, today=turn.today))


def _show_report(turn: Turn, question: Question, report: Report) -> None:
    """Its first screen; all of it follows as a file."""
    if report.brief is not None:
        turn.say(*as_parts(report.brief(turn.session, question), turn.actor.language))
    else:
        sheets = report.tables(turn.session, question)
        turn.say(report.about, *(Preformatted(pages(sheet, turn.actor.language)[0]) for sheet in sheets))
    about = {"version_id": question.running.version_id, "period": question.period_key, "unit_id": question.unit_id}
    ask_for(turn, "figures", Workbook(**about, today=turn.today, report=report.key))


class Workbook(Stored):
    """The plan's version, the period and the unit that the figures are of, and the day of the question."""

    version_id: int
    period: str
    unit_id: int
    today: date
    report: str = ""
    """Key of a report; empty for the workbook that a leader gets."""


@long_work(
    "figures",
    Workbook,
    may="see_figures",
    sorry=N_("The workbook could not be made. Please ask once more; if it fails again, tell the administrator."),
)
def make_workbook(db: Database, _: Files, work: Work[Workbook]) -> JobResult:
    """The three sheets that a leader gets, as the figures stood on the day of the question."""
    asked = work.asked
    with db.reading() as session:
        running = campaigns.version(session, asked.version_id)
        question = Question(running, asked.period, asked.unit_id, asked.today)
        if report := all_reports().get(asked.report):
            name, tables = report_file(session, question, report)
        else:
            name, tables = leaders_workbook(session, question)
    return JobResult(name=name, content=workbook(tables))


def as_parts(answer: Brief, language: str) -> list[Part]:
    table = [Preformatted(page) for page in pages(answer.table, language)] if answer.table else []
    return [*answer.before, *table, *answer.after]


def _summary_rows(figures: PlanFigures, asked: FiguresAsked) -> list[list[Button]]:
    if not figures.begun:
        return []
    where = {"period": asked.period_key, "unit": asked.unit_key}
    rows = []
    if figures.all_risks.overdue:
        label = N_("{count} overdue", count=figures.all_risks.overdue)
        rows.append(Button(label, "figures", {**where, "topic": "overdue"}))
    rows.append(Button(N_("Visits one by one"), "figures", {**where, "topic": "inspections"}))
    behind = [(key, name) for key, name in figures.owing if figures.of_unit(key, figures.periods).gap]
    behind.sort(key=lambda unit: -figures.of_unit(unit[0], figures.periods).gap)
    stations = [
        Button(name, "figures", {"period": asked.period_key, "unit": key, "topic": "gaps"}) for key, name in behind[:3]
    ]
    return [rows, stations if len(figures.owing) > 1 else _column_buttons(figures, asked)]


def _column_buttons(figures: PlanFigures, asked: FiguresAsked) -> list[Button]:
    """Each figure of one station opens to its visits."""
    unit = asked.unit_key or figures.owing[0][0]
    return [
        Button(column.short, "figures", {"period": asked.period_key, "unit": unit, "column": column.key})
        for column in figures.plan.columns
    ]


def _show_visits(turn: Turn, question: Question, column: str | None) -> None:
    lines = inspection_list.visit_lines(turn.session, question, column)
    scope = scope_of(turn.session, question)
    title = N_("{scope}, {count} visits up to {day}", scope=scope, count=len(lines), day=str(question.as_of))
    more = N_("and {count} more, all of them in the sheet", count=len(lines) - MOST_LISTED)
    shown = inspection_list.listed(lines[-MOST_LISTED:], max(len(lines) - MOST_LISTED, 0) + 1)
    turn.say(title, *shown, *([more] if len(lines) > MOST_LISTED else []))


def _show_risks(turn: Turn, question: Question, *, overdue: bool) -> None:
    items = open_risk_items.risk_lines(turn.session, question, ("open",) if overdue else ("open", "rectified"))
    lines = items.overdue if overdue else items.lines
    title = (
        N_("{scope}: {count} risk items overdue", scope=items.scope, count=len(lines))
        if overdue
        else N_("{scope}: {count} risk items not closed out", scope=items.scope, count=len(lines))
    )
    rows = [[Button(line.number, "risk.show", {"id": line.id})] for line in lines[:MOST_OPENED]]
    turn.say(title, *open_risk_items.listed(lines[:MOST_LISTED], items.as_of), rows=rows)
