"""The chain over the audit of a province: a million rows are sealed, verify, and one changed row is named."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, text

from storage.audit_head import HeadFile
from storage.database import Database
from storage.migrate import upgrade
from storage.queries.audit import audit_sealing
from storage.queries.audit.audit_verifying import AuditFault, BrokenChain, check
from storage.tables import Audit
from tests.soak.verdict import Verdict

ROWS, AT_ONCE = 1_000_000, 10_000
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)


def run(share: float, seed: int, folder: Path) -> Verdict:
    count, chance = round(ROWS * share), Random(seed)
    database, kept = Database(f"sqlite:///{folder / 'xiaohao.db'}"), HeadFile(folder / "audit-head.json", b"k" * 32)
    upgrade(database)
    for first in range(1, count + 1, AT_ONCE):
        with database.transaction() as session:
            session.execute(insert(Audit), list(_rows(range(first, min(first + AT_ONCE, count + 1)), chance)))
        with database.transaction() as session:
            head = audit_sealing.seal(session, kept, AT_ONCE)
        assert head is not None
        kept.write(head)
    verdict = Verdict(f"{count:,} rows sealed and verified, one changed row found")
    with database.snapshot() as session:
        checked = check(session, kept)
    if checked.broken or checked.sealed != count:
        verdict.wrong.append(f"{checked} of {count} untouched rows")
    changed = chance.randint(1, count)
    with database.transaction() as session:
        session.execute(text("DROP TRIGGER audit_refuses_update"))
        session.execute(text("UPDATE audit SET after = '{\"people\": 3}' WHERE id = :row"), {"row": changed})
    with database.snapshot() as session:
        broken = check(session, kept).broken
    if broken != BrokenChain(AuditFault.CHANGED, changed, changed):
        verdict.wrong.append(f"row {changed} was changed, found was {broken}")
    database.close()
    return verdict


def _rows(numbers: range, chance: Random) -> Iterator[dict[str, Any]]:
    for number in numbers:
        after = {"note": f"第 {number} 次", "people": 2, "day": "2025-06-20", "outcome": chance.choice(("ok", "found"))}
        yield {
            "at": BEGAN + timedelta(seconds=number),
            "action": "visit.correct",
            "noun": "visit",
            "record_id": number,
            "before": {},
            "after": after,
            "update_id": number,
            "salt": secrets.token_hex(8),
        }
