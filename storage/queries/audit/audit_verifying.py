"""Whether the audit is what was sealed, row by row from the first: names the first row that is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import sqlalchemy
from sqlalchemy import Row, func
from sqlmodel import Session, col, select

from storage.audit_head import ChainHead, HeadFile
from storage.queries.audit.audit_sealing import FIELDS, KEYED, link
from storage.queries.ground.audit_rows import PersonalData, digest_of
from storage.tables import Audit, AuditPersonal, AuditSeal

AT_ONCE = 1000
"""Rows in memory at a time, however many there are."""


class AuditFault(Enum):
    CHANGED = "changed"
    """The row, or its seal, is not what was sealed: edited, swapped or put in."""
    MISSING = "missing"
    UNSEALED = "unsealed"
    """It has no seal, but later rows have: put in afterwards, or its seal was taken away."""
    PERSONAL = "personal"
    """The personal data beside the row is not what its digest says."""
    WITHOUT_KEY = "without_key"
    """Rows before it were sealed with a key, this one without."""
    NO_KEY = "no_key"
    """It was sealed with a key that we do not have."""
    CUT_OFF = "cut_off"
    """The head that was kept names later rows than are sealed: they were cut off, or others took their place."""
    REBUILT = "rebuilt"
    """The chain fits, but it is not the one whose head was kept: it was made anew."""
    NO_HEAD = "no_head"
    """There is no head file, or none that was written with this key."""


@dataclass(frozen=True)
class BrokenChain:
    """The first row that is not as sealed; `until` the last one of a run of missing rows."""

    fault: AuditFault
    row: int
    until: int


@dataclass(frozen=True)
class ChainChecked:
    sealed: int = 0
    unsealed: int = 0
    """New rows at the end that the sealer has yet to come by for."""
    personal: int = 0
    erased: int = 0
    """Rows whose personal data was erased on request."""
    head: ChainHead | None = None
    broken: BrokenChain | None = None


@dataclass
class _Walk:
    """How far the chain has been followed."""

    key: bytes
    kept: ChainHead | None
    row: int = 0
    """The last row seen."""
    digest: str = ""
    sealed: int = 0
    last_sealed: int = 0
    first_unsealed: int = 0
    unsealed: int = 0
    personal: int = 0
    erased: int = 0

    def take(self, row: Row[Any]) -> BrokenChain | None:
        """One row further; what is wrong with it, if something is."""
        broken = self._link(row) or self._beside(row)
        self.row = row.id
        return broken

    def _link(self, row: Row[Any]) -> BrokenChain | None:
        if row.digest is None:
            self.unsealed += 1
            self.first_unsealed = self.first_unsealed or row.id
            return None
        if self.first_unsealed:
            return BrokenChain(AuditFault.UNSEALED, self.first_unsealed, self.first_unsealed)
        keyed = row.digest.startswith(KEYED)
        if self.digest.startswith(KEYED) and not keyed:
            return BrokenChain(AuditFault.WITHOUT_KEY, row.id, row.id)
        if keyed and not self.key:
            return BrokenChain(AuditFault.NO_KEY, row.id, row.id)
        if row.digest != link(self.digest, row, self.key if keyed else b""):
            if row.id > self.row + 1:
                return BrokenChain(AuditFault.MISSING, self.row + 1, row.id - 1)
            return BrokenChain(AuditFault.CHANGED, row.id, row.id)
        self.digest, self.last_sealed, self.sealed = row.digest, row.id, self.sealed + 1
        if self.kept and row.id == self.kept.audit_id and self.kept != self.head:
            return BrokenChain(AuditFault.REBUILT, 1, row.id)
        return None

    def _beside(self, row: Row[Any]) -> BrokenChain | None:
        if row.data is None and row.personal_digest is None:
            return None
        if row.data is None:
            self.erased += 1
            return None
        self.personal += 1
        personal = PersonalData(row.data, row.about_person, row.about_entity)
        fits = row.personal_digest == digest_of(personal, row.personal_salt)
        return None if fits else BrokenChain(AuditFault.PERSONAL, row.id, row.id)

    @property
    def head(self) -> ChainHead | None:
        return ChainHead(self.last_sealed, self.sealed, self.digest) if self.sealed else None

    def end(self, last_seal: int) -> BrokenChain | None:
        """What can only be seen when the last row has been taken."""
        should_be = max(last_seal, self.kept.audit_id if self.kept else 0)
        if should_be > self.last_sealed:
            return BrokenChain(AuditFault.CUT_OFF, self.last_sealed + 1, should_be)
        if self.sealed and self.kept is None:
            return BrokenChain(AuditFault.NO_HEAD, self.last_sealed, self.last_sealed)
        return None

    def told(self, broken: BrokenChain | None) -> ChainChecked:
        return ChainChecked(self.sealed, self.unsealed, self.personal, self.erased, self.head, broken)


def check(session: Session, file: HeadFile) -> ChainChecked:
    walk = _Walk(file.key, file.read())
    for row in _rows(session):
        if broken := walk.take(row):
            return walk.told(broken)
    last_seal = session.exec(select(func.max(AuditSeal.audit_id))).one() or 0
    return walk.told(walk.end(last_seal))


def _rows(session: Session) -> Iterator[Row[Any]]:
    """Every audit row in the order of ids, with its seal and the personal data beside it."""
    beside: tuple[Any, ...] = (
        AuditSeal.digest,
        AuditPersonal.data,
        col(AuditPersonal.salt).label("personal_salt"),
        col(AuditPersonal.person_id).label("about_person"),
        col(AuditPersonal.entity_id).label("about_entity"),
    )
    statement = (
        sqlalchemy.select(*FIELDS, *beside)
        .outerjoin(AuditSeal, col(AuditSeal.audit_id) == Audit.id)
        .outerjoin(AuditPersonal, col(AuditPersonal.audit_id) == Audit.id)
        .order_by(col(Audit.id))
    )
    yield from session.execute(statement.execution_options(yield_per=AT_ONCE))
