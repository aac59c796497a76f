"""Taking in a workbook of 50,000 entities, beside reading it alone and the bare inserts of the same rows."""

import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from openpyxl import Workbook

from bench.rows import Row
from campaigns.load import load_pack
from handlers.imports.import_run import ImportObserver, ImportRun
from handlers.imports.register_vocabulary import Vocabulary
from storage.database import Database, Session
from storage.migrate import upgrade
from storage.queries.ground.audit_rows import Operator
from storage.queries.ground.unit_paths import WHOLE_TREE
from storage.queries.imports.import_context import ImportContext
from storage.queries.organisation.units import add_unit
from workbooks.register.register_read import read_register

TITLE = "Importing a register"
ABOUT = (
    "50,000 entities with credit code, level, tags, licence and contact, taken in in batches of short transactions. "
    "The plainer way reads the same workbook in the same child process and copies the rows that the import wrote, "
    "table by table, in one transaction without any check."
)
ROWS = 50_000
STATIONS = 10
SINCE = date(2025, 1, 1)
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NAMES = "康民德仁和济生华益百寿安泰福瑞祥同春堂恒健源宏盛兴达"
HEADS = (
    "企业名称",
    "统一社会信用代码",
    "类型",
    "监管所",
    "监管级别",
    "重点标签",
    "许可证号",
    "地址",
    "联系人",
    "联系电话",
)
TABLES = (
    "unit", "unit_place", "entity", "entity_place", "entity_level", "entity_tag", "entity_contact", "licence",
    "entity_index", "audit", "audit_personal",
)  # fmt: skip


class Slowest(ImportObserver):
    """How long the longest transaction lasted: so long does somebody else's turn wait at most."""

    def __init__(self) -> None:
        self.seconds, self.began = 0.0, perf_counter()

    def before(self, _session: Session) -> None:
        self.began = perf_counter()

    def committed(self, _run: ImportRun) -> None:
        self.seconds = max(self.seconds, perf_counter() - self.began)


def run() -> list[Row]:
    with TemporaryDirectory(prefix="xiaohao-bench-") as folder:
        book, filled = Path(folder) / "register.xlsx", Path(folder) / "import.db"
        write_book(book)
        db = _county(filled)
        reading = _seconds(lambda: _read(book))
        slowest = Slowest()
        dry = _seconds(lambda: _import(db, book, ImportObserver(), writes=False))
        whole = _seconds(lambda: _import(db, book, slowest, writes=True))
        again = _seconds(lambda: _import(db, book, ImportObserver(), writes=True))
        db.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # the rows to copy are held at once, later
        bare = _bare_inserts(filled, Path(folder) / "bare.db")
    return [
        Row("import, the reading included", whole, "s", plain=reading + bare, goal="≤ 2 ×"),
        Row("of that, opening and reading the workbook", reading, "s"),
        Row("the bare inserts of the same rows", bare, "s"),
        Row("dry run", dry, "s"),
        Row("the same workbook once more", again, "s"),
        Row("longest transaction", slowest.seconds * 1000, "ms", goal="a turn waits no longer"),
        Row("peak memory of the process", peak, "MB", goal="≤ 300 MB"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def write_book(file: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("监管对象")
    sheet.append(HEADS)
    for number in range(ROWS):
        name = "".join(NAMES[number // len(NAMES) ** place % len(NAMES)] for place in range(4))
        station = f"第{number % STATIONS}所"
        sheet.append(
            [
                f"{name}大药房（{number}店）", _code(number), "经营企业", station, "二级", "零售、第二类经营",
                f"示例药监械经营许{number:08d}号", "示例路1号", "示例", f"000-{number:08d}",
            ]
        )  # fmt: skip
    book.save(file)


def _code(number: int) -> str:
    body = f"91500240M{number:08d}"
    total = sum(SIGNS.index(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True))
    return body + SIGNS[(31 - total % 31) % 31]


def _county(file: Path) -> Database:
    db = Database(f"sqlite:///{file}")
    upgrade(db)
    with db.transaction() as session:
        county = add_unit(session, "county", "示例县局", "county", None, SINCE)
        for number in range(STATIONS):
            add_unit(session, f"s{number}", f"第{number}所", "station", county, SINCE)
    return db


def _words() -> Vocabulary:
    return Vocabulary.of_packs([load_pack("shizhu-2025")])


def _read(book: Path) -> int:
    with read_register(book, book.name, _words().choices) as opened:
        return sum(1 for _ in opened.rows())


def _import(db: Database, book: Path, along: ImportObserver, *, writes: bool) -> None:
    words = _words()
    context = ImportContext(Operator(datetime.now(UTC)), None, "", WHOLE_TREE, SINCE, words.scheme, writes)
    with read_register(book, book.name, words.choices) as opened:
        going = ImportRun(db, opened, context, words.choices)
        going.through(along)
    if going.wrong or going.behind != ROWS:
        raise AssertionError(f"{going.wrong} rows are wrong, {going.behind} were read")


def _bare_inserts(filled: Path, bare: Path) -> float:
    """Seconds: into an empty database of the same tables, indexes and triggers, in one transaction."""
    empty = Database(f"sqlite:///{bare}")
    upgrade(empty)
    empty.close()
    with closing(sqlite3.connect(filled)) as source, closing(sqlite3.connect(bare)) as target:
        rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608
        began = perf_counter()
        for table, count in rows.items():
            marks = ", ".join("?" * len(count[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", count)  # noqa: S608
        target.commit()
        return perf_counter() - began
