"""What the tick does besides telling people: seals the audit, and once a day erases what was kept long enough."""

import logging
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.health import audit_alarm
from storage.attempts import ALL_AT_ONCE, AllAtOnce
from storage.audit_head import HeadFile
from storage.database import Database
from storage.queries.audit import audit_sealing
from storage.queries.audit.audit_sealing import ForeignChain
from storage.queries.messages import retention

log = logging.getLogger("xiaohao.housekeeping")

AT_ONCE = 1000
"""Rows in one transaction: turns that wait for the writer get their chance in between."""


class Housekeeping:
    def __init__(self, db: Database, head: HeadFile, zone: ZoneInfo) -> None:
        self.db, self.head, self.zone = db, head, zone
        self.doubted = False
        self.erased_on: date | None = None

    async def do(self, now: datetime, attempts: AllAtOnce = ALL_AT_ONCE) -> None:
        with attempts.piece("seal"):
            await self._seal(now)
        if self.erased_on != now.date():
            with attempts.piece("erase"):
                await self._erase(now)
                self.erased_on = now.date()

    async def _seal(self, now: datetime) -> None:
        try:
            while (
                head := await self.db.write(lambda session: audit_sealing.seal(session, self.head, AT_ONCE))
            ) is not None:
                self.head.write(head)
            self.doubted = False
        except ForeignChain:
            if not self.doubted:
                log.error("the audit does not continue from its kept head, and is not sealed: xiaohao audit verify")
                today = now.astimezone(self.zone).date()
                await self.db.write(lambda session: audit_alarm.tell(session, now, today))
            self.doubted = True

    async def _erase(self, now: datetime) -> None:
        while await self.db.write(lambda session: retention.erase_old(session, now, AT_ONCE)):
            pass
