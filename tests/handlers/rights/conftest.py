"""One world for all the tests of a file: whatever is done in it is undone again."""

import pytest
from sqlmodel import Session

from handlers import routes
from tests.handlers.rights.jurisdiction import Jurisdiction

routes.load_conversations()


@pytest.fixture(scope="package")
def at(empty_database):
    with Session(empty_database.engine, expire_on_commit=False) as session:
        yield Jurisdiction(session)
        session.rollback()
