"""Databases as earlier versions left them, brought to the schema of today; each test has its own copy."""

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

load_conversations()
doing.NUMBERS = count(2_000_000)  # those before are taken, see `freeze.py`
FROZEN = sorted(path for path in (Path(__file__).parent / "frozen").iterdir() if path.is_dir())


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


@pytest.fixture(scope="package", params=FROZEN, ids=lambda frozen: frozen.name)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgraded]:
    """One for all tests that undo what they do."""
    db = Database(f"sqlite:///{thawed(request.param, tmp_path_factory.mktemp('upgraded'))}")
    migrate.upgrade(db)
    with Session(db.engine, expire_on_commit=False) as session:
        yield Upgraded(request.param.name, session)
        session.rollback()
    db.close()


@pytest.fixture(params=FROZEN, ids=lambda frozen: frozen.name)
def in_earnest(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Path]]:
    """One of its own, on which the program runs."""
    db = Database(f"sqlite:///{thawed(request.param, tmp_path)}")
    migrate.upgrade(db)
    yield db, tmp_path
    db.close()
