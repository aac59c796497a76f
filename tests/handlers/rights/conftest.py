"""One world for all the tests of a file: whatever is done in it is undone again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from handlers.turn import routes
from storage.database import Database
from tests.handlers.rights.jurisdiction import Jurisdiction

routes.load_conversations()


@pytest.fixture(scope="package")
def at(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jurisdiction]:
    """In a database of its own: it is held open while other tests of the same process run in between."""
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path_factory.mktemp('rights') / 'xiaohao.db')}")
    with Session(db.engine, expire_on_commit=False) as session:
        yield Jurisdiction(session)
        session.rollback()
    db.close()
