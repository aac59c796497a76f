"""A tree with somebody of every role in one unit, and everything that can be acted on in five units around it.

    city ─┬─ county (parent) ─┬─ 南宾所 (own) ── 万安所 (child)
          │                   └─ 西沱所 (sibling)
          └─ another county ──── 黄水所 (foreign)

`there.press("officer", "risk.show", {"id": there.risk["sibling"]})` goes through the real dispatch as a real Update,
is undone again, and returns what was said and what was changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select
from telegram import Update

from campaigns.load import load_pack
from handlers import dispatch, inbound
from schedules.calendar import WorkingDays
from schedules.own_days import may_set_own_day
from schedules.unit_deadlines import of_units
from storage.queries import events, inspections, people, register, reorganising, risk_items, screens, units
from storage.queries.audit import By
from storage.queries.events import EventFacts
from storage.queries.inspections import Visit
from storage.queries.placing import put_into_force
from storage.queries.register import Entry
from storage.queries.risk_items import Fault
from storage.queries.screens import Pressed
from storage.tables import Audit, Draft, EntityContact, Finding, Invitation, Membership, Outbox, Unit
from tests.county import NOW, SINCE, TODAY

ZONE = ZoneInfo("Asia/Shanghai")
TARGETS = ("own", "child", "sibling", "parent", "foreign")
KEYS = {"own": "nanbin", "child": "wanan", "sibling": "xituo", "parent": "shizhu", "foreign": "huangshui"}
CHATS = count(7_000_000_000_000_001)
NUMBERS = count(1)
YESTERDAY = TODAY - timedelta(days=1)


@dataclass
class Seen:
    """What came of it: the words said to who acted, and whether anything was written."""

    words: str
    changed: bool


class Jurisdiction:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.pack = load_pack("shizhu-2025")
        self.campaign = put_into_force(session, self.pack, TODAY).running.campaign_id
        ours = units.campaign_unit_ids(session, self.campaign)
        self.keys = {target: next(key for key in ours if key.endswith(word)) for target, word in KEYS.items()}
        self.unit = {target: session.get_one(Unit, ours[key]) for target, key in self.keys.items()}
        self._rearrange()
        self.chat: dict[str, int] = {}
        self.person: dict[str, int] = {}
        self._enrol()
        self.entity = {target: self._entity(target) for target in TARGETS}
        self.neighbour = self._entity("own")
        self.chat["enterprise"], self.person["enterprise"] = self._member("enterprise", "own", self.entity["own"])
        self.officer = {target: self._member("officer", target)[1] for target in TARGETS}
        self.colleague = {target: self._member("officer", target)[1] for target in TARGETS}
        self.contact = {target: self._member("enterprise", target, self.entity[target])[1] for target in TARGETS}
        self.former = {target: self._former(target) for target in TARGETS}
        self.risk = {target: self._risk(target) for target in TARGETS}
        self.rectified = {target: self._risk(target, rectified=True) for target in TARGETS}
        self.visit = {target: self._visit(target, self.officer[target]) for target in TARGETS}
        session.flush()

    def _rearrange(self) -> None:
        """The city above, the other county beside; the plan's units stand where the picture shows them."""
        city = units.add_unit(self.session, "city", "示例市局", "city", None, SINCE)
        admin = people.enrol(self.session, "市管理员", next(CHATS), "admin", city.id, SINCE)
        self.by = By(NOW, admin, city.id, "admin")
        other = reorganising.add(self.session, "邻县局", "county", city, TODAY, self.by)
        for unit, parent in (("parent", city), ("child", self.unit["own"]), ("foreign", other)):
            reorganising.move(self.session, self.unit[unit], parent, SINCE, TODAY, self.by)
        self.city = city

    def _enrol(self) -> None:
        for role in ("officer", "leader", "admin"):
            self.chat[role], self.person[role] = self._member(role, "own")
        self.chat["top"], self.person["top"] = self._member("admin", None)
        self.chat["left"], self.person["left"] = self._member("officer", "own", last=YESTERDAY)
        self.chat["stranger"], self.person["stranger"] = next(CHATS), 0

    def _member(
        self, role: str, target: str | None, entity: int | None = None, last: date | None = None
    ) -> tuple[int, int]:
        unit = self.unit[target] if target else self.city
        chat = next(CHATS)
        person = people.enrol(self.session, f"{role}{chat % 1000}", chat, role, unit.id, SINCE, entity)
        self.membership(person).valid_to = last
        return chat, person

    def membership(self, person: int) -> Membership:
        return self.session.exec(select(Membership).where(col(Membership.person_id) == person)).one()

    def _former(self, target: str) -> int:
        return self._member("officer", target, last=YESTERDAY)[1]

    def _entity(self, target: str) -> int:
        name = f"示例药房{next(NUMBERS)}"
        return register.add(self.session, [Entry(name, "distributor", self.unit[target].id)], "four", SINCE)[0]

    def _risk(self, target: str, *, rectified: bool = False) -> int:
        by = By(NOW, self.officer[target], self.unit[target].id, "officer")
        fault = Fault("无记录", self.entity[target], self.unit[target].id, TODAY, self.officer[target], TODAY)
        row = risk_items.open_item(self.session, fault, f"risk-{next(NUMBERS)}", by, 2025)
        if rectified:
            risk_items.add_step(self.session, row, "rectified", TODAY, f"step-{next(NUMBERS)}", by)
        return row.id

    def _visit(self, target: str, person: int) -> int:
        visit = Visit(self.entity[target], "daily", TODAY, 2, "no_findings", findings=[("x", "不符合", "")])
        by = By(NOW, person, self.unit[target].id, "officer")
        return inspections.record(self.session, visit, f"visit-{next(NUMBERS)}", 1, [self.campaign], by, 2025).id

    # --- what is made for one question, and undone with it -------------------------------------------------

    def own_visit(self, role: str, target: str) -> int:
        """A visit that this very person recorded, when they were still there."""
        return self._visit(target, self.person[role] or self.officer[target])

    def own_finding(self, role: str, target: str) -> int:
        visit = self.own_visit(role, target)
        return self.session.exec(select(Finding.id).where(col(Finding.inspection_id) == visit)).one()

    def stand_in(self, target: str) -> int:
        absent, unit = self.officer[target], self.unit[target].id
        row = Membership(
            person_id=self.colleague[target], unit_id=unit, role="officer", stands_in_for=absent, valid_from=TODAY
        )
        self.session.add(row)
        self.session.flush()
        return row.id

    def invited(self, target: str, state: str) -> int:
        row = Invitation(
            token_hash=f"hash-{next(NUMBERS)}",
            role="officer",
            unit_id=self.unit[target].id,
            state=state,
            created_at=NOW,
            expires_at=NOW + timedelta(days=3),
            used_by=self.former[target] if state == "waiting" else None,
        )
        self.session.add(row)
        self.session.flush()
        return row.id

    def happened(self, target: str) -> int:
        by = By(NOW, self.officer[target], self.unit[target].id, "officer")
        return events.record(
            self.session, self.campaign, self.event_key, EventFacts("某企业", TODAY), f"e-{next(NUMBERS)}", by
        ).id

    @property
    def event_key(self) -> str:
        return self.pack.events[0].key

    def told_contact(self, target: str) -> int:
        row = EntityContact(entity_id=self.entity[target], name="钱示例", valid_from=SINCE)
        self.session.add(row)
        self.session.flush()
        return row.id

    def deadline(self, target: str, *, own_day: bool = False) -> str:
        """A deadline that the unit owes; or one whose day it may set itself."""
        owed = of_units(self.pack, WorkingDays())
        found = [one for one in owed if (may_set_own_day(one.occurrence.deadline) if own_day else one.followed)]
        chosen = next((one for one in found if one.unit == self.keys[target]), found[0]).occurrence
        return chosen.deadline.key if own_day else chosen.key

    # --- doing it ------------------------------------------------------------------------------------------

    def press(self, role: str, action: str, details: dict[str, Any]) -> Seen:
        token = screens.add_screen(
            self.session, self.person[role] or self.person["officer"], self.chat[role], [Pressed(action, details)], NOW
        )
        self.session.flush()
        return self._take(role, {"data": f"{token}.0"})

    def write(self, role: str, text: str) -> Seen:
        return self._take(role, {"text": text})

    def _take(self, role: str, what: dict[str, str]) -> Seen:
        """One real update through the real dispatch."""
        before, said = self._written(), self._last_said()
        update = Update.de_json(self._update(self.chat[role], what), None)
        assert update is not None
        incoming = inbound.read(update, ZONE)
        assert incoming is not None
        dispatch.answer(self.session, incoming, "xiaohao_bot", NOW, ZONE, f"{next(NUMBERS)}", next(NUMBERS))
        self.session.flush()
        mine = select(Outbox).where(col(Outbox.id) > said, col(Outbox.chat_id) == self.chat[role])
        words = "\n".join(row.payload.get("text", "(file)") for row in self.session.exec(mine))
        return Seen(words, self._written() != before)

    def _update(self, chat: int, what: dict[str, str]) -> dict[str, Any]:
        sender = {"id": chat, "is_bot": False, "first_name": "某人"}
        bot = {"id": 1, "is_bot": True, "first_name": "销号"}
        message = {"message_id": 1, "date": int(NOW.timestamp()), "chat": {"id": chat, "type": "private"}}
        if "data" in what:
            pressed = {"id": "1", "from": sender, "chat_instance": "1", "message": {**message, "from": bot}, **what}
            return {"update_id": 1, "callback_query": pressed}
        return {"update_id": 1, "message": {**message, "from": sender, **what}}

    def _last_said(self) -> int:
        return self.session.exec(select(func.max(Outbox.id))).one() or 0

    def _written(self) -> tuple[int, ...]:
        return tuple(self.session.exec(select(func.count()).select_from(table)).one() for table in (Audit, Draft))

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever happens inside did not happen."""
        savepoint = self.session.begin_nested()
        try:
            yield
        finally:
            savepoint.rollback()
