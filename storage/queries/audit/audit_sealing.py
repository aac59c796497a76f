"""The chain over the audit: each row's digest covers the row and the digest before it.

Turns only append rows; one sealer comes by every minute and chains what is new, so turns never wait for each other.
"""

import hashlib
import hmac
from typing import Any

import sqlalchemy
from sqlalchemy import Row, func, insert
from sqlmodel import Session, col, select

from storage.audit_head import ChainHead, HeadFile
from storage.queries.ground.audit_rows import canonical
from storage.tables import Audit, AuditSeal

KEYED, PLAIN = "hmac-sha256:", "sha256:"

FIELDS: tuple[Any, ...] = (
    Audit.id,
    Audit.at,
    Audit.person_id,
    Audit.unit_id,
    Audit.role,
    Audit.action,
    Audit.noun,
    Audit.record_id,
    Audit.before,
    Audit.after,
    Audit.update_id,
    Audit.personal_digest,
    Audit.salt,
)
"""What a digest covers, in this order for good: one column more would change the digest of every old row."""


NOTHING = ChainHead(0, 0, "")


class ForeignChain(Exception):
    """The chain in the database does not continue from the head that was kept; sealing on would hide that."""


def link(previous: str, row: Row[Any], key: bytes) -> str:
    """The digest of a row of `FIELDS`, chained to the one before it; keyed (HMAC) where there is a key."""
    covered = previous.encode() + canonical(list(row[: len(FIELDS)]))
    if key:
        return KEYED + hmac.digest(key, covered, "sha256").hex()
    return PLAIN + hashlib.sha256(covered).hexdigest()


def last_sealed(session: Session) -> str:
    """Where the chain in the database ends: a row and the beginning of its digest."""
    last = session.exec(select(AuditSeal).order_by(col(AuditSeal.audit_id).desc()).limit(1)).first()
    return f"{last.audit_id}:{last.digest[-16:]}" if last else "0"


def seal(session: Session, kept: HeadFile, most: int) -> ChainHead | None:
    """Seals the oldest unsealed rows, at most so many; the new head, or None where nothing was left to seal."""
    last = session.exec(select(AuditSeal).order_by(col(AuditSeal.audit_id).desc()).limit(1)).first()
    after = last.audit_id if last else 0
    new = sqlalchemy.select(*FIELDS).where(col(Audit.id) > after).order_by(col(Audit.id)).limit(most)
    rows = session.execute(new).all()
    if not rows:
        return None
    if not _continues(session, kept.read() or _begin(kept, last)):
        raise ForeignChain
    digest = last.digest if last else ""
    seals = [{"audit_id": row.id, "digest": (digest := link(digest, row, kept.key))} for row in rows]
    session.execute(insert(AuditSeal), seals)
    count = session.exec(select(func.count()).select_from(AuditSeal)).one()
    return ChainHead(rows[-1].id, count, digest)


def _begin(kept: HeadFile, last: AuditSeal | None) -> ChainHead | None:
    """The file is there before the first seal, so that a file that is gone later cannot be taken for a beginning."""
    if last is None:
        kept.write(NOTHING)
    return kept.read()


def _continues(session: Session, head: ChainHead | None) -> bool:
    """The database holds the kept head; it may hold more, when a crash came before the file was written."""
    if head is None or head == NOTHING:
        return head is not None
    sealed = session.get(AuditSeal, head.audit_id)
    return sealed is not None and sealed.digest == head.digest
