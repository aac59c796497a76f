"""A tree with somebody of every role in one unit, and everything that can be acted on in five units around it.

    city ─┬─ county (parent) ─┬─ 南宾所 (own) ── 万安所 (child)
          │                   └─ 西沱所 (sibling)
          └─ another county ──── 黄水所 (foreign)

Below 万安所 stands a spare one, to be moved and merged about. "top" administers the city, "two" both 南宾所 and 黄水所.

`at.risk["sibling"]` is an id, `at.risk["nowhere"]` one that nothing has; `at.traces["sibling"]["risks"]` are the words
that give away that somebody sees the sibling's.
"""

from collections import defaultdict
from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from campaigns.load import load_pack
from days.calendar import WorkingDays
from schedules.own_day_rule import may_set_own_day
from schedules.unit_deadlines import of_units
from storage.queries.deadlines import events
from storage.queries.deadlines.events import EventFacts
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.organisation import reorganising, units
from storage.queries.people import people
from storage.queries.plans.into_force import put_into_force
from storage.queries.records import inspections, risk_items
from storage.queries.records.inspections import NewInspection
from storage.queries.records.risk_items import NewRiskItem, RiskStep
from storage.queries.register import register_entity_rows
from storage.queries.register.register_entity_rows import RegisterEntry
from storage.tables import (
    Account,
    Audit,
    Entity,
    EntityContact,
    Finding,
    GroupChat,
    Inbox,
    Inspection,
    Invitation,
    Job,
    Membership,
    Outbox,
    OwnDay,
    Unit,
)
from tests.county import NOW, SINCE, TODAY

TARGETS = ("own", "child", "sibling", "parent", "foreign")
NOWHERE = 999_999_999
KEYS = {"own": "nanbin", "child": "wanan", "sibling": "xituo", "parent": "shizhu", "foreign": "huangshui"}
PLACES = {"own": "南宾", "child": "万安", "sibling": "西沱", "parent": "石柱", "foreign": "黄水"}
CHATS = count(7_000_000_000_000_001)
GROUPS = count(-1_000_000_000_001, -1)
NUMBERS = count(1)
YESTERDAY = TODAY - timedelta(days=1)
Row = TypeVar("Row", bound=SQLModel)


def in_each(make: Any) -> dict[str, int]:
    """`make` in each of the five units, and an id that nothing has."""
    return {target: make(target) for target in TARGETS} | {"nowhere": NOWHERE}


class Jurisdiction:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.traces: dict[str, dict[str, set[str]]] = {target: defaultdict(set) for target in TARGETS}
        self.pack = load_pack("shizhu-2025")
        running = put_into_force(session, self.pack, TODAY).running
        self.campaign, self.version = running.campaign_id, running.version_id
        self.units = units.campaign_unit_ids(session, self.campaign)
        self.keys = dict(KEYS, nowhere="nowhere")
        self.unit: dict[str, Any] = {target: session.get_one(Unit, self.units[key]) for target, key in KEYS.items()}
        self._rearrange()
        self.unit["nowhere"] = SimpleNamespace(id=NOWHERE, name="查无此所", path=f"/{NOWHERE}/")
        self.chat: dict[str, int] = {}
        self.person: dict[str, int] = {}
        self._enrol()
        self._register()
        self._record()
        self._wait()
        session.flush()

    def _rearrange(self) -> None:
        """The city above, the other county beside; the plan's units stand where the picture shows them."""
        self.city = units.add_unit(self.session, "city", "示例市局", "city", None, SINCE)
        admin = people.enrol(self.session, "市管理员", next(CHATS), "admin", self.city.id, SINCE)
        self.by = ChangedBy(NOW, admin, self.city.id, "admin")
        self.other_county = reorganising.add(self.session, "邻县局", "county", self.city, TODAY, self.by)
        for unit, parent in (("parent", self.city), ("child", self.unit["own"]), ("foreign", self.other_county)):
            reorganising.move(self.session, self.unit[unit], parent, SINCE, TODAY, self.by)
        self.spare = reorganising.add(self.session, "备用站", "station", self.unit["child"], TODAY, self.by)
        for target in TARGETS:
            self.note("units", target, self.unit[target].name)

    def note(self, kind: str, target: str, words: str) -> str:
        """Remembers words that only the unit's own things contain."""
        self.traces[target][kind].add(words)
        return words

    def named(self, kind: str, target: str, what: str) -> str:
        return self.note(kind, target, f"{PLACES[target]}{what}{next(NUMBERS)}号")

    def secrets(self, target: str) -> set[str]:
        """All words that give the unit away; what stands above is known by its name to everybody."""
        known = {self.unit["parent"].name}
        return set().union(*self.traces[target].values()) - known

    def secrets_beside_the_enterprise(self) -> set[str]:
        """What of the own unit is none of an enterprise's business."""
        kinds = (
            "neighbours",
            "provisional",
            "former",
            "unreachable",
            "groups",
            "invited",
            "withdrawn",
            "events",
            "failed",
        )
        return set().union(*(self.traces["own"][kind] for kind in kinds))

    # --- people ------------------------------------------------------------------------------------------

    def _enrol(self) -> None:
        for role in ("officer", "leader", "admin"):
            self.chat[role], self.person[role] = self._member(role, "own")
        self.chat["top"] = next(CHATS)
        self.person["top"] = people.enrol(self.session, "市管理员乙", self.chat["top"], "admin", self.city.id, SINCE)
        self.chat["two"] = next(CHATS)
        self.person["two"] = people.add_person(self.session, "两地管理员", self.chat["two"])
        for target in ("own", "foreign"):
            held = {"person_id": self.person["two"], "unit_id": self.unit[target].id, "role": "admin"}
            self.session.add(Membership(**held, valid_from=SINCE))
        self.chat["left"], self.person["left"] = self._member("officer", "own", last=YESTERDAY)
        self.chat["stranger"], self.person["stranger"] = next(CHATS), 0
        self.officer, self.colleague, self.administrator = (
            in_each(lambda target, role=role: self._member(role, target)[1]) for role in ("officer", "officer", "admin")
        )
        self.former = in_each(lambda target: self._member("officer", target, kind="former", last=YESTERDAY)[1])
        self.blocked = in_each(self._blocked)

    def _member(
        self, role: str, target: str, *, kind: str = "people", entity: int | None = None, last: date | None = None
    ) -> tuple[int, int]:
        chat, name = next(CHATS), self.named(kind, target, role)
        person = people.enrol(self.session, name, chat, role, self.unit[target].id, SINCE, entity)
        self.membership(person).valid_to = last
        return chat, person

    def _blocked(self, target: str) -> int:
        person = self._member("leader", target, kind="unreachable")[1]
        self.session.exec(select(Account).where(col(Account.person_id) == person)).one().reachable = False
        return person

    def membership(self, person: int) -> Any:
        """The one role of a person."""
        held = select(Membership).where(col(Membership.person_id) == person)
        return self.session.exec(held).first() or SimpleNamespace(id=NOWHERE)

    def name_of(self, person: int) -> str:
        contact = people.contact(self.session, person)
        assert contact is not None
        return contact.name

    # --- the register, and what was recorded -------------------------------------------------------------

    def _register(self) -> None:
        self.entity = in_each(lambda target: self._entity(target, "entities", "药房"))
        self.neighbour = in_each(lambda target: self._entity(target, "neighbours", "邻家"))
        self.provisional = in_each(lambda target: self._entity(target, "provisional", "待核店"))
        for target in TARGETS:
            self.session.get_one(Entity, self.provisional[target]).provisional = True
        self.contact = in_each(
            lambda target: self._member("enterprise", target, kind="contacts", entity=self.entity[target])[1]
        )
        self.chat["enterprise"], self.person["enterprise"] = self._member(
            "enterprise", "own", kind="contacts", entity=self.entity["own"]
        )

    def _entity(self, target: str, kind: str, what: str) -> int:
        name = self.named(kind, target, what)
        (made,) = register_entity_rows.add(
            self.session, [RegisterEntry(name, "distributor", self.unit[target].id)], "three", SINCE
        )
        place = self.session.get_one(Entity, made)
        place.latitude, place.longitude = 29.99, 108.11
        return made

    def entity_name(self, target: str) -> str:
        row = self.session.get(Entity, self.entity[target])
        return row.name if row else "查无此店"

    def by_officer(self, target: str) -> ChangedBy:
        return ChangedBy(NOW, self.officer[target], self.unit[target].id, "officer")

    def _record(self) -> None:
        self.risk = in_each(self._risk)
        self.rectified = in_each(lambda target: self._risk(target, rectified=True))
        visits = {target: self._visit(target, self.officer[target]) for target in TARGETS}
        for target, row in visits.items():
            self.note("visits", target, row.number)
        self.visit = in_each(lambda target: visits[target].id)

    def number(self, target: str) -> str:
        """The printed number of the risk item there."""
        return risk_items.item(self.session, self.risk[target]).number

    def visit_number(self, target: str) -> str:
        return self.session.get_one(Inspection, self.visit[target]).number

    def _risk(self, target: str, *, rectified: bool = False) -> int:
        by, what = self.by_officer(target), self.named("risks", target, "无记录")
        fault = NewRiskItem(what, self.entity[target], self.unit[target].id, TODAY, self.officer[target], TODAY)
        row = risk_items.open_item(self.session, fault, f"risk-{next(NUMBERS)}", by, 2025)
        self.note("risks", target, row.number)
        if rectified:
            risk_items.add_step(self.session, row, RiskStep("rectified", TODAY), f"step-{next(NUMBERS)}", by)
        return row.id

    def _visit(self, target: str, person: int) -> Inspection:
        visit = NewInspection(self.entity[target], "daily", TODAY, 2, "no_findings", findings=[("x", "不符合", "")])
        by = ChangedBy(NOW, person, self.unit[target].id, "officer")
        return inspections.record(self.session, visit, f"visit-{next(NUMBERS)}", 1, [self.campaign], by, 2025)

    # --- what waits for an administrator -----------------------------------------------------------------

    def _wait(self) -> None:
        self.group = in_each(self._group)
        self.invitation = in_each(lambda target: self._imported(target, "open", "invited"))
        self.withdrawn = in_each(lambda target: self._imported(target, "withdrawn", "withdrawn"))
        self.happened = in_each(self._happened)
        self.parked = in_each(self._parked)
        self.undelivered = in_each(self._undelivered)

    def _group(self, target: str) -> int:
        return self.bound_group(target, self.administrator[target])

    def bound_group(self, target: str, by: int) -> int:
        title, unit = self.named("groups", target, "群"), self.unit[target].id
        row = GroupChat(chat_id=next(GROUPS), title=title, state="bound", unit_id=unit, person_id=by, at=NOW)
        return self._added(row).chat_id

    def _imported(self, target: str, state: str, kind: str) -> int:
        """An invitation out of a workbook, for somebody with a name."""
        return self.invited(target, state, self.named(kind, target, "新人"))

    def _happened(self, target: str) -> int:
        facts = EventFacts(self.named("events", target, "网店"), TODAY)
        by, key = self.by_officer(target), f"e-{next(NUMBERS)}"
        return events.record(self.session, self.campaign, self.event_key, facts, key, by).id

    @property
    def event_key(self) -> str:
        return self.pack.events[0].key

    def _parked(self, target: str) -> int:
        """An update of somebody there that failed."""
        number = next(NUMBERS)
        told: dict[str, Any] = {"lane": number, "raw": "{}", "state": "parked", "received_at": NOW}
        return self._added(Inbox(bot_id=1, update_id=number, error=self.named("failed", target, "E"), **told)).id

    def _undelivered(self, target: str) -> int:
        """A message that somebody there waits for, and that was refused."""
        told: dict[str, Any] = {"method": "sendMessage", "payload": {"text": "x"}, "state": "failed", "created_at": NOW}
        why = self.named("undelivered", target, "拒绝")
        return self._added(Outbox(key=f"refused {next(NUMBERS)}", chat_id=next(CHATS), error=why, **told)).id

    def _added(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row

    # --- what is made for one question, and undone with it -----------------------------------------------

    def own_visit(self, role: str, target: str) -> int:
        """A visit that this very person recorded, when they were still there."""
        return NOWHERE if target == "nowhere" else self._visit(target, self.person[role]).id

    def own_finding(self, role: str, target: str) -> int:
        visit = self.own_visit(role, target)
        found = self.session.exec(select(Finding.id).where(col(Finding.inspection_id) == visit)).first()
        return found or NOWHERE

    def own_group(self, role: str, target: str) -> int:
        """A group that this very person bound, when the unit was still theirs."""
        return NOWHERE if target == "nowhere" else self.bound_group(target, self.person[role])

    def new_group(self, role: str) -> int:
        """One that this person has just brought the bot into."""
        row = GroupChat(chat_id=next(GROUPS), title="新群", state="asked", person_id=self.person[role], at=NOW)
        return self._added(row).chat_id

    def stand_in(self, target: str) -> int:
        if target == "nowhere":
            return NOWHERE
        absent, unit = self.officer[target], self.unit[target].id
        row = Membership(
            person_id=self.colleague[target], unit_id=unit, role="officer", stands_in_for=absent, valid_from=TODAY
        )
        return self._added(row).id

    def invited(self, target: str, state: str, name: str = "") -> int:
        if target == "nowhere":
            return NOWHERE
        row = Invitation(
            token_hash=f"hash-{next(NUMBERS)}",
            role="officer",
            unit_id=self.unit[target].id,
            state=state,
            name=name,
            created_at=NOW,
            expires_at=NOW + timedelta(days=3),
            used_by=self.former[target] if state == "waiting" else None,
        )
        return self._added(row).id

    def told_contact(self, target: str) -> int:
        if target == "nowhere":
            return NOWHERE
        return self._added(EntityContact(entity_id=self.entity[target], name="钱示例", valid_from=SINCE)).id

    def job(self, person: int, kind: str, state: str, **asked: Any) -> int:
        row = Job(kind=kind, asked=asked, person_id=person, chat_id=1, state=state, created_at=NOW)
        return self._added(row).id

    def audited(self, target: str) -> int:
        """A row of the audit about something there."""
        row = select(Audit.id).where(col(Audit.unit_id) == self.unit[target].id).limit(1)
        return self.session.exec(row).first() or NOWHERE

    def set_day(self, target: str) -> None:
        """The unit has set a day of its own where the plan names none."""
        if target != "nowhere":
            told: dict[str, Any] = {
                "deadline": self.deadline(target, own_day=True),
                "due": TODAY,
                "instance": f"d-{next(NUMBERS)}",
            }
            told |= {"person_id": self.officer[target], "at": NOW}
            self._added(OwnDay(campaign_id=self.campaign, unit_id=self.unit[target].id, **told))

    def deadline(self, target: str, *, own_day: bool = False) -> str:
        """A deadline that the unit owes; or one whose day it may set itself."""
        owed = of_units(self.pack, WorkingDays())
        found = [one for one in owed if (may_set_own_day(one.occurrence.deadline) if own_day else one.followed)]
        chosen = next((one for one in found if one.unit == self.keys[target]), found[0]).occurrence
        return chosen.deadline.key if own_day else chosen.key
