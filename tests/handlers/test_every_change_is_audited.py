"""In every conversation we know: a turn that changed a record wrote an audit row; one that changed none wrote none.

And a second tap on 提交, straight after the first, repeats what that one saved and changes nothing.
"""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel, select

from handlers.filling import conversations
from storage.tables import Draft
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

SUBMIT = ("[提交]", "提交", "[Submit]")
AGAIN = ("已提交过：\n", "Submitted before:\n")


@pytest.fixture(scope="module")
def submitted():
    """The forms that were submitted twice."""
    return set()


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
def test_what_changes_is_audited_and_what_does_not_is_not(path, watched, submitted):
    _, audited = changed(watched)
    for line in path.read_text("utf-8").splitlines():
        drafts = drafts_in(watched)
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
        if found and found[2] in SUBMIT and (over := drafts - drafts_in(watched)):
            tap_again(watched, found[1], found[2].strip("[]"))
            assert changed(watched) == (set(), audited)
            submitted |= {form for _, form in over}


def drafts_in(stage):
    return set(stage.look(lambda session: session.exec(select(Draft.instance, Draft.form)).all()))


def tap_again(stage, who, label):
    shown = [message.text for message in stage.phones[who].messages]
    stage.press(who, label)
    stage.settle()
    answer = stage.phones[who].messages[-1].text
    repeated = next((answer.removeprefix(head) for head in AGAIN if answer.startswith(head)), None)
    waits = answer in shown  # a newcomer is told the same whatever they press
    assert repeated in shown or waits, answer


def test_every_form_was_submitted_twice(submitted):
    if not submitted:
        pytest.skip("the conversations were not played")
    assert submitted == set(conversations)
