"""Migrations: up and down in every order, the same as the tables in code, and a newer database is left alone."""

import re
import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text, update
from sqlmodel import SQLModel, col, select

from storage.database import Database
from storage.migrate import NewerDatabase, config, is_current, newest_revision, revision_of, upgrade
from storage.queries.messages import outbox
from storage.queries.people import people
from storage.tables import Outbox
from tests.county import NOW


@pytest.fixture
def empty(tmp_path):
    db = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    yield db
    db.close()


def revisions(db):
    with db.engine.connect() as connection:
        script = ScriptDirectory.from_config(config(connection))
    return [one.revision for one in reversed(list(script.walk_revisions()))]


def move(db, how, revision):
    with db.engine.connect() as connection:
        how(config(connection), revision)


def schema(db):
    """Everything SQLite knows of the schema; a table made anew may say it in another order."""
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'"))
        return {(kind, name): sorted(re.findall(r"[^\s\"(),]+", sql)) for kind, name, sql in rows if sql}


def ours(name, kind, _):
    """The trigram index is SQLite's own: no table of the code."""
    return not (kind == "table" and name.startswith("entity_trigram"))


def test_every_step_of_the_stair_can_be_taken_up_down_and_up_again(empty):
    below = "base"
    for revision in revisions(empty):
        before = schema(empty)
        move(empty, command.upgrade, revision)
        after = schema(empty)
        assert after != before
        move(empty, command.downgrade, below)
        assert schema(empty) == before
        move(empty, command.upgrade, revision)
        assert schema(empty) == after
        below = revision
    assert is_current(empty)


def test_from_the_top_to_the_bottom_and_back(empty):
    upgrade(empty)
    top = schema(empty)
    move(empty, command.downgrade, "base")
    assert schema(empty) == {}
    upgrade(empty)
    assert schema(empty) == top


def test_the_migrations_make_just_the_tables_of_the_code(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True, "include_name": ours})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_checks_are_the_same_too(database):
    """Alembic does not compare CHECKs."""
    present = inspect(database.engine)
    for table in SQLModel.metadata.tables.values():
        wanted = {one.name for one in table.constraints if isinstance(one, CheckConstraint)}
        assert {one["name"] for one in present.get_check_constraints(table.name)} == wanted, table.name


def test_every_migration_file_begins_with_its_revision(empty):
    assert newest_revision() == revisions(empty)[-1]


def test_rows_live_through_a_step_down_and_up(database, county_to_keep):
    county = county_to_keep
    record = county.record(county.visit(findings=[("storage", "贮存", "冷藏柜无温度记录")]))
    county.risk(finding_id=county.session.exec(text("SELECT id FROM finding")).scalar_one(), inspection_id=record.id)
    county.session.commit()
    for below in reversed(revisions(database)[:-1]):
        move(database, command.downgrade, below)
    upgrade(database)
    with database.snapshot() as session:
        assert session.exec(text("SELECT note FROM finding")).scalar_one() == "冷藏柜无温度记录"
        assert session.exec(text("PRAGMA foreign_key_check")).all() == []


def test_only_who_chose_a_language_keeps_it(database, county_to_keep):
    """Before 0012 everybody had 中文, chosen or not; the audit knows who chose."""
    session = county_to_keep.session
    chose, never = county_to_keep.li, county_to_keep.wang
    people.choose_language(session, chose, "zh_Hans_CN", county_to_keep.by())
    session.commit()
    move(database, command.downgrade, "0011")
    upgrade(database)
    with database.snapshot() as session:
        kept = dict(session.exec(text("SELECT id, language FROM person")).all())
        assert (kept[chose], kept[never]) == ("zh_Hans_CN", None)


GOOD_REASONS = ("overtaken", "unreachable", "erased", "nobody waits for it any more")


def test_messages_that_the_version_before_gave_up_are_told_apart(database):
    """Before 0014 `dead` was both what nobody needs any more and what was refused."""
    with database.transaction() as session:
        for error in (*GOOD_REASONS, "bad request: can't parse entities", "FileNotFoundError", None):
            outbox.put(session, f"{error}", 1, "sendMessage", {"text": "x"}, NOW)
            session.exec(select(Outbox).where(col(Outbox.key) == f"{error}")).one().error = error
        outbox.put(session, "inline", 1, "answerInlineQuery", {}, NOW)
        session.execute(update(Outbox).values(state="dead"))
    move(database, command.downgrade, "0013")
    upgrade(database)
    with database.snapshot() as session:
        states = dict(session.exec(text("SELECT key, state FROM outbox")).all())
    assert {key for key, state in states.items() if state == "dead"} == {*GOOD_REASONS, "inline"}
    assert {key for key, state in states.items() if state == "failed"} == set(states) - {*GOOD_REASONS, "inline"}
    move(database, command.downgrade, "0013")
    with database.snapshot() as session:
        assert set(session.exec(text("SELECT state FROM outbox")).scalars()) == {"dead"}


def test_upgrading_twice_changes_nothing(database):
    before = schema(database)
    upgrade(database)
    assert schema(database) == before


def test_a_database_of_a_newer_program_is_refused_untouched(database):
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999"):
        upgrade(database)
    assert revision_of(database) == "9999"
    assert not is_current(database)


def test_an_empty_database_is_not_current(empty):
    assert revision_of(empty) is None
    assert not is_current(empty)


def test_asking_whether_a_database_is_current_does_not_import_alembic(database):
    program = (
        "import sys; from storage.database import Database; from storage.migrate import is_current; "
        "db = Database(sys.argv[1]); assert is_current(db); db.close(); "
        "sys.exit(any(name.split('.')[0] == 'alembic' for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", program, database.url], check=True)


def test_after_a_migration_the_database_watches_its_references_again(empty):
    upgrade(empty)
    with empty.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
