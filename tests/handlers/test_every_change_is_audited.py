"""In every conversation we know: a turn that changed a record wrote an audit row; one that changed none wrote none."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from tests.handlers.playing import DONE, act

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
OURS = {
    *("account", "draft", "screen", "inbox", "outbox", "job", "nudge", "counter"),
    *("audit", "audit_personal", "audit_seal", "entity_index", "link_try"),
}
"""How the program runs, in place of what people record: who was reached, what is half filled in, what was counted."""

ONLY_BEGUN = ("[加入]", "(拉进 ")
"""A newcomer before the form is submitted, a group before it is bound: the row comes with the step that decides."""

PLANNED = {"unit"}
"""A clock may bring a move that was planned, and audited, before: the unit's path follows."""


@pytest.fixture
def watched(stage):
    """A stage whose database notes which tables are written to."""
    with stage.looking() as session:
        session.execute(text("CREATE TABLE touched (name)"))
        for table in SQLModel.metadata.tables:
            if table not in OURS:
                for change in ("INSERT", "UPDATE", "DELETE"):
                    noted = f"INSERT INTO touched VALUES ('{table}')"  # noqa: S608 - our own table's name
                    session.execute(
                        text(f"CREATE TRIGGER touched_{table}_{change} AFTER {change} ON {table} BEGIN {noted}; END")
                    )
    return stage


def changed(stage):
    """The tables written to since the last look, and how many audit rows there are."""
    with stage.looking() as session:
        tables = set(session.execute(text("SELECT DISTINCT name FROM touched")).scalars())
        session.execute(text("DELETE FROM touched"))
        return tables, session.execute(text("SELECT count(*) FROM audit")).scalar_one()


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_what_changes_is_audited_and_what_does_not_is_not(path, watched):
    _, audited = changed(watched)
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("⏱ "):
            watched.tick_at(datetime.fromisoformat(line[2:]))
        elif found := DONE.fullmatch(line):
            act(watched, *found.groups())
        else:
            continue
        tables, after = changed(watched)
        if line.startswith("⏱ "):
            tables -= PLANNED
        if not any(begun in line for begun in ONLY_BEGUN):
            assert (after > audited) == bool(tables), f"{line}: wrote {tables or 'nothing'}, {after - audited} rows"
        audited = after
