"""When a risk item may be closed out (销号), and what follows when a regulator lets it lie (函件 → 约谈 → 通报)."""

from typing import Annotated, Literal

from campaigns.schema.part import FormKey, Key, NotActedOn, Part, Titled, Words
from campaigns.schema.plan_units import Party
from locales import N_

ITEM_BY_ITEM = N_("every risk item is closed out by itself")
ASKED_FOR = N_("the form asks for a due day of every risk item")
CHOSEN = N_("whoever opens a risk item chooses its due day; none is filled in")
NOT_LOOKED_FOR = N_("whether they are there is not checked before an item is closed out")
EMPTY_LEDGER = N_("it can only be printed empty")


class CloseOut(Part):
    """The rules of 销号. No `default_due_days`: the plan names no limit, 方案未规定 (C7)."""

    per: Annotated[Literal["item", "enterprise"], NotActedOn(ITEM_BY_ITEM, anyway="item")]
    """Per enterprise: closed out when its last risk item is solved (“整改一家消号一家”)."""
    second_person: bool
    due_required: Annotated[bool, NotActedOn(ASKED_FOR, anyway=True)] = False
    """Every item needs a due day (“逐一明确整改时限”)."""
    default_due_days: Annotated[int | None, NotActedOn(CHOSEN)] = None
    default_due_counted: Annotated[Literal["calendar_days", "working_days"], NotActedOn(CHOSEN)] = "calendar_days"
    suggested_days: tuple[int, ...] = ()
    """Buttons only, in calendar days: nothing is filled in unless somebody presses one."""
    evidence: Annotated[tuple[Titled, ...], NotActedOn(NOT_LOOKED_FOR)] = ()
    """What has to be there before an item may be closed out, e.g. 整改照片."""
    ledger: Annotated[FormKey | None, NotActedOn(EMPTY_LEDGER)] = None
    """The official list of risk items, e.g. 销号清单."""
    words: Words
    source: str


class EscalationRule(Part):
    """A rung of the ladder, mildest first; `when` in the plan's words."""

    key: Key
    title: Words
    against: Party
    by: Party | None = None
    when: Words
    source: str
