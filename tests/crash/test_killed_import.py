"""The bot is killed between two batches of an import: every row comes in once, and the administrator hears of it."""

import asyncio
import sqlite3
from contextlib import closing
from io import BytesIO

from openpyxl import Workbook

from tests.crash.harness import Town, fill_example
from tests.crash.people import Somebody

ROWS = 250
"""Three batches: killed after the first, and once more after the first of what is left."""


class Administrator(Somebody):
    """Sends a workbook, takes it in, and once that is done sends it again."""

    async def live(self) -> None:
        self.phone.send_document(workbook(), "名单.xlsx")
        screen = await self.hears(f"可导入 {ROWS}")
        await self.presses(screen, "导入 ", "导入完成", f"导入 {ROWS} 行")
        self.phone.send_document(workbook(), "名单.xlsx")
        await self.hears("可导入 0", f"没有变化 {ROWS}")


def workbook():
    book = Workbook()
    book.active.title = "监管对象"
    book.active.append(["企业名称", "类型", "监管所"])
    for number in range(ROWS):
        book.active.append([f"第{number}示例大药房", "经营企业", "南宾所"])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_killed_import_goes_on_and_leaves_one_of_each_row(tmp_path):
    counts = asyncio.run(_killed_twice(tmp_path))
    assert counts == {"entities": ROWS, "names": ROWS, "places": ROWS, "index": ROWS, "audit": ROWS}


async def _killed_twice(folder):
    (folder / "example").mkdir()
    people = fill_example(folder / "example")
    (folder / "town").mkdir()
    town = Town(folder / "example", people, folder / "town", officers=0)
    admin = next(one for one in people if one.role == "admin")
    town.people = [Administrator(town.sandbox.person(admin.telegram_id), admin.name, town.ledger, town.enough)]
    async with town:
        for _ in range(2):
            await town.dies_at("batch imported", 1)
        await town.comes_to_rest()
        with closing(sqlite3.connect(town.database)) as db:
            return {what: db.execute(f"SELECT count({COUNTED[what]}").fetchone()[0] for what in COUNTED}


MINE = "(SELECT id FROM entity WHERE name LIKE '第%示例大药房')"
COUNTED = {
    "entities": f"*) FROM entity WHERE id IN {MINE}",
    "names": f"DISTINCT name) FROM entity WHERE id IN {MINE}",
    "places": f"*) FROM entity_place WHERE entity_id IN {MINE}",
    "index": f"*) FROM entity_trigram WHERE rowid IN {MINE}",
    "audit": f"*) FROM audit WHERE action = 'entity.import' AND record_id IN {MINE}",
}
