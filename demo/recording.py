"""Writes an invented past through the product's own queries, deed by deed in the order of time."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from campaigns.inspection_form import inspection_form
from demo.invented_answers import answers_of
from demo.invented_visits import FaultLife, InventedVisit
from storage.database import Session
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.plans.campaigns import RunningCampaign
from storage.queries.records import inspections, risk_items
from storage.queries.records.risk_items import RiskStep
from storage.tables import Inspection, RiskItem

MEANWHILE = timedelta(minutes=4)  # from the visit's record to its risk item's


def record_past(session: Session, campaign: RunningCampaign, visits: list[InventedVisit]) -> None:
    """Visits and what followed from them interleave, so that numbers and the audit go with time."""
    version = inspection_form(campaign.pack).version
    traces = [VisitTrace(session, campaign, version, visit, number) for number, visit in enumerate(visits)]
    waiting = [(trace.visit.at, trace.number, trace.deeds()) for trace in traces]
    heapq.heapify(waiting)
    while waiting:
        _, number, deeds = heapq.heappop(waiting)
        coming = next(deeds, None)
        if coming is not None:
            heapq.heappush(waiting, (coming, number, deeds))


@dataclass(frozen=True)
class VisitTrace:
    """One visit and what followed from it."""

    session: Session
    campaign: RunningCampaign
    form_version: int
    visit: InventedVisit
    number: int

    def deeds(self) -> Iterator[datetime]:
        """Does one deed at a time and yields when the next one is due; the first is due at the visit's record."""
        visit, life = self.visit, self.visit.life
        record = self._record()
        if visit.fault is None or life is None:
            return
        yield visit.at + MEANWHILE
        item = self._open(record, visit.fault.note, life)
        if life.rectified_at:
            yield life.rectified_at
            self._step(item, "rectified", life.rectified_at, visit.officer, visit.fault.measures)
        if life.closed_at:
            yield life.closed_at
            self._step(item, "closed", life.closed_at, visit.team.colleague_of(visit.officer))

    def _record(self) -> Inspection:
        visit, answers = self.visit, answers_of(self.campaign.pack, self.visit)
        item, note = (visit.fault.item, visit.fault.note) if visit.fault else (None, "")
        found_visit = inspections.NewInspection(
            entity_id=int(visit.entity["value"]),
            kind=visit.kind,
            day=visit.day,
            people=visit.people,
            outcome=answers.chosen("outcome"),
            colleagues=answers.people("people").colleagues,
            tags=answers.chosen_many("tags"),
            findings=[(item.key, item.title, note)] if item else [],
            answers=dict(answers),
        )
        by, campaigns = self._by(visit.officer, visit.at), [self.campaign.campaign_id]
        instance, year = self._instance("visit"), visit.day.year
        return inspections.record(self.session, found_visit, instance, self.form_version, campaigns, by, year)

    def _open(self, record: Inspection, description: str, life: FaultLife) -> RiskItem:
        visit = self.visit
        findings = inspections.findings(self.session, record.id)
        fault = risk_items.NewRiskItem(
            description=description,
            entity_id=record.entity_id,
            unit_id=record.unit_id,
            due=life.due,
            officer_id=visit.officer,
            opened_on=visit.day,
            finding_id=findings[0].id if findings else None,
            inspection_id=record.id,
            campaign_id=self.campaign.campaign_id,
        )
        by = self._by(visit.officer, visit.at + MEANWHILE)
        return risk_items.open_item(self.session, fault, self._instance("risk"), by, visit.day.year)

    def _step(self, item: RiskItem, kind: str, at: datetime, officer: int, note: str = "") -> None:
        step = RiskStep(kind, at.date(), note)
        risk_items.add_step(self.session, item, step, self._instance(kind), self._by(officer, at))

    def _by(self, officer: int, at: datetime) -> ChangedBy:
        return ChangedBy(at, officer, self.visit.team.unit_id, "officer")

    def _instance(self, of: str) -> str:
        """The same in every run."""
        return str(uuid5(NAMESPACE_OID, f"{self.campaign.pack.key}/{self.number}/{of}"))
