"""`xiaohao report`: the same reports as in chat, as a file or on the terminal."""

import argparse
import json
import sys
from datetime import date, datetime
from typing import get_args
from zoneinfo import ZoneInfo

from bot.cli.loading import open_database
from bot.console import CommandFailed, say
from bot.settings import read_settings
from days.periods import Span, period_of
from figures.questions import Question
from locales import N_, Message, tr
from reports.all_reports import all_reports
from reports.drawing.table import to_json
from reports.drawing.text_table import pages, plain
from reports.drawing.xlsx import workbook
from storage.database import Session
from storage.queries.organisation import units
from storage.queries.plans import campaigns
from storage.queries.plans.campaigns import RunningCampaign


def report(asked: argparse.Namespace) -> None:
    if asked.list or not asked.name:
        for kind in all_reports().values():
            print(f"{kind.key:16} {say(kind.about)}")
        return
    if asked.name not in all_reports():
        raise CommandFailed(N_("There is no report “{name}”; --list shows them.", name=asked.name))
    if asked.format == "xlsx" and asked.out is None:
        raise CommandFailed(N_("Say where to write the sheet: --out FILE.xlsx"))
    db = open_database()
    with db.snapshot() as session:
        content = _content(session, asked)
    db.close()
    if asked.out is not None:
        asked.out.write_bytes(content)
    else:
        sys.stdout.write(content.decode())


def _question(session: Session, asked: argparse.Namespace, needs_plan: bool) -> Question:
    today: date = asked.as_of or datetime.now(ZoneInfo(read_settings().timezone)).date()
    running = _campaign(session, asked.campaign, today, needs_plan)
    unit = units.unit_by_key_or_name(session, asked.unit) if asked.unit else units.root_unit(session)
    if unit is None:
        raise CommandFailed(N_("There is no unit “{unit}”.", unit=asked.unit))
    period = asked.period or _running_period(running, today)
    question = Question(running, period, unit.id, today)
    try:
        question.as_of  # noqa: B018 - reads the period
    except (KeyError, ValueError):
        raise CommandFailed(_no_such_period(running, period, today)) from None
    return question


def _campaign(session: Session, key: str | None, today: date, needs_plan: bool) -> RunningCampaign:
    """The newest that fits; one with a plan table where the report needs it, and before the others where not."""
    running = [
        running_campaign
        for running_campaign in campaigns.running_campaigns(session, today)
        if key in (None, running_campaign.pack.key)
    ]
    with_plan = [campaign for campaign in running if campaign.pack.plan_tables]
    fitting = with_plan if needs_plan else [*with_plan, *running]
    if not fitting and needs_plan:
        raise CommandFailed(
            N_("No such campaign with a plan table is running; put one into force: xiaohao campaign load PACK")
        )
    if not fitting:
        raise CommandFailed(N_("No such campaign is running; put one into force: xiaohao campaign load PACK"))
    return fitting[0]


def _running_period(running: RunningCampaign, today: date) -> str:
    if not running.pack.plan_tables:
        return period_of("quarter", today).key
    plan = running.pack.plan_tables[0]
    return (plan.period_of(today) or plan.periods[-1]).key


def _no_such_period(running: RunningCampaign, period: str, today: date) -> Message:
    if running.pack.plan_tables:
        known = [known_period.key for known_period in running.pack.plan_tables[0].periods]
    else:
        known = [period_of(span, today).key for span in get_args(Span)]
    return N_("There is no period “{period}”; there are {known}.", period=period, known=known)


def _content(session: Session, asked: argparse.Namespace) -> bytes:
    """The file; UTF-8 text for the terminal."""
    report = all_reports()[asked.name]
    question = _question(session, asked, report.needs_plan)
    if asked.format == "text" and report.brief is not None:
        return (plain(report.brief(session, question)) + "\n").encode()
    tables = report.tables(session, question)
    if asked.format == "xlsx":
        return workbook(tables)
    if asked.format == "json":
        shown = [to_json(table) for table in tables]
        return (json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1) + "\n").encode()
    texts = [f"{tr(table.title)}\n{page}\n" for table in tables for page in pages(table, limit=10**9)]
    return "\n".join(texts).encode()
