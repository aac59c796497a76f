"""After the crashes: does the database hold what people did, once, and did everybody hear what they should?"""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.crash.harness import Town
from tests.crash.ledger import Ledger
from tests.crash.people import answers

ANSWERS = "SELECT payload, state FROM outbox WHERE key LIKE ? ORDER BY id"


@dataclass
class Verdict:
    """Figures to print, and what is wrong: `lost`, `duplicated` and `faults` have to be empty."""

    kills: int
    updates: int
    calls: int
    records: int
    asked: int
    repeated_replies: int
    repeated_edits: int
    unsure_nudges: int
    unsure_files: int
    digests: int
    integrity: str
    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not (self.lost or self.duplicated or self.faults) and self.integrity == "ok"

    def __str__(self) -> str:
        figures = (
            f"{self.kills} kills, {self.updates} updates, {self.records} records, {self.digests} digests, "
            f"{self.asked} questions for figures, {self.calls} calls\n"
            f"lost {len(self.lost)}, duplicated {len(self.duplicated)}, "
            f"repeated replies {self.repeated_replies} ({self.repeated_replies / max(self.kills, 1):.2f} a kill), "
            f"unsure: {self.unsure_nudges} nudges, {self.unsure_files} files; integrity {self.integrity}"
        )
        unseen = f"{self.repeated_edits} repeated edits that nobody saw"
        wrong = [*(f"lost: {one}" for one in self.lost), *(f"duplicated: {one}" for one in self.duplicated)]
        return "\n".join([figures, unseen, *wrong, *self.faults])


def judge(town: Town, records_before: dict[str, int]) -> Verdict:
    """`records_before` is `records(…)` of the example that the town began with."""
    with closing(sqlite3.connect(town.database)) as db:
        db.row_factory = sqlite3.Row
        kept = sum(records(db).values()) - sum(records_before.values())
        verdict = Verdict(
            kills=town.kills,
            updates=_one(db, "SELECT count(*) FROM inbox"),
            calls=len(town.sandbox.api.calls),
            records=kept,
            asked=town.ledger.asked,
            repeated_replies=_repeated_replies(town, db),
            repeated_edits=len(_unseen(town)),
            unsure_nudges=_one(db, "SELECT count(*) FROM outbox WHERE state = 'unsure' AND nudge"),
            unsure_files=_one(db, "SELECT count(*) FROM outbox WHERE state = 'unsure' AND NOT nudge"),
            digests=_one(db, "SELECT count(*) FROM outbox WHERE key LIKE 'digest:%'"),
            integrity=_one(db, "PRAGMA integrity_check"),
        )
        _check_records(town, db, verdict)
        _check_numbers(db, verdict)
        _check_photos(town, db, verdict)
        _check_queues(db, verdict)
        _check_answers(town, db, verdict)
        _check_lasting(town, db, verdict)
        verdict.faults += nudges_like_answers(town.ledger, db)
        if kept != town.ledger.records:
            verdict.faults.append(f"{town.ledger.records} records were submitted, {kept} are kept")
        if (audited := _one(db, "SELECT count(*) FROM audit")) != sum(records(db).values()):
            verdict.faults.append(f"{sum(records(db).values())} changes, but {audited} audit rows")
        if _one(db, "SELECT count(*) FROM pragma_foreign_key_check"):
            verdict.faults.append("a row points to nothing")
    return verdict


def records(db: sqlite3.Connection) -> dict[str, int]:
    """Every row that stands for one 提交 or one step: each has one audit row."""
    return {table: _one(db, f"SELECT count(*) FROM {table}") for table in ("inspection", "risk_event", "correction")}  # noqa: S608


def _check_records(town: Town, db: sqlite3.Connection, verdict: Verdict) -> None:
    ledger = town.ledger
    closed = {number: number for number in ledger.closed}
    for told, query in (
        (ledger.visits, "SELECT note, number FROM inspection"),
        (ledger.risks, "SELECT description, number FROM risk_item"),
        (ledger.measures, "SELECT e.note, i.number FROM risk_event e JOIN risk_item i ON i.id = e.risk_item_id"),
        (
            closed,
            """SELECT i.number, i.number FROM risk_event e JOIN risk_item i ON i.id = e.risk_item_id
            WHERE e.kind = 'closed'""",
        ),
    ):
        kept = [tuple(row) for row in db.execute(query)]
        counted = Counter(words for words, _ in kept)
        verdict.lost += [words for words in told if not counted[words]]
        verdict.duplicated += [words for words in told if counted[words] > 1]
        numbers = dict(kept)
        verdict.faults += [
            f"{words}: was told {number}, kept under {numbers[words]}"
            for words, number in told.items()
            if words in numbers and numbers[words] != number
        ]


def _check_numbers(db: sqlite3.Connection, verdict: Verdict) -> None:
    for table in ("inspection", "risk_item"):
        rows = db.execute(f"SELECT number FROM {table}")  # noqa: S608
        counters = sorted(int(number.rsplit("-", 1)[1]) for (number,) in rows)
        if counters != list(range(1, len(counters) + 1)):
            verdict.faults.append(f"the numbers of {table} have gaps")


def _check_photos(town: Town, db: sqlite3.Connection, verdict: Verdict) -> None:
    """Each photo hangs on its record once, and its bytes are on disk under their own hash."""
    hung = Counter(row[0] for row in db.execute("SELECT sha256 FROM attachment"))
    for words, photo in town.ledger.photos.items():
        name = sha256(photo).hexdigest()
        file = town.folder / "files" / name[:2] / name
        if hung[name] != 1:
            verdict.faults.append(f"{words}: the photo hangs on {hung[name]} records")
        if not file.exists() or file.read_bytes() != photo:
            verdict.faults.append(f"{words}: the photo's bytes are not on disk")


def _check_queues(db: sqlite3.Connection, verdict: Verdict) -> None:
    for table, good in (
        ("inbox", "'done'"),
        ("outbox", "'sent', 'unsure'"),
        ("job", "'done'"),
    ):
        for state, count in db.execute(f"SELECT state, count(*) FROM {table} WHERE state NOT IN ({good}) GROUP BY 1"):  # noqa: S608
            verdict.faults.append(f"{count} rows of {table} are '{state}'")


def _check_answers(town: Town, db: sqlite3.Connection, verdict: Verdict) -> None:
    """Every update was answered, and what a person was answered last is the answer to that person's last act."""
    answers = {number: _answers(db, number, raw) for number, raw in db.execute("SELECT id, raw FROM inbox")}
    unanswered = [number for number, found in answers.items() if not any(state == "sent" for _, state in found)]
    if unanswered:
        verdict.faults.append(f"{len(unanswered)} updates have no answer")
    replies = _calls(town, _lasting(db))[1]
    for lane, last in db.execute("SELECT lane, max(id) FROM inbox GROUP BY lane"):
        words = json.loads(answers[last][-1][0])["text"]
        heard = [key for key in replies if key[0] == str(lane)]
        if not heard or heard[-1][1] != words:
            verdict.faults.append(f"{lane} was last told something other than: {words}")


def _answers(db: sqlite3.Connection, number: int, raw: str) -> list[tuple[str, str]]:
    """Payload and state of what an update was answered with; a form that it submitted answers under its own key."""
    found = db.execute(ANSWERS, (f"{number}:%",)).fetchall()
    if found or "callback_query" not in (update := json.loads(raw)):
        return found
    token, _, index = update["callback_query"]["data"].partition(".")
    buttons = json.loads(_one(db, "SELECT buttons FROM screen WHERE token = ?", token))
    return db.execute(ANSWERS, (f"{buttons[int(index)][1].get('draft')}:%",)).fetchall()


def _check_lasting(town: Town, db: sqlite3.Connection, verdict: Verdict) -> None:
    """A nudge or file marked as sent arrived once; one of unknown fate at most once."""
    lasting = _lasting(db)
    arrived = Counter(_calls(town, lasting)[0])
    for key, states in lasting.items():
        sure = sum(state == "sent" for state in states)
        if not sure <= arrived[key] <= len(states):
            verdict.faults.append(f"a nudge or file arrived {arrived[key]} times, marked {states}: {key}")


def nudges_like_answers(ledger: Ledger, db: sqlite3.Connection) -> list[str]:
    """Nudges that the person whom they reached would take for the answer to something else, if they came just then.

    Whether they do come just then is chance; that they read alike is seen in every run.
    """
    alike = {
        expected: text
        for chat, text in db.execute("SELECT chat_id, json_extract(payload, '$.text') FROM outbox WHERE nudge")
        for expected in ledger.listened.get(chat, ())
        if answers(text or "", expected)
    }
    return [f"who waits for {expected} would take this nudge for it: {text}" for expected, text in alike.items()]


def _repeated_replies(town: Town, db: sqlite3.Connection) -> int:
    """Messages that stand twice in a chat; an edit that is made again changes nothing and is counted apart."""
    replies = _one(db, "SELECT count(*) FROM outbox WHERE NOT lasting")
    return len(_calls(town, _lasting(db))[1]) - len(_unseen(town)) - int(replies)


def _unseen(town: Town) -> list[dict[str, Any]]:
    return [call for call in town.sandbox.api.calls if "edit" in call["method"] and call["status"] == 400]


Key = tuple[str, str, str]
"""Chat, words, data of the first button: what tells one message from another."""


def _lasting(db: sqlite3.Connection) -> dict[Key, list[str]]:
    """The calls that may be made at most once → their states."""
    found: dict[Key, list[str]] = {}
    for chat, payload, state in db.execute("SELECT chat_id, payload, state FROM outbox WHERE lasting"):
        content = json.loads(payload)
        found.setdefault((str(chat), content.get("text", ""), _button(content.get("reply_markup"))), []).append(state)
    return found


def _calls(town: Town, lasting: dict[Key, list[str]]) -> tuple[list[Key], list[Key]]:
    """What arrived, in order: nudges and files, and the replies. An edit that changed nothing is a reply too."""
    nudges: list[Key] = []
    replies: list[Key] = []
    for call in town.sandbox.api.calls:
        if not call["method"].startswith(("send", "edit")) or (call["status"] != 200 and "edit" not in call["method"]):
            continue
        given = call["params"]
        markup = json.loads(given["reply_markup"]) if "reply_markup" in given else None
        key = (given["chat_id"], given.get("text", ""), _button(markup))
        (nudges if key in lasting else replies).append(key)
    return nudges, replies


def _button(markup: dict[str, Any] | None) -> str:
    rows = (markup or {}).get("inline_keyboard") or [[{}]]
    return str(rows[0][0].get("callback_data", ""))


def _one(db: sqlite3.Connection, query: str, *given: str) -> Any:
    return db.execute(query, given).fetchone()[0]
