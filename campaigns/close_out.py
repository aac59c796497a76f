"""When a risk item may be closed out (销号), and what follows when a regulator lets it lie (函件 → 约谈 → 通报)."""

from typing import Literal

from campaigns.part import FormKey, Key, Part, Titled, Words
from campaigns.units import Party


class CloseOut(Part):
    """The rules of 销号. No `default_due_days`: the plan names no limit, 方案未规定 (C7)."""

    per: Literal["item", "enterprise"]
    """Per enterprise: closed out when its last risk item is solved (“整改一家消号一家”)."""
    second_person: bool
    due_required: bool = False
    """Every item needs a due day (“逐一明确整改时限”)."""
    default_due_days: int | None = None
    default_due_counted: Literal["calendar_days", "working_days"] = "calendar_days"
    suggested_days: tuple[int, ...] = ()
    """Buttons only, in calendar days: nothing is filled in unless somebody presses one."""
    evidence: tuple[Titled, ...] = ()
    """What has to be there before an item may be closed out, e.g. 整改照片."""
    ledger: FormKey | None = None
    """The official list of risk items, e.g. 销号清单."""
    words: Words
    source: str


class EscalationStep(Part):
    """A rung of the ladder, mildest first; `when` in the plan's words."""

    key: Key
    title: Words
    against: Party
    by: Party | None = None
    when: Words
    source: str
