"""Databases as earlier versions left them, brought to the schema of today; each test has its own copy.

The code of today freezes one more: so what a release will leave is tried before it is released.
"""

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlmodel import Session, col, select

from handlers.turn.routes import load_conversations
from storage import migrate
from storage.database import Database
from storage.tables import Account
from tests.handlers.rights import doing
from tests.upgrade.freeze import freeze

load_conversations()
FROZEN = {path.name: path for path in sorted((Path(__file__).parent / "frozen").iterdir()) if path.is_dir()}
VERSIONS = [*FROZEN, "today"]


@pytest.fixture(scope="session")
def frozen_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("freeze") / "today"
    freeze(folder)
    return folder


@pytest.fixture(scope="session")
def frozen_by(frozen_today: Path) -> dict[str, Path]:
    """By version, the folder that `freeze.py` wrote. The numbers of turns up to two millions are taken there."""
    doing.NUMBERS = count(2_000_000)
    return FROZEN | {"today": frozen_today}


@dataclass
class Upgraded:
    """An open session on a database of an earlier version, for looking and for trying what is undone again."""

    version: str
    session: Session

    def person(self, person_id: int) -> SimpleNamespace:
        """Who acts, as `tests.handlers.rights.doing` wants it: the only role is “who”."""
        found = select(Account.external_id).where(col(Account.person_id) == person_id)
        chat = int(self.session.exec(found).one())
        return SimpleNamespace(session=self.session, chat={"who": chat}, person={"who": person_id})


def thawed(frozen: Path, folder: Path) -> Path:
    """The database file, beside its stored files and the head of its audit."""
    shutil.copytree(frozen / "files", folder, dirs_exist_ok=True)
    shutil.copy(frozen / "audit-head.json", folder)
    file = folder / "xiaohao.db"
    file.write_bytes(gzip.decompress((frozen / "xiaohao.db.gz").read_bytes()))
    return file


@pytest.fixture(scope="package", params=VERSIONS)
def upgraded(
    request: pytest.FixtureRequest, frozen_by: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Upgraded]:
    """One for all tests that undo what they do."""
    db = Database(f"sqlite:///{thawed(frozen_by[request.param], tmp_path_factory.mktemp('upgraded'))}")
    migrate.upgrade(db)
    with Session(db.engine, expire_on_commit=False) as session:
        yield Upgraded(request.param, session)
        session.rollback()
    db.close()


@pytest.fixture(params=VERSIONS)
def in_earnest(
    request: pytest.FixtureRequest, frozen_by: dict[str, Path], tmp_path: Path
) -> Iterator[tuple[Database, Path]]:
    """One of its own, on which the program runs."""
    db = Database(f"sqlite:///{thawed(frozen_by[request.param], tmp_path)}")
    migrate.upgrade(db)
    yield db, tmp_path
    db.close()
