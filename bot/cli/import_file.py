"""`xiaohao import`: a register's workbook tried first, then taken in, as in chat; `xiaohao export`: the register back.

Without --yes and without a terminal to ask on it stays with the dry run. Exit code 1: some rows are wrong.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.loading import open_database
from bot.console import CommandFailed, say
from bot.settings import read_settings
from handlers.imports.import_run import ImportObserver, ImportRun
from handlers.imports.import_words import examples, sheet_line
from handlers.imports.register_files import exported
from handlers.imports.register_vocabulary import Vocabulary
from locales import N_
from storage.database import Database, Session
from storage.queries.ground.audit_rows import Operator
from storage.queries.ground.unit_paths import WHOLE_TREE, Scope
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.named_officers import recorder
from storage.queries.organisation import units
from workbooks.opening.limits import WorkbookRefused
from workbooks.opening.opening import NO_FILE
from workbooks.register.register_read import RegisterBook, read_register
from workbooks.register.register_template import template
from workbooks.register.wrong_rows import wrong_rows

HISTORY = {"inspections", "risk_items", "cases", "referrals", "licences"}
"""Sheets whose records somebody has to have recorded."""
BAR = 30


def import_(asked: argparse.Namespace) -> None:
    if asked.template:
        write_template(asked.template)
    elif asked.file is None:
        raise CommandFailed(N_("Name a workbook to import, or write an empty one with --template."))
    else:
        db = open_database()
        try:
            _import(db, asked)
        finally:
            db.close()


def write_template(file: Path) -> None:
    """In the words of the configured database's plans; before there is one, in those of every plan we know."""
    if read_settings().has_database:
        db = open_database()
        with db.snapshot() as session:
            words = Vocabulary.of(session, _now().date())
        db.close()
    else:
        words = Vocabulary.usual()
    _write(file, template(words.choices))
    print(say(N_("{file} written.", file=str(file))))


def export(file: Path, unit_name: str | None) -> None:
    """Over a file that is there already: who exports again wants the new one."""
    db = open_database()
    with db.snapshot() as session:
        content = exported(session, _scope(session, unit_name), _now().date())
    db.close()
    _write(file, content)
    print(say(N_("{file} written.", file=str(file))))


def _scope(session: Session, unit_name: str | None) -> Scope:
    if unit_name is None:
        return WHOLE_TREE
    unit = units.unit_by_key_or_name(session, unit_name)
    if unit is None:
        raise CommandFailed(N_("There is no unit “{unit}”.", unit=unit_name))
    return (unit.path,)


def _import(db: Database, asked: argparse.Namespace) -> None:
    with db.snapshot() as session:
        words = Vocabulary.of(session, _now().date())
    try:
        book = read_register(asked.file, asked.file.name, words.choices)
    except WorkbookRefused as refused:
        raise CommandFailed(refused.what) from None
    except OSError:
        raise CommandFailed(N_("{file}: {what}", file=str(asked.file), what=NO_FILE)) from None
    with book:
        run = _run(db, book, words, asked, writes=False)
        run.through(ProgressBar())
        taken = bool(run.right) and (asked.yes or (not asked.json and _agreed(run, asked)))
        if taken:
            run = _run(db, book, words, asked, writes=True)
            run.through(ProgressBar())
        _tell(run, asked, taken=taken)
        if asked.wrong_rows and run.wrong:
            wrong_rows(asked.wrong_rows, run.wrong_rows())
    if run.wrong:
        raise CommandFailed(N_("{count} rows are wrong and are left out.", count=run.wrong))


def _run(db: Database, book: RegisterBook, words: Vocabulary, asked: argparse.Namespace, *, writes: bool) -> ImportRun:
    now = _now()
    with db.snapshot() as session:
        scope = _scope(session, asked.unit)
        person = recorder(session, now.date(), asked.as_)
    if person is None and asked.as_:
        raise CommandFailed(N_("Nobody who has joined is called “{name}”.", name=asked.as_))
    if person is None and HISTORY & {sheet.head.sheet for sheet in book.sheets}:
        raise CommandFailed(
            N_("Records need somebody who recorded them: let an administrator join first (xiaohao run).")
        )
    context = ImportContext(Operator(now), person, "", scope, now.date(), words.scheme, writes)
    return ImportRun(db, book, context, words.choices)


def _agreed(run: ImportRun, asked: argparse.Namespace) -> bool:
    """Asks where there is somebody to ask."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    _tell(run, asked, taken=False)
    answer = input(say(N_("Import {count} rows? (y/n) ", count=run.right)))
    return answer.strip().lower() in ("y", "yes", "是", "好")


def _tell(run: ImportRun, asked: argparse.Namespace, *, taken: bool) -> None:
    if asked.json:
        print(json.dumps(_as_json(run, taken=taken), ensure_ascii=False, indent=1))
        return
    for sheet, tally in run.tallies.items():
        print(say(sheet_line(sheet, tally)))
    for line in examples(run.tallies) if not taken else ():
        print(say(line))
    for (sheet, row), reason in sorted(run.reasons.items()):
        print(say(N_("{sheet}, row {row}: {what}", sheet=run.title(sheet), row=row, what=reason)))
    done = N_("{count} rows imported.", count=run.right) if taken else N_("Nothing was changed.")
    print(say(done))


def _as_json(run: ImportRun, *, taken: bool) -> Mapping[str, object]:
    names = ("new", "changed", "same", "wrong")
    return {
        "imported": taken,
        "sheets": {sheet: dict(zip(names, counts, strict=True)) for sheet, counts in run.counts().items()},
        "wrong_rows": [
            {"sheet": sheet, "row": row, "reason": say(reason)} for (sheet, row), reason in sorted(run.reasons.items())
        ],
        "unknown_units": dict(run.context.unknown),
    }


class ProgressBar(ImportObserver):
    """How far it has come, on a terminal alone."""

    def committed(self, run: ImportRun) -> None:
        if not sys.stderr.isatty():
            return
        done = min(run.behind * BAR // max(run.total, 1), BAR)
        end = "\n" if run.behind >= run.total else ""
        print(f"\r{'■' * done}{'□' * (BAR - done)} {run.behind:,}/{run.total:,}", end=end, file=sys.stderr, flush=True)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CommandFailed(N_("{file}: {what}", file=str(file), what=error.strerror or "")) from None


def _now() -> datetime:
    return datetime.now(ZoneInfo(read_settings().timezone))
