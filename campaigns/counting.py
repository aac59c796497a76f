"""How records count, where a plan may differ: the defaults are the product's rules C6, C11 and C11a."""

from typing import Literal

from pydantic import Field

from campaigns.part import Part


class Counting(Part):
    """What a pack may choose."""

    plan_counts_for: Literal["inspecting_unit", "territory"] = "inspecting_unit"
    joint_visits: Literal["leading_unit", "every_unit"] = "leading_unit"
    cycle_starts: int | None = None
    """The first year of cycles of several years; None: the plan's own."""
    warn_repeat_days: int | None = Field(default=None, ge=1)
    """Warn when the entity was visited within so many calendar days (“避免重复检查”)."""
    words: str = ""
    source: str = ""
