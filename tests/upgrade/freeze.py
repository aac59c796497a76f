"""Freezes a database as a version leaves it, for every later version: `python -m tests.upgrade.freeze FOLDER`.

It holds what is kept for weeks: a draft at every question of every form, one button of every kind, every kind of long
work waiting, messages in every state, updates not taken yet, a sealed audit, and all five plans. Nothing of it is
random but the tokens. A release runs this at its own commit into `tests/upgrade/frozen/VERSION`; for a version that
came before this file (0.1.0 is commit b6abea9), a checkout of it gets a copy of this file first.
"""

import gzip
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from sqlmodel import Session, select, update

from campaigns.load import load_pack, pack_keys
from forms import engine
from forms.kinds.checklist import Checklist
from forms.kinds.photos_note import PhotosNote
from forms.model import Form
from forms.question_path import answers_in_effect, is_asked
from forms.state import CHANGE, REVIEW, State
from handlers.chatform import filling
from handlers.joining.invite import hash_of
from handlers.turn.routes import load_conversations
from storage import migrate
from storage.audit_head import HeadFile
from storage.database import Database
from storage.files import Files
from storage.queries.audit import audit_sealing
from storage.queries.messages import job_queue, screen_rows
from storage.queries.messages.screen_rows import ButtonAction
from storage.tables import Campaign, CampaignVersion, Draft, Inbox, Invitation, Job, Outbox
from tests.county import NOW
from tests.handlers.rights import doing
from tests.handlers.rights.acted_on import draft as begun
from tests.handlers.rights.jurisdiction import Jurisdiction
from tests.handlers.rights.line import Line, action_of
from tests.handlers.rights.table import FORMS, PRESSES

PHOTO = "5" * 64
STATES = ("sent", "unsure", "dead", "sending", "new")
ALONE: dict[str, dict[str, Any]] = {
    "campaign.leave": {"job": 1},
    "calendar.declare": {"day": "2025-07-04", "worked": False},
    "draft.another": {"form": "inspection"},
    "language.choose": {"language": "en"},
}
"""What goes with the buttons of which the table of rights only says that they concern nobody else."""
WHY = {"unsure": "TimedOut", "dead": "message text is empty"}


def freeze(folder: Path) -> None:
    folder.mkdir(parents=True)
    load_conversations()
    doing.NUMBERS = count(1_000_000)  # turns are called after their update, and those to come begin with 1
    db = Database(f"sqlite:///{folder / 'xiaohao.db'}")
    migrate.upgrade(db)
    files, head = Files(folder / "files"), HeadFile(folder / "audit-head.json")
    with db.transaction() as session:
        at = Jurisdiction(session)
        other_plans(session)
        workbook = files.put(make_template())
        for key, line in FORMS.items():
            drafts(at, key, line)
        for key, line in PRESSES.items():
            button(at, key, line)
        newcomer(at)
        waiting_work(at, workbook)
        updates(at)
        messages(session, workbook, at.chat["officer"])
    with db.transaction() as session:
        while (sealed := audit_sealing.seal(session, head, 1000)) is not None:
            head.write(sealed)
    db.close()
    pack(folder / "xiaohao.db")


def pack(file: Path) -> None:
    """As one small file in its place."""
    plain = file.with_suffix(".plain")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(plain),))
    with plain.open("rb") as raw, gzip.GzipFile(file.with_suffix(".db.gz"), "wb", mtime=0) as packed:
        shutil.copyfileobj(raw, packed)
    for left in (plain, *file.parent.glob("xiaohao.db")):
        left.unlink()


def other_plans(session: Session) -> None:
    for key in set(pack_keys()) - {"shizhu-2025"}:
        pack = load_pack(key)
        row = Campaign(key=pack.key, title=pack.title, year=pack.year, state="ended")
        session.add(row)
        session.flush()
        told = {"number": 1, "pack": json.loads(pack.model_dump_json()), "effective_from": date(pack.year, 1, 1)}
        session.add(CampaignVersion(campaign_id=row.id, **told))


def make_template() -> bytes:
    from handlers.imports.register_vocabulary import Vocabulary
    from workbooks.register.register_template import template

    return template(Vocabulary.usual().choices)


def one_who_may(line: Line) -> str:
    return min(line.let_in)


def drafts(at: Jurisdiction, key: str, line: Line) -> None:
    """At each question with what came before, on the card, and behind 修改; half an answer where there may be one."""
    if line.details is None:
        return
    role = one_who_may(line)
    told = line.details(at, role, "own")
    about, answers = told["about"], told["answers"]
    first, _ = begun(at, at.person[role], action_of(key), about, answers)
    form = form_of(at.session, first)
    applies = answers_in_effect(form, State.from_json(first.state))
    answers = {name: answers[name] for name in answers if name in applies}
    at.session.delete(first)
    at.session.flush()
    for stop in (*applies, REVIEW, CHANGE):
        row, _ = begun(at, at.person[role], action_of(key), about, answers)
        row.in_hand = False
        row.state = json.dumps(json.loads(row.state) | at_stop(form, list(applies), stop, answers), ensure_ascii=False)
        at.session.flush()
        shown(at, role, row, engine.ask(form, State.from_json(row.state), NOW))


def at_stop(form: Form, keys: list[str], stop: str, answers: dict[str, Any]) -> dict[str, Any]:
    """What a state says there: the answers before it, in the third screen of the form."""
    if stop not in keys:
        return {"at": stop, "answers": answers, "offers": offered(answers), "given": [], "revision": 3}
    question = form.question(stop)
    before = {key: value for key, value in answers.items() if key in keys[: keys.index(stop)]}
    half, asked = half_answer(question.kind), is_asked(question, answers)
    return {
        "at": stop,
        "answers": before if asked else answers,
        "offers": offered(answers),
        "partial": {stop: half} if half and asked else {},
        "given": [],
        "from_card": not asked,
        "revision": 3,
    }


def offered(answers: dict[str, Any]) -> dict[str, Any]:
    """Whatever was chosen had been offered."""
    chosen = {key: [value] if isinstance(value, str) else value for key, value in answers.items()}
    several = {key: values for key, values in chosen.items() if isinstance(values, list)}
    return {key: [{"value": value, "label": value} for value in values] for key, values in several.items()}


def half_answer(kind: Any) -> Any:
    match kind:
        case PhotosNote():
            return {"photos": [PHOTO], "note": ""}
        case Checklist():
            return {"at": kind.items[0].key, "marks": {}, "detail": {"photos": [PHOTO], "note": "无票据"}}
    return None


def form_of(session: Session, row: Draft) -> Any:
    """It was called `filling.form_of` in 0.1.0, before this file lay beside the code that it freezes."""
    draft = filling.opened(session, row)
    assert draft is not None
    return draft.form


def shown(at: Jurisdiction, role: str, row: Draft, ask: Any) -> None:
    """The screen of the draft, as its buttons are kept."""
    buttons = [
        ButtonAction(
            "form", {"draft": row.instance, "action": one.action, "value": one.value, "revision": ask.revision}
        )
        for line in ask.rows
        for one in line
    ]
    screen_rows.add_screen(at.session, row.person_id, at.chat[role], buttons, NOW)


def newcomer(at: Jurisdiction) -> None:
    """Somebody who is just telling who they are."""
    unit = at.unit["own"].id
    told: dict[str, Any] = {"role": "officer", "unit_id": unit, "state": "open", "name": "", "created_at": NOW}
    at.session.add(
        Invitation(
            token_hash=hash_of("frozen"), created_by=at.person["admin"], expires_at=NOW.replace(year=2099), **told
        )
    )
    at.session.flush()
    doing.write(at, "stranger", "/start frozen")
    doing.tap(at, "stranger", "join:frozen")


def button(at: Jurisdiction, key: str, line: Line) -> None:
    role = one_who_may(line)
    at.session.execute(update(Draft).values(in_hand=False))  # some are about a draft, which is begun for each
    details = line.details(at, role, "own") if line.details else ALONE.get(key, {})
    screen_rows.add_screen(at.session, at.person[role], at.chat[role], [ButtonAction(action_of(key), details)], NOW)


def waiting_work(at: Jurisdiction, workbook: str) -> None:
    """One of each kind, as the buttons ask for it; a workbook that was sent, and an import that is half done."""
    pressed = {
        "entity.export": ("officer", PRESSES["entity.export"]),
        "grading.list": ("leader", PRESSES["grading.list"]),
        "grading.published": ("leader", PRESSES["grading.published"]),
        "register.template": ("admin", None),
        "register.export": ("admin", None),
        "register.links": ("admin", None),
        "campaign.export": ("top", PRESSES["campaign.export"]),
        "health.backup": ("top", None),
    }
    for action, (role, line) in pressed.items():
        doing.press(at, role, action, line.details(at, role, "own") if line and line.details else {})
    doing.write(at, "leader", "二季度汇总")
    sent = {"sha256": workbook, "name": "名录.xlsx", "today": "2025-06-20", "unit_id": at.unit["own"].id, "told": {}}
    checked = {**sent, "rows": 0, "wrong": 0}
    importing = {**checked, "message": 1, "behind": 0, "counts": {}}
    for kind, role, asked in (
        ("workbook", "admin", sent),
        ("register", "admin", sent),
        ("regraded", "leader", {name: sent[name] for name in ("sha256", "name", "today")}),
        ("import", "admin", importing),
    ):
        job_queue.ask_for(at.session, kind, asked, at.person[role], at.chat[role], NOW)
    for job in at.session.exec(select(Job).where(Job.kind == "import")):  # the table of rights only outlines them
        job.asked = importing | {"unit_id": job.asked["unit_id"]}


def updates(at: Jurisdiction) -> None:
    """On disk, not taken yet."""
    for number, (role, text) in enumerate(
        (("officer", "我的待办"), ("leader", "/status"), ("enterprise", "/start")), 1
    ):
        chat = at.chat[role]
        sender = {"id": chat, "is_bot": False, "first_name": "某人"}
        message = {"message_id": number, "date": int(NOW.timestamp()), "chat": {"id": chat, "type": "private"}}
        raw = json.dumps({"update_id": number, "message": message | {"from": sender, "text": text}}, ensure_ascii=False)
        at.session.add(Inbox(bot_id=1, update_id=10_000 + number, lane=chat, raw=raw, received_at=NOW))


def messages(session: Session, workbook: str, chat: int) -> None:
    """Of what was said so far some was sent, and so on; of each kind of call one waits."""
    session.flush()
    for number, row in enumerate(session.exec(select(Outbox).order_by(Outbox.id))):  # type: ignore[arg-type]
        row.state = STATES[number % len(STATES)]
        row.error = WHY.get(row.state)
    for number, why in enumerate(("overtaken", "unreachable", "nobody waits for it any more")):
        told: dict[str, Any] = {
            "chat_id": 1,
            "method": "sendMessage",
            "payload": {"chat_id": 1, "text": "…"},
            "created_at": NOW,
        }
        session.add(Outbox(key=f"dead:{number}", state="dead", error=why, **told))
    file = {"field": "document", "sha256": workbook, "name": "任务表.xlsx"}
    for method, payload in (
        ("sendMessage", {"text": "<b>石柱</b>", "parse_mode": "HTML"}),
        ("editMessageText", {"text": "正在导入", "message_id": 1}),
        ("sendDocument", {"stored": file}),
        ("sendPhoto", {"stored": {**file, "field": "photo", "sha256": PHOTO}}),  # lost, as some files are
        ("answerInlineQuery", {"inline_query_id": "1", "results": []}),
    ):
        waiting: dict[str, Any] = {
            "chat_id": chat,
            "method": method,
            "created_at": NOW,
            "lasting": method == "sendDocument",
            "payload": {"chat_id": chat, **payload},
        }
        session.add(Outbox(key=f"waiting:{method}", **waiting))


if __name__ == "__main__":
    freeze(Path(sys.argv[1]))
