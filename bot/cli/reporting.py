"""`xiaohao report`: the same reports as in chat, as a file or on the terminal."""

import argparse
import json
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.cli.loading import open_database
from bot.console import CommandFailed, say
from bot.settings import read_settings
from figures.plan_figures import covered
from handlers.figures import figures
from locales import N_, Message, tr
from reports.catalog.inspection_list import Inspections, inspections
from reports.catalog.open_risk_items import risk_items
from reports.catalog.plan_brief import brief
from reports.catalog.plan_table_sheet import plan_table
from reports.catalog.plan_vs_actual import plan_vs_actual
from reports.drawing.dates import period_name
from reports.drawing.table import Table, to_json
from reports.drawing.text_table import pages, plain
from reports.drawing.xlsx import workbook
from storage.database import Session
from storage.queries.organisation import units
from storage.queries.plans import campaigns

REPORTS: dict[str, Message] = {
    "plan-vs-actual": N_("plan against actual, by unit"),
    "plan-table": N_("the plan table as annexed"),
    "inspections": N_("the visits one by one"),
    "risk-items": N_("risk items not closed out"),
    "quarter": N_("all sheets of the leader's workbook"),
}


def report(asked: argparse.Namespace) -> None:
    if asked.list or not asked.name:
        for name, about in REPORTS.items():
            print(f"{name:16} {say(about)}")
        return
    if asked.name not in REPORTS:
        raise CommandFailed(N_("There is no report “{name}”; --list shows them.", name=asked.name))
    if asked.format == "xlsx" and asked.out is None:
        raise CommandFailed(N_("Say where to write the sheet: --out FILE.xlsx"))
    db = open_database()
    with db.reading() as session:
        content = _content(session, _question(session, asked), asked)
    db.close()
    if asked.out is not None:
        asked.out.write_bytes(content)
    else:
        sys.stdout.write(content.decode())


def _question(session: Session, asked: argparse.Namespace) -> figures.Question:
    today: date = asked.as_of or datetime.now(ZoneInfo(read_settings().timezone)).date()
    running = campaigns.running_campaigns(session, today)
    fitting = [one for one in running if one.pack.plan_tables and asked.campaign in (None, one.pack.key)]
    found = next(iter(fitting), None)
    if found is None:
        raise CommandFailed(
            N_("No such campaign with a plan table is running; put one into force: xiaohao campaign load PACK")
        )
    unit = units.unit_by_key_or_name(session, asked.unit) if asked.unit else units.root_unit(session)
    if unit is None:
        raise CommandFailed(N_("There is no unit “{unit}”.", unit=asked.unit))
    plan = found.pack.plan_tables[0]
    period = asked.period or (plan.period_of(today) or plan.periods[-1]).key
    try:
        covered(plan, period)
    except KeyError:
        known = [one.key for one in plan.periods]
        raise CommandFailed(
            N_("There is no period “{period}”; there are {known}.", period=period, known=known)
        ) from None
    return figures.Question(found, period, unit.id, today)


def _content(session: Session, question: figures.Question, asked: argparse.Namespace) -> bytes:
    tables = _tables(session, question, asked.name)
    if asked.format == "xlsx":
        return workbook(tables)
    if asked.format == "json":
        shown = [to_json(table) for table in tables]
        return (json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1) + "\n").encode()
    if asked.name == "plan-vs-actual":
        return (plain(brief(figures.plan_figures(session, question))) + "\n").encode()
    texts = [f"{tr(table.title)}\n{page}\n" for table in tables for page in pages(table, limit=10**9)]
    return "\n".join(texts).encode()


def _tables(session: Session, question: figures.Question, name: str) -> list[Table]:
    if name == "quarter":
        return figures.workbook_tables(session, question)
    if name == "plan-table":
        return [plan_table(question.plan, {unit.key: unit.title for unit in question.pack.units})]
    if name == "risk-items":
        return [risk_items(figures.risk_lines(session, question))]
    found = figures.plan_figures(session, question)
    if name == "plan-vs-actual":
        return [plan_vs_actual(found)]
    period = period_name(question.plan, question.period_key)
    return [inspections(Inspections(found.scope, period, found.as_of, figures.visit_lines(session, question)))]
