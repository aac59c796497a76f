"""A small county to record things in: a bureau, a section and two stations, their people, four entities, two plans.

record = county.record(county.visit(county.pharmacy, day=date(2025, 6, 11)))
item = county.risk(due=date(2025, 6, 23))
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlmodel import Session

from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.organisation.units import add_unit
from storage.queries.people import people
from storage.queries.records import inspections, risk_items
from storage.queries.records.inspections import NewInspection
from storage.queries.records.risk_items import NewRiskItem, RiskStep
from storage.queries.register import register_entity_rows
from storage.queries.register.register_entity_rows import RegisterEntry
from storage.tables import Campaign, Inspection, RiskEvent, RiskItem, Unit

SINCE = date(2025, 1, 1)
NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)  # 9:00 in the county
TODAY = date(2025, 6, 20)
CHATS = count(9_000_000_000_000_001)


class County:
    """Units are rows, people and entities are ids."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.instances = (f"form-{number}" for number in count(1))
        self.bureau = add_unit(session, "shizhu", "石柱县市场监管局", "county", None, SINCE)
        self.nanbin = add_unit(session, "nanbin", "南宾所", "station", self.bureau, SINCE)
        self.xituo = add_unit(session, "xituo", "西沱所", "station", self.bureau, SINCE)
        self.section = add_unit(session, "supervision", "监管科", "section", self.bureau, SINCE)
        self.pharmacy, self.clinic, self.hospital, self.wholesaler = register_entity_rows.add(
            session,
            [
                RegisterEntry(
                    "康民大药房（南宾店）", "distributor", self.nanbin.id, "91500240MADEMO001X", "2", ("retail",)
                ),
                RegisterEntry("和谐口腔诊所", "user", self.nanbin.id),
                RegisterEntry("西沱示例医院", "user", self.xituo.id, level="3"),
                RegisterEntry("示例医疗器械批发公司", "distributor", self.section.id, level="2"),
            ],
            scheme="four",
            since=SINCE,
        )
        self.li, self.wang = self.enrol("李示例", self.nanbin), self.enrol("王示例", self.nanbin)
        self.zhao = self.enrol("赵示例", self.xituo)
        self.leader = self.enrol("陈示例", self.bureau, "leader")
        self.campaign, self.other_campaign = (self.add_campaign(key) for key in ("devices", "drugs"))

    def enrol(self, name: str, unit: Unit, role: str = "officer", entity_id: int | None = None) -> int:
        return people.enrol(self.session, name, next(CHATS), role, unit.id, SINCE, entity_id)

    def add_campaign(self, key: str) -> int:
        row = Campaign(key=key, title=key, year=2025, state="ended")  # without a pack nothing runs
        self.session.add(row)
        self.session.flush()
        return row.id

    def by(
        self, person: int | None = None, unit: Unit | None = None, role: str = "officer", at: datetime = NOW
    ) -> ChangedBy:
        return ChangedBy(at, person or self.li, (unit or self.nanbin).id, role)

    def visit(self, entity: int | None = None, day: date = TODAY, **facts: Any) -> NewInspection:
        usual: dict[str, Any] = {"kind": "daily", "day": day, "people": 2, "outcome": "ok"}
        return NewInspection(entity or self.pharmacy, **usual | facts)

    def record(
        self,
        visit: NewInspection | None = None,
        *,
        instance: str | None = None,
        by: ChangedBy | None = None,
        campaigns: list[int] | None = None,
    ) -> Inspection:
        wanted = [self.campaign] if campaigns is None else campaigns
        instance = instance or next(self.instances)
        return inspections.record(self.session, visit or self.visit(), instance, 1, wanted, by or self.by(), 2025)

    def risk(
        self,
        *,
        due: date = date(2025, 6, 30),
        opened_on: date = date(2025, 6, 9),
        unit: Unit | None = None,
        instance: str | None = None,
        by: ChangedBy | None = None,
        **facts: Any,
    ) -> RiskItem:
        told: dict[str, Any] = {"description": "冷藏柜无温度记录", "entity_id": self.pharmacy, "officer_id": self.li}
        told |= {"campaign_id": self.campaign}
        fault = NewRiskItem(due=due, opened_on=opened_on, unit_id=(unit or self.nanbin).id, **told | facts)
        return risk_items.open_item(self.session, fault, instance or next(self.instances), by or self.by(), 2025)

    def step(self, item: RiskItem, kind: str, day: date, **facts: Any) -> RiskEvent:
        by = facts.pop("by", None) or self.by()
        return risk_items.add_step(self.session, item, RiskStep(kind, day, **facts), next(self.instances), by)
