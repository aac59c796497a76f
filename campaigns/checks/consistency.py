"""Whether the pieces of a pack fit together: named keys exist, tables are complete, spans and readings make sense."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from campaigns.checks.circular_references import circles
from campaigns.checks.duplicate_keys import named_twice
from campaigns.checks.tables_complete import official_table_gaps, plan_table_gaps
from campaigns.schema.due_rules import Due, EndOf, Every
from campaigns.schema.pack import Pack, UnderReading
from campaigns.schema.pack_parts import pieces
from campaigns.schema.references import KeyProblem, unknown, unknown_keys
from campaigns.yaml_text import Path
from locales import N_

MONTHS_IN = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
A_YEAR_HAS = {"month": 12, "quarter": 4, "half_year": 2, "year": 1}


def loose_ends(pack: Pack) -> Iterator[KeyProblem]:
    """Everything that does not fit, each with its place in the pack."""
    yield from named_twice(pack)
    yield from unknown_keys(pack)
    yield from _zone(pack)
    yield from _outcomes(pack)
    yield from _spans(pack)
    yield from _readings(pack)
    yield from circles(pack)
    for place, deadline in enumerate(pack.deadlines):
        yield from _rule(deadline.due, ("deadlines", place, "due"))
    for place, table in enumerate(pack.tables):
        yield from official_table_gaps(table, ("tables", place))
    for place, plan in enumerate(pack.plan_tables):
        yield from plan_table_gaps(plan, ("plan_tables", place))


def _zone(pack: Pack) -> Iterator[KeyProblem]:
    try:
        ZoneInfo(pack.zone)
    except (KeyError, ValueError, OSError):
        yield ("zone",), N_("“{zone}” is no time zone; one is Asia/Shanghai", zone=pack.zone)


def _outcomes(pack: Pack) -> Iterator[KeyProblem]:
    """The form needs one of each, to start from and to fall to when a point is not met."""
    if {outcome.findings for outcome in pack.outcomes} != {True, False}:
        yield ("outcomes",), N_("there has to be an outcome with findings and one without")


def _spans(pack: Pack) -> Iterator[KeyProblem]:
    if pack.last_day < pack.first_day:
        yield ("ends",), N_("“{period}” ends before it starts", period=pack.title)
    for place, phase in enumerate(pack.phases):
        if phase.start and phase.end and phase.end < phase.start:
            yield ("phases", place, "end"), N_("“{period}” ends before it starts", period=phase.title)


def _readings(pack: Pack) -> Iterator[KeyProblem]:
    """A piece that holds under one option of a note: the note has to offer it."""
    options = {note.key: [option.key for option in note.options] for note in pack.unclear}
    for path, piece in pieces(pack):
        if isinstance(piece, UnderReading) and piece.unclear in options:
            yield from unknown(piece.option, options[piece.unclear], (*path, "option"))


def _rule(due: Due, path: Path) -> Iterator[KeyProblem]:
    """The fourth month of a quarter, the fifth quarter of a year."""
    if isinstance(due, Every) and due.month and due.month > MONTHS_IN[due.every]:
        yield (*path, "month"), N_("“{key}” is {given}, outside what is possible", key="month", given=due.month)
    if isinstance(due, EndOf) and due.number > A_YEAR_HAS[due.period]:
        yield (*path, "number"), N_("“{key}” is {given}, outside what is possible", key="number", given=due.number)
