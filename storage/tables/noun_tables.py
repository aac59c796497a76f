"""Which table keeps the records of a noun: a table says so in its `info`, and the declaration names the table."""

from typing import Any

from sqlmodel import SQLModel

from records.noun import SHARED_TABLE, Noun


def table_called(name: str) -> Any:
    """The class of a table, by the table's name; KeyError where there is none."""
    return {mapper.local_table.name: mapper.class_ for mapper in _mappers()}[name]


def table_of(noun: Noun) -> Any:
    """The class of the table of a noun. ValueError where that table does not say that it keeps this noun."""
    table = table_called(noun.table)
    if noun.table != SHARED_TABLE and table.__table__.info.get("noun") != noun.key:
        raise ValueError(f"the table {noun.table!r} does not say that it keeps the noun {noun.key!r}")
    return table


def _mappers() -> Any:
    return SQLModel._sa_registry.mappers
