"""The plans that `xiaohao try` offers: those of the program and a file of one's own, each with a folder of its own.

DIR/shizhu-2025/              xiaohao.db, files/, sandbox/ (the chats) and fresh/ (the example as it began)
DIR/shizhu-2025-from-0401/    the same plan from another day
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.campaign_files import read_pack
from bot.cli.loading import brought_up_to_date
from bot.console import language
from campaigns.load import pack_keys
from campaigns.schema.pack import Pack
from demo import DemoPerson, fill
from demo.checking_units import label_of
from demo.telling_day import telling_day
from storage.database import Database

OPENING = time(9)
USUAL = "shizhu-2025"
OF_OLDER_VERSIONS = ("fresh", "files", "sandbox", "audit-head.json", "xiaohao.db", "xiaohao.db-wal", "xiaohao.db-shm")


@dataclass(frozen=True)
class TrialPlan:
    """`key` is also its folder's name."""

    key: str
    label: str
    pack: Pack
    first: date
    """The day that the trial begins on, at nine."""

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, OPENING, ZoneInfo(self.pack.zone))

    @property
    def is_outside(self) -> bool:
        return not self.pack.first_day <= self.first <= self.pack.last_day

    def prepare(self, folder: Path) -> list[DemoPerson]:
        """The people; makes the example once under folder/fresh, so that beginning anew only copies a file."""
        fresh = folder / "fresh"
        listed = fresh / "people.json"
        if not listed.exists():
            shutil.rmtree(fresh, ignore_errors=True)  # what an earlier run did not finish
            db = brought_up_to_date(Database(f"sqlite:///{fresh / 'xiaohao.db'}", language()))
            with db.transaction() as session:
                people = fill(session, self.pack, self.begins, history=True)
            db.close()
            listed.write_text(json.dumps([asdict(person) for person in people], ensure_ascii=False))
        return [DemoPerson(**person) for person in json.loads(listed.read_text())]


def offered(wanted: str = USUAL, first: date | None = None) -> tuple[list[TrialPlan], TrialPlan]:
    """All that can be tried, and the one that is asked for: a key or a file, from a day of one's own or the usual one.

    Raises Failed where there is no such plan, or the file has mistakes.
    """
    chosen = _chosen(wanted, first)
    others = [_plan(read_pack(key), key) for key in pack_keys() if key != wanted]
    own_last = sorted([chosen, *others], key=lambda plan: (plan.pack.key not in pack_keys(), -plan.pack.year, plan.key))
    return own_last, chosen


def _chosen(wanted: str, first: date | None) -> TrialPlan:
    pack = read_pack(wanted)
    usual = _plan(pack, wanted) if wanted in pack_keys() else _of_a_file(pack, Path(wanted))
    if first is None or first == usual.first:
        return usual
    return replace(usual, key=f"{usual.key}-from-{first}", first=first)


def _plan(pack: Pack, key: str) -> TrialPlan:
    return TrialPlan(key, label_of(pack), pack, telling_day(pack))


def _of_a_file(pack: Pack, file: Path) -> TrialPlan:
    return TrialPlan(f"{pack.key}-{_mark(pack)}", f"{label_of(pack)}（{file.name}）", pack, telling_day(pack))


def _mark(pack: Pack) -> str:
    """Another one for every change of a file: data made from what it said before is left alone."""
    return hashlib.sha256(pack.model_dump_json().encode()).hexdigest()[:8]


def move_in(folder: Path) -> None:
    """A folder that an older version kept holds 石柱 alone, without a folder of its own."""
    for old in list(_left_by_older_versions(folder)):
        (folder / USUAL).mkdir(exist_ok=True)
        old.rename(folder / USUAL / old.name)


def _left_by_older_versions(folder: Path) -> Iterator[Path]:
    if (folder / "fresh").exists() and not (folder / USUAL).exists():
        yield from (folder / name for name in OF_OLDER_VERSIONS if (folder / name).exists())
