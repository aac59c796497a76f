"""What answers a question for figures: one screen, and the sheets behind it as a file."""

from dataclasses import replace
from datetime import date

from figures.plan_figures import PlanFigures
from figures.plan_progress import answering_unit, plan_figures
from figures.questions import Question, periods_to_ask
from handlers.figures.asked_campaign import asked_campaign
from handlers.figures.record_lists import show_records
from handlers.turn.long_work import JobResult, Work, ask_for, long_work
from handlers.turn.rights import units_at_the_top
from handlers.turn.screens import Button, Part, Preformatted
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn, not_found
from locales import N_, Text
from reports.all_reports import all_reports
from reports.catalog.leaders_workbook import leaders_workbook
from reports.catalog.plan_brief import brief
from reports.drawing.text_table import Brief, pages
from reports.drawing.xlsx import workbook
from reports.question_words import FiguresAsked
from reports.report import Report, report_file
from reports.topics import TOPICS
from storage.database import Database
from storage.files import Files
from storage.queries.organisation import units
from storage.queries.plans import campaigns


def offer_reports(turn: Turn, why: Text) -> None:
    """Where there is no plan table: what can be had all the same, of the running quarter."""
    turn.say(why, rows=report_buttons(turn, periods_to_ask(asked_campaign(turn).pack, turn.today)[-1].key))


def report_buttons(turn: Turn, period_key: str) -> list[list[Button]]:
    """Those of the catalogue that say by which words they are asked for; without a plan table all that need none."""
    has_plan = turn.planned is not None
    offered = [report for report in all_reports().values() if (report.asked_as if has_plan else not report.needs_plan)]
    return [[Button(report.about, "figures", {"period": period_key, "report": report.key})] for report in offered]


def show(turn: Turn, asked: FiguresAsked) -> None:
    """Of each of the asker's units, where none was named and they work for several."""
    for unit_id in _units_meant(turn, asked):
        key = asked.unit_key or units.pack_key(turn.session, asked_campaign(turn).campaign_id, unit_id)
        _show_one(turn, replace(asked, unit_key=key), unit_id)


def _units_meant(turn: Turn, asked: FiguresAsked) -> list[int]:
    """The unit that was named, if the asker may see it; else the asker's own."""
    if asked.unit_key is None:
        return units_at_the_top(turn.actor, "see_figures")
    question = Question(asked_campaign(turn), asked.period_key, turn.role.unit_id, turn.today)
    named = answering_unit(turn.session, question, asked.unit_key)
    if named is None:
        raise not_found()
    turn.over("see_figures", units.unit(turn.session, named).path)
    return [named]


def _show_one(turn: Turn, asked: FiguresAsked, unit_id: int) -> None:
    question = Question(asked_campaign(turn), asked.period_key, unit_id, turn.today)
    report = all_reports()[asked.report] if asked.report else None
    if _needs_plan(asked, report) and not question.has_plan:
        offer_reports(turn, N_("None of the running campaigns has a plan table to compare with."))
    elif report is not None and report.topic is None:
        _show_report(turn, question, report)
    else:
        _show_topic(turn, question, replace(asked, topic=report.topic) if report and report.topic else asked)
        _follow_with_sheets(turn, question, asked, report)


def _needs_plan(asked: FiguresAsked, report: Report | None) -> bool:
    return report.needs_plan if report else TOPICS[asked.topic].needs_plan


def _show_topic(turn: Turn, question: Question, asked: FiguresAsked) -> None:
    if not show_records(turn, question, asked.topic, asked.column_key):
        _show_summary(turn, question, asked)


def _follow_with_sheets(turn: Turn, question: Question, asked: FiguresAsked, report: Report | None) -> None:
    """Of a report that was asked for by name; without a plan table also of a topic: there is no leader's workbook."""
    if report is None and not question.has_plan:
        report = next((known for known in all_reports().values() if known.topic == asked.topic), None)
    if report is not None:
        _ask_for_workbook(turn, question, report.key)


def _show_summary(turn: Turn, question: Question, asked: FiguresAsked) -> None:
    figures = plan_figures(turn.session, question)
    turn.say(*as_parts(brief(figures), turn.actor.language), rows=_summary_rows(figures, asked))
    if figures.begun and asked.topic == "summary":
        _ask_for_workbook(turn, question)


def _show_report(turn: Turn, question: Question, report: Report) -> None:
    """Its first screen; all of it follows as a file."""
    if report.brief is not None:
        turn.say(*as_parts(report.brief(turn.session, question), turn.actor.language))
    else:
        sheets = report.tables(turn.session, question)
        turn.say(report.about, *(Preformatted(pages(sheet, turn.actor.language)[0]) for sheet in sheets))
    _ask_for_workbook(turn, question, report.key)


def _ask_for_workbook(turn: Turn, question: Question, report: str = "") -> None:
    about = {"version_id": question.running.version_id, "period": question.period_key, "unit_id": question.unit_id}
    ask_for(turn, "figures", Workbook(**about, today=turn.today, report=report))


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
    with db.snapshot() as session:
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
