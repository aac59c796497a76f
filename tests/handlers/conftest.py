"""A stage for every test: the example of the 石柱 plan on 2025-06-20 at nine, filled once and copied for each."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from campaigns.load import load_pack
from demo import DemoPerson, fill
from handlers.joining.invite import for_the_first
from storage.database import Database
from tests.handlers.stage import BEGINS, Stage

Example = tuple[Path, list[DemoPerson]]


@pytest.fixture(scope="session")
def example(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Example:
    """The filled database file and its people."""
    file = tmp_path_factory.mktemp("example") / "xiaohao.db"
    db = Database(f"sqlite:///{shutil.copy(migrated, file)}")
    with db.transaction() as session:
        people = fill(session, load_pack("shizhu-2025"), BEGINS, history=True)
    db.close()
    return file, people


@pytest.fixture
def people(example: Example) -> list[DemoPerson]:
    """Officer, leader, enterprise contact and administrator of the first station, then the others."""
    return example[1]


@pytest.fixture(scope="session")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One engine for all tests, for its compiled statements; the file below it is another one each time."""
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('stage') / 'xiaohao.db'}")
    event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    yield db
    db.close()


@pytest.fixture
def staged(reused: Database, tmp_path: Path) -> Callable[[Path, Iterable[DemoPerson]], Stage]:
    """A stage on a copy of a filled database file, with its people."""

    def copied(file: Path, people: Iterable[DemoPerson]) -> Stage:
        folder = Path(str(reused.engine.url.database)).parent
        reused.engine.dispose()
        for left in folder.iterdir():
            left.unlink()
        shutil.copy(file, folder / "xiaohao.db")
        return Stage(reused, tmp_path, {person.name: person.telegram_id for person in people})

    return copied


@pytest.fixture
def stage(example: Example, staged: Callable[[Path, Iterable[DemoPerson]], Stage]) -> Stage:
    return staged(*example)


@pytest.fixture
def new_office(migrated: Path, tmp_path: Path) -> Iterator[Stage]:
    """An empty database on which `run` has just printed the first link; three people hold a phone."""
    db = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'new.db')}")
    office = Stage(db, tmp_path, {"何示例": 8001, "张示例": 8002, "冯样例": 8003})
    with db.transaction() as session:
        office.printed = for_the_first(session, BEGINS) or ""
    yield office
    db.close()
