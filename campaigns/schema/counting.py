"""How records count, where a plan may differ: the defaults are the product's rules C6, C11 and C11a."""

from typing import Annotated, Literal

from pydantic import Field

from campaigns.schema.part import NotActedOn, Part
from locales import N_

FOR_WHO_WENT = N_("a visit counts for the unit that made it")
FOR_WHO_LED = N_("a visit made together counts for the leading unit")
NOT_FOLLOWED = N_("cycles of several years are not followed")
NOT_WARNED = N_("nobody is warned of a visit too many")


class Counting(Part):
    """What a pack may choose."""

    plan_counts_for: Annotated[Literal["inspecting_unit", "territory"], NotActedOn(FOR_WHO_WENT)] = "inspecting_unit"
    joint_visits: Annotated[Literal["leading_unit", "every_unit"], NotActedOn(FOR_WHO_LED)] = "leading_unit"
    cycle_starts: Annotated[int | None, NotActedOn(NOT_FOLLOWED)] = None
    """The first year of cycles of several years; None: the plan's own."""
    warn_repeat_days: Annotated[int | None, NotActedOn(NOT_WARNED)] = Field(default=None, ge=1)
    """Warn when the entity was visited within so many calendar days (“避免重复检查”)."""
    words: str = ""
    source: str = ""
