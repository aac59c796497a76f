"""A stage for every test: the example of the 石柱 plan on 2025-06-20 at nine, filled once and copied for each."""

import shutil
from dataclasses import asdict

import pytest

from bot.demo import DemoPerson, fill
from campaigns.load import load_pack
from storage.database import Database
from tests.handlers.stage import BEGINS, Stage


def pytest_collection_modifyitems(items):
    """The program asks for raw answers on purpose (see bot/app.py)."""
    for item in items:
        if "tests/handlers" in item.path.as_posix():
            item.add_marker(pytest.mark.filterwarnings("ignore:Please use 'Bot"))


@pytest.fixture(scope="session")
def example(migrated, tmp_path_factory):
    """The filled database file and its people."""
    file = tmp_path_factory.mktemp("example") / "xiaohao.db"
    db = Database(f"sqlite:///{shutil.copy(migrated, file)}")
    with db.transaction() as session:
        people = fill(session, load_pack("shizhu-2025"), BEGINS, history=True)
    db.close()
    return file, people


@pytest.fixture
def people(example) -> list[DemoPerson]:
    """Officer, leader, enterprise contact and administrator of the first station, then the others."""
    return example[1]


@pytest.fixture
def stage(example, tmp_path) -> Stage:
    file, people = example
    shutil.copy(file, tmp_path / "xiaohao.db")
    return Stage(tmp_path, {person.name: asdict(person)["telegram_id"] for person in people})
