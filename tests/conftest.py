"""What tests of several folders share: a migrated database of one's own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database, Session
from storage.migrate import upgrade
from tests.county import County

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated database file to copy: migrating takes half a second, copying none."""
    file = tmp_path_factory.mktemp("migrated") / "template.db"
    db = Database(f"sqlite:///{file}")
    upgrade(db)
    db.close()
    return file


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'xiaohao.db')}")
    yield db
    db.close()


@pytest.fixture(scope="session")
def empty_database(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """For tests that never commit: one engine for all remembers its statements, a new one compiles them anew."""
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path_factory.mktemp('empty') / 'xiaohao.db')}")
    yield db
    db.close()


@pytest.fixture
def session(empty_database: Database) -> Iterator[Session]:
    """What a test writes here is seen by this session alone and gone afterwards: do not commit."""
    with Session(empty_database.engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def county(session: Session) -> County:
    return County(session)


@pytest.fixture
def county_to_keep(database: Database) -> Iterator[County]:
    """In a database of its own, where a test may commit."""
    with Session(database.engine, expire_on_commit=False) as session:
        yield County(session)
