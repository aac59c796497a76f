"""Every table, in the words of DESIGN.md section 4a. SQLModel tables do not validate: the schema's own CHECKs do.

Things that move over time (a unit's parent, a membership, an entity's place, level and tags, a pack's version)
carry `valid_from` and `valid_to` (days, both included; an open end is NULL). Moments are UTC, days are the pack's.
Every file of this folder is read, so that a table of a noun is one more file.
"""

from importlib import import_module
from pkgutil import iter_modules

from storage.tables.audit import Audit, AuditPersonal, AuditSeal
from storage.tables.campaigns import CalendarDay, Campaign, CampaignReading, CampaignUnit, CampaignVersion
from storage.tables.columns import Moment
from storage.tables.conversation import Draft, Inbox, Job, Outbox, Screen
from storage.tables.deadlines import CampaignEvent, DeadlineDone, Nudge, OwnDay
from storage.tables.enforcement import EnforcementCase, LicenceAction, Referral
from storage.tables.entity_index import EntityIndex
from storage.tables.failures import Failure
from storage.tables.lease import Lease
from storage.tables.organisation import (
    Account,
    GroupChat,
    Invitation,
    LinkTry,
    Membership,
    Person,
    Unit,
    UnitAlias,
    UnitPlace,
)
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
from storage.tables.register import (
    Entity,
    EntityContact,
    EntityLevel,
    EntityOfficer,
    EntityPause,
    EntityPlace,
    EntityTag,
    Licence,
)
from storage.tables.small_record import SmallRecord

__all__ = [
    "Account",
    "Attachment",
    "Audit",
    "AuditPersonal",
    "AuditSeal",
    "CalendarDay",
    "Campaign",
    "CampaignEvent",
    "CampaignReading",
    "CampaignUnit",
    "CampaignVersion",
    "Correction",
    "Counter",
    "DeadlineDone",
    "Draft",
    "EnforcementCase",
    "Entity",
    "EntityContact",
    "EntityIndex",
    "EntityLevel",
    "EntityOfficer",
    "EntityPause",
    "EntityPlace",
    "EntityTag",
    "Failure",
    "Finding",
    "GroupChat",
    "Inbox",
    "Inspection",
    "InspectionCampaign",
    "InspectionPerson",
    "InspectionTag",
    "Invitation",
    "Job",
    "Lease",
    "Licence",
    "LicenceAction",
    "LinkTry",
    "Membership",
    "Moment",
    "Nudge",
    "Outbox",
    "OwnDay",
    "Person",
    "Referral",
    "RiskEvent",
    "RiskItem",
    "Screen",
    "SmallRecord",
    "Unit",
    "UnitAlias",
    "UnitPlace",
]

for _file in iter_modules(__path__, f"{__name__}."):
    import_module(_file.name)
