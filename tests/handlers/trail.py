"""What a stage's database was told: a turn that changed a record wrote an audit row, one that changed none wrote none.

And a second tap on 提交, straight after the first, repeats what that one saved and changes nothing. To whoever looks at
the audit every row reads in words: no name of a column, no key of a plan.

    trail = Trail(stage)
    play(stage, lines, after=trail.followed)
"""

import re

from sqlalchemy import text
from sqlmodel import SQLModel, func, select

from forms.inputs import TypedText
from handlers.audit.audit_pages import changes
from handlers.audit.audit_words import action_in_words
from handlers.turn.inbound import Incoming
from handlers.turn.turn import Turn
from handlers.turn.update_context import UpdateContext
from locales import tr
from storage.queries.audit import audit_search
from storage.queries.ground.unit_paths import WHOLE_TREE
from storage.queries.people import people
from storage.tables import Audit, Draft
from tests.handlers.playing import DONE
from tests.handlers.stage import BEGINS, ZONE, Stage

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

RAW = re.compile(r"(^|[：、→ ])[a-z][a-z_]*\d*(:\d+)?([：、 ]|$)|_|None|True|False")
"""A name of a column, or a plan's key."""


class Trail:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.submitted: set[str] = set()
        """The forms that were submitted twice."""
        with stage.looking() as session:
            session.execute(text("CREATE TABLE touched (name)"))
            for table in SQLModel.metadata.tables:
                if table not in OURS:
                    for change in ("INSERT", "UPDATE", "DELETE"):
                        noted = f"INSERT INTO touched VALUES ('{table}')"  # noqa: S608 - our own table's name
                        session.execute(
                            text(
                                f"CREATE TRIGGER touched_{table}_{change} AFTER {change} ON {table} BEGIN {noted}; END"
                            )
                        )
        _, self.rows = self.changed()
        self.drafts = self.open_drafts()

    def changed(self) -> tuple[set[str], int]:
        """The tables written to since the last look, and how many audit rows there are."""
        with self.stage.looking() as session:
            tables = set(session.execute(text("SELECT DISTINCT name FROM touched")).scalars())
            session.execute(text("DELETE FROM touched"))
            return tables, session.execute(text("SELECT count(*) FROM audit")).scalar_one()

    def open_drafts(self) -> set[tuple[str, str]]:
        return set(self.stage.look(lambda session: session.exec(select(Draft.instance, Draft.form)).all()))

    def followed(self, line: str) -> None:
        """After each line of a conversation."""
        tables, rows = self.changed()
        if line.startswith("⏱ "):
            tables -= PLANNED
        if not any(begun in line for begun in ONLY_BEGUN):
            assert (rows > self.rows) == bool(tables), f"{line}: wrote {tables or 'nothing'}, {rows - self.rows} rows"
        drafts, self.rows = self.open_drafts(), rows
        over, self.drafts = self.drafts - drafts, drafts
        done = DONE.fullmatch(line)
        if over and done and done[2] in SUBMIT:
            self.tap_again(done[1], done[2].strip("[]"))
            assert self.changed() == (set(), rows)
            self.submitted |= {form for _, form in over}

    def tap_again(self, who: str, label: str) -> None:
        shown = [message.text for message in self.stage.phones[who].messages]
        self.stage.press(who, label)
        self.stage.settle()
        answer = self.stage.phones[who].messages[-1].text
        repeated = next((answer.removeprefix(head) for head in AGAIN if answer.startswith(head)), None)
        waits = answer in shown  # a newcomer is told the same whatever they press
        assert repeated in shown or waits, answer

    def assert_readable(self, administrator: str) -> None:
        """The last row of each kind, as /audit shows it."""
        now = self.stage.clock()
        with self.stage.looking() as session:
            actor = people.actor_by_account(session, self.stage.chats[administrator].person.id, BEGINS.date())
            assert actor is not None
            assert actor.home is not None
            nothing = Incoming(0, 0, True, 0, now.date(), False, "", TypedText("", now.date()))
            turn = Turn(UpdateContext(session, now, ZONE, "0", 0), actor, actor.home, nothing)
            for row in session.exec(select(func.max(Audit.id)).group_by(Audit.action)):
                found = audit_search.details(session, row, WHOLE_TREE)
                assert found is not None
                said = [tr(line) for line in (action_in_words(found.line.action), *changes(turn, found))]
                assert not [line for line in said if RAW.search(line)], (found.line.action, said)
