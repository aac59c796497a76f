"""The SQL itself: every query can be said to PostgreSQL too, and those that run all day go through an index."""

import inspect
import pkgutil
import re
from datetime import date
from importlib import import_module

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.sql import visitors
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import SQLModel

import storage.queries
from storage.queries.ground.unit_paths import below
from storage.queries.messages import inbox, outbox
from storage.queries.people import people
from storage.queries.records import inspections, record_counts, risk_items
from storage.queries.records.risk_items import NewRiskItem
from storage.queries.register import entities
from tests.county import NOW, TODAY

PORTABLE = {"count", "distinct", "sum", "min", "max", "length", "lower", "upper", "replace", "coalesce"}
"""Functions that both databases know by these names."""


# --- on the other database -------------------------------------------------------------------------------


def all_queries():
    for module in pkgutil.walk_packages(storage.queries.__path__, "storage.queries."):
        found = import_module(module.name)
        for name, query in inspect.getmembers(found, inspect.isfunction):
            if query.__module__ == found.__name__ and not name.startswith("_"):
                yield f"{module.name}.{name}", query


def samples(county):
    """Something to ask with, by the type that a query asks for."""
    return {
        "Session": county.session, "int": 1, "str": "康民", "date": TODAY, "datetime": NOW, "Any": NOW,
        "int | None": 1, "dict[str, Any]": {}, "dict[str, int]": {}, "Iterable[str]": ["a"], "Iterable[int]": [1],
        "Sequence[int]": [1], "Sequence[tuple[int, int, str]]": [(1, 1, "{}")], "ChangedBy": county.by(),
        "Iterable[tuple[str, date]]": [("risk:1", TODAY)],
        "NewInspection": county.visit(), "Inspection": county.record(),
        "NewRiskItem": NewRiskItem("无记录", county.pharmacy, county.nanbin.id, TODAY, county.li, TODAY),
        "RiskItem": county.risk(),
        "ColumnElement[bool]": below("/"),
    }  # fmt: skip


def arguments(query, known):
    """None where we have nothing of a type that it wants."""
    wanted = [one for one in inspect.signature(query).parameters.values() if one.default is one.empty]
    kinds = {one.name: re.sub(r"(\w+\.)+", "", inspect.formatannotation(one.annotation)) for one in wanted}
    return {name: known[kind] for name, kind in kinds.items()} if set(kinds.values()) <= set(known) else None


def test_every_query_can_be_said_to_postgresql(county):
    said, asked = [], []
    known = samples(county)
    event.listen(county.session.connection(), "before_execute", lambda _, clause, *rest: said.append(clause))
    for name, query in all_queries():
        given = arguments(query, known)
        if given is None or "session" not in given:
            continue
        with county.session.begin_nested() as savepoint:
            try:
                query(**given)
                county.session.flush()
            except (NoResultFound, IntegrityError, KeyError):
                pass  # said all the same
            savepoint.rollback()
        asked.append(name)
    assert len(asked) > 70
    for clause in said:
        if getattr(clause, "_post_values_clause", None) is not None:
            continue  # ON CONFLICT is each database's own, the query chooses the right one itself
        str(clause.compile(dialect=postgresql.dialect()))
        used = {one.name for one in visitors.iterate(clause) if isinstance(one, FunctionElement)}
        assert used <= PORTABLE, clause


# --- through an index ------------------------------------------------------------------------------------


@pytest.fixture
def plan(county):
    """How SQLite goes about what is asked, one line a step."""

    def plan(ask):
        connection, said = county.session.connection(), []

        def listen(_, __, words, given, *rest):
            said.append((words, given))

        event.listen(connection, "before_cursor_execute", listen)
        ask(county.session)
        event.remove(connection, "before_cursor_execute", listen)
        steps = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given) for words, given in said]
        return [row[3] for rows in steps for row in rows]

    return plan


def _items(session, state):
    """As one person's list asks for them."""
    return risk_items.in_state(session, [1, None], state, seen=risk_items.concerning({1}, {1, 2}, {1}))


JANUARY, JUNE = date(2025, 1, 1), date(2025, 6, 30)
TABLES = set(SQLModel.metadata.tables)
ALL_DAY = {
    "the inbox": (lambda session: inbox.waiting_after(session, 0), "ix_inbox_new"),
    "the outbox": (lambda session: outbox.waiting(session), "ix_outbox_waiting"),
    "visits by unit": (
        lambda session: record_counts.visits_by_unit(session, 1, JANUARY, JUNE, below("/1/")),
        "ix_inspection_figures",
    ),
    "the last visit": (lambda session: entities.last_visit(session, 1), "ix_inspection_entity_id"),
    "a form submitted before": (lambda session: inspections.by_instance(session, "x"), "sqlite_autoindex_inspection"),
    "my records": (lambda session: inspections.recorded_between(session, 1, NOW, NOW), "ix_inspection_recorded_by"),
    "who is behind an account": (
        lambda session: people.actor_by_account(session, 1, TODAY),
        "sqlite_autoindex_account",
    ),
    "open items of an officer": (lambda session: _items(session, "open"), "ix_risk_item_officer_id"),
    "items to close out": (lambda session: _items(session, "rectified"), "ix_risk_item_unit_state"),
    "items of an enterprise": (lambda session: _items(session, "open"), "ix_risk_item_entity_id"),
}


@pytest.mark.parametrize("what", ALL_DAY)
def test_what_is_asked_all_day_goes_through_an_index(plan, what):
    ask, index = ALL_DAY[what]
    steps = plan(ask)
    assert any(index in step for step in steps), steps
    scanned = {step.split()[1] for step in steps if step.startswith("SCAN") and "INDEX" not in step}
    assert not scanned & TABLES
