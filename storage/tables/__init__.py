"""Every table, in the words of DESIGN.md section 4a. SQLModel tables do not validate: the schema's own CHECKs do.

Things that move over time (a unit's parent, a membership, an entity's place, level and tags, a pack's version)
carry `valid_from` and `valid_to` (days, both included; an open end is NULL). Moments are UTC, days are the pack's.
"""

from storage.tables.audit import Audit, AuditSeal
from storage.tables.campaigns import CalendarDay, Campaign, CampaignReading, CampaignUnit, CampaignVersion
from storage.tables.columns import Moment
from storage.tables.conversation import Draft, Inbox, Job, Outbox, Screen
from storage.tables.deadlines import DeadlineDone, Nudge
from storage.tables.organisation import Account, Invitation, Membership, Person, Unit, UnitPlace
from storage.tables.records import (
    Attachment,
    Correction,
    Counter,
    Finding,
    Inspection,
    InspectionCampaign,
    InspectionPerson,
    InspectionTag,
    RiskEvent,
    RiskItem,
)
from storage.tables.register import Entity, EntityLevel, EntityPlace, EntityTag

__all__ = [
    "Account",
    "Attachment",
    "Audit",
    "AuditSeal",
    "CalendarDay",
    "Campaign",
    "CampaignReading",
    "CampaignUnit",
    "CampaignVersion",
    "Correction",
    "Counter",
    "DeadlineDone",
    "Draft",
    "Entity",
    "EntityLevel",
    "EntityPlace",
    "EntityTag",
    "Finding",
    "Inbox",
    "Inspection",
    "InspectionCampaign",
    "InspectionPerson",
    "InspectionTag",
    "Invitation",
    "Job",
    "Membership",
    "Moment",
    "Nudge",
    "Outbox",
    "Person",
    "RiskEvent",
    "RiskItem",
    "Screen",
    "Unit",
    "UnitPlace",
]
