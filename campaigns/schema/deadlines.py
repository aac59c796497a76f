"""What a plan wants by when: who owes it to whom, in which phase, what fulfils it, and the plan's own sentence."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from campaigns.schema.due_rules import Due
from campaigns.schema.part import FormKey, Key, NotActedOn, Part, PhaseKey, Words
from campaigns.schema.plan_units import Party
from campaigns.schema.unclear import UnderReading
from locales import N_

MARKED_DONE = N_("a deadline is done when its unit says so, whatever was filed")
NOT_REMINDED = N_("nobody is reminded of it; please look after it when the report is written")
NOT_RECKONED = N_("the rate is not reckoned")


class Deadline(Part):
    """One thing owed, e.g. 附表1 by every 第二类 manufacturer to the 自治区 on 2022-05-31.

    Deadlines are also the routing of self-check forms: which entity's form goes to which unit (R0.2).
    """

    key: Key
    title: Words
    owed_by: Party
    owed_to: Party | None = None
    due: Due
    phase: PhaseKey | None = None
    fulfilled_by: Annotated[tuple[FormKey, ...], NotActedOn(MARKED_DONE)] = ()
    topics: Annotated[tuple[Words, ...], NotActedOn(NOT_REMINDED)] = ()
    """What a written report has to cover, verbatim."""
    states_as_of: Annotated[bool, NotActedOn(NOT_REMINDED)] = False
    """The report names the day its figures stand at, because it is due before the period ends."""
    rate_percent: Annotated[Decimal | None, NotActedOn(NOT_RECKONED)] = Field(default=None, gt=0, le=100)
    """The share that must arrive: 上报率100%, 反馈处置率100%."""
    reading: UnderReading | None = None
    words: Words
    source: str
