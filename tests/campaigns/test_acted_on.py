"""What a plan says is acted on by code, or declared as not acted on yet, or only kept: the schema tells the truth."""

from collections.abc import Iterator

import pytest

from campaigns.schema.pack import Pack
from campaigns.schema.part import NotActedOn, Part, is_kept, mark
from tests.campaigns.fields_read import fields_read
from workbooks.plan.field_kinds import kind_of

Field = tuple[str, str]


@pytest.fixture(scope="module")
def read() -> set[Field]:
    return fields_read()


def declared(piece: type[Part], name: str) -> Field:
    """Where the field is declared: the class itself or one above it."""
    own = next(one for one in piece.__mro__ if name in one.__annotations__)
    return f"{own.__module__}.{own.__qualname__}", name


def schema(piece: type[Part] = Pack, seen: set[type[Part]] | None = None) -> Iterator[tuple[type[Part], str, object]]:
    """Every field with its mark. Below one that is not acted on, or only kept, nothing has to be."""
    seen = set() if seen is None else seen
    seen.add(piece)
    for name, field in piece.model_fields.items():
        marked = mark(field, NotActedOn) or is_kept(name, field)
        yield piece, name, marked
        for below in () if marked else kind_of(field).pieces:
            if below not in seen:
                yield from schema(below, seen)


def goes_without_reading(piece: type[Part], name: str) -> bool:
    """A key is what references and workbooks find a piece by, the word of a union picked the class, and of a piece
    inside the piece every field may say for itself that nothing comes of it.
    """
    kind = kind_of(piece.model_fields[name])
    if kind.pieces and not kind.many:
        return all(marked for inner in kind.pieces for _, _, marked in schema(inner))
    return name == "key" or (name in ("rule", "target") and kind.sort == "choice")


def test_every_field_of_a_plan_is_acted_on_or_says_that_it_is_not(read):
    silent = {
        f"{piece.__name__}.{name}"
        for piece, name, marked in schema()
        if not marked and declared(piece, name) not in read and not goes_without_reading(piece, name)
    }
    assert not silent, (
        f"no code reads {sorted(silent)}: use them, or mark them with NotActedOn (or TextOnly) in campaigns/"
    )


def test_what_says_that_it_is_not_acted_on_is_not(read):
    stale = {
        f"{p.__name__}.{n}" for p, n, marked in schema() if isinstance(marked, NotActedOn) and declared(p, n) in read
    }
    assert not stale, f"{sorted(stale)} are read by now: delete NotActedOn there"


def test_fields_are_told_apart_by_the_class_that_they_belong_to(read):
    close_out, period = "campaigns.schema.close_out.CloseOut", "campaigns.schema.plan_table.Period"
    assert {(close_out, "second_person"), (period, "title"), ("campaigns.schema.due_rules.OnDay", "day")} <= read
