"""What is kept for weeks outlives an upgrade: nothing is parked, nothing is lost, nobody is left without an answer.

A stored schema that changes without a step for old rows fails here: a button reads as expired, a draft is given up,
long work is not done. Then a migration rewrites the rows, or the change is named below with its reason.
"""

from dataclasses import replace

from sqlmodel import col, func, select

from campaigns.schema.pack import Pack
from forms.state import State
from handlers.chatform import filling
from handlers.chatform.filling import is_empty
from handlers.turn.routes import presses
from locales import N_, tr
from storage.audit_head import HeadFile
from storage.queries.audit import audit_verifying
from storage.tables import Account, CampaignVersion, Draft, Inbox, Job, Outbox, Person, Screen
from tests.handlers.rights.doing import press, tap, undone, write
from tests.handlers.stage import Stage

EXPIRED = tr(N_("This button has expired. Start again from the keys below."))
GIVEN_UP = tr(N_("The form that you were filling in is not there any more after an update. Please begin again."))
SILENT = {"import.stop"}
"""The import that is stopped says so itself."""
RENEWED = "表样已更新"
LOST = tr(N_("Your rights have changed. The draft is kept; ask your administrator."))
RETIRED: dict[str, dict[str, str]] = {}
"""Version → action → why its buttons are answered as expired since."""


def screens_of(upgraded):
    return upgraded.session.exec(select(Screen).order_by(col(Screen.token))).all()


def test_there_is_a_button_of_every_kind(upgraded):
    frozen = {action for row in screens_of(upgraded) for action, _ in row.buttons}
    assert frozen <= {*presses, *RETIRED.get(upgraded.version, {})}
    assert len(frozen) > 100


def test_every_button_is_answered(upgraded):
    """Of the many buttons of forms one for each form, action and value."""
    retired, tried = RETIRED.get(upgraded.version, {}), set()
    forms = {row.instance: row.form for row in upgraded.session.exec(select(Draft))}
    for row in screens_of(upgraded):
        who = upgraded.person(row.person_id)
        for index, (action, details) in enumerate(row.buttons):
            kind = (action, forms.get(details.get("draft")), details.get("action"), details.get("value"))
            if action == "form" and kind in tried:
                continue
            tried.add(kind)
            with undone(upgraded.session):
                words = tap(who, "who", f"{row.token}.{index}").words
            assert words or action in SILENT, (action, details)
            assert words.startswith(EXPIRED) == (action in retired), (action, details, words)


def drafts_of(upgraded):
    return upgraded.session.exec(select(Draft).order_by(col(Draft.instance))).all()


def in_hand(upgraded, row):
    """The draft as the one that its person is at."""
    for other in upgraded.session.exec(select(Draft).where(Draft.person_id == row.person_id, Draft.in_hand)):
        other.in_hand = False
    upgraded.session.flush()
    upgraded.session.get_one(Draft, row.instance).in_hand = True
    upgraded.session.flush()
    return upgraded.person(row.person_id)


LINES = ("2", "取消", "/cancel", "二季度汇总", None)
"""What a person may do with a draft in hand; None presses [续填]."""


def fed(upgraded, row, line):
    """What the person is told, and the draft as it is afterwards, if it still is."""
    with undone(upgraded.session):
        who = in_hand(upgraded, row)
        seen = write(who, "who", line) if line else press(who, "who", "draft.resume", {"draft": row.instance})
        assert seen.words, row.form
        assert GIVEN_UP not in seen.words, row.form
        left = upgraded.session.get(Draft, row.instance)
        return seen.words, State.from_json(left.state) if left else None


def test_every_draft_goes_on(upgraded):
    for number, row in enumerate(drafts_of(upgraded)):
        before = State.from_json(row.state)
        _, after = fed(upgraded, row, LINES[number % len(LINES)])
        assert after is None or set(before.answers) <= set(after.answers), row.form  # “2” may be another day


def test_every_draft_goes_on_in_a_form_that_has_changed(upgraded, monkeypatch):
    for key, conversation in filling.conversations.items():
        monkeypatch.setitem(filling.conversations, key, replace(conversation, form=raised(conversation.form)))
    for number, row in enumerate(drafts_of(upgraded)):
        before = State.from_json(row.state)
        for line in ("2", LINES[1:][number % 4]):
            words, after = fed(upgraded, row, line)
            if after is not None and line in ("2", None) and words != LOST:
                assert after.version > before.version, row.form
                assert dict(before.answers).items() <= dict(after.answers).items(), row.form
                assert set(before.partial) <= {*after.partial, *after.answers}, row.form
                assert is_empty(before) or RENEWED in words, row.form


def test_whoever_comes_back_is_told_of_each_draft(upgraded):
    for person_id in upgraded.session.exec(select(Draft.person_id).distinct()).all():
        with undone(upgraded.session):
            assert write(upgraded.person(person_id), "who", "/resume").words


def raised(form):
    def made(*known):
        found = form(*known)
        return replace(found, version=found.version + 1)

    return made


def test_every_plan_that_was_in_force_can_be_read(upgraded):
    packs = upgraded.session.exec(select(CampaignVersion.pack)).all()
    assert {Pack.model_validate(pack).key for pack in packs} >= {"shizhu-2025", "xizang-2022"}


def test_everything_that_waited_is_done_and_the_audit_goes_on(in_earnest):
    db, folder = in_earnest
    with db.snapshot() as session:
        chats = session.exec(select(Account.external_id, Person.name).join(Person)).all()
        before = dict(session.exec(select(Inbox.state, func.count()).group_by(Inbox.state)).all())
    stage = Stage(db, folder, {f"{name} {chat}": int(chat) for chat, name in chats})
    stage.settle()
    stage.tick()
    with db.snapshot() as session:
        inbox = dict(session.exec(select(Inbox.state, func.count()).group_by(Inbox.state)).all())
        work = dict(session.exec(select(Job.state, func.count()).group_by(Job.state)).all())
        kinds = session.exec(select(Job.kind).where(Job.state == "failed")).all()
        outbox = set(session.exec(select(Outbox.state)).all())
        checked = audit_verifying.check(session, HeadFile(folder / "audit-head.json"))
    assert inbox == {"parked": before["parked"], "done": before["new"]}
    assert set(work) == {"done"}, kinds
    assert not outbox & {"new", "sending"}
    assert checked.broken is None
