"""What tests of several folders share: a migrated database of one's own."""

import shutil

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database, Session
from storage.migrate import upgrade
from tests.county import County

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An empty, migrated database file to copy: migrating takes half a second, copying none."""
    file = tmp_path_factory.mktemp("migrated") / "template.db"
    db = Database(f"sqlite:///{file}")
    upgrade(db)
    db.close()
    return file


@pytest.fixture
def database(migrated, tmp_path):
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'xiaohao.db')}")
    yield db
    db.close()


@pytest.fixture(scope="session")
def empty_database(migrated, tmp_path_factory):
    """For tests that never commit: one engine for all remembers its statements, a new one compiles them anew."""
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path_factory.mktemp('empty') / 'xiaohao.db')}")
    yield db
    db.close()


@pytest.fixture
def session(empty_database):
    """What a test writes here is seen by this session alone and gone afterwards: do not commit."""
    with Session(empty_database.engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def county(session):
    return County(session)


@pytest.fixture
def county_to_keep(database):
    """In a database of its own, where a test may commit."""
    with Session(database.engine, expire_on_commit=False) as session:
        yield County(session)
