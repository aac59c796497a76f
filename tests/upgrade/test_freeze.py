"""A release can freeze its database: the script runs on the code of today, and what it wrote can be read again."""

import pytest
from sqlmodel import func, select

from storage import migrate
from storage.database import Database
from storage.tables import Draft, Job, Outbox
from tests.handlers.rights.table import FORMS
from tests.upgrade.conftest import thawed


@pytest.fixture
def frozen(frozen_today, tmp_path):
    db = Database(f"sqlite:///{thawed(frozen_today, tmp_path)}")
    yield db
    db.close()


def test_it_has_the_schema_of_today_and_a_draft_of_every_form(frozen):
    assert migrate.is_current(frozen)
    with frozen.snapshot() as session:
        forms = set(session.exec(select(Draft.form)))
        assert {key.split()[0] for key in FORMS} <= forms
        assert session.exec(select(func.count()).select_from(Job)).one() > 5
        assert session.exec(select(func.count()).select_from(Outbox)).one() > 5
