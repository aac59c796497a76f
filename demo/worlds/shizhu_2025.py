"""石柱 2025: a plan table of ten stations; README, SCREENS and many tests quote the figures of this example."""

from datetime import date

from demo.plan_world import PlanWorld

WORLD = PlanWorld(
    begins=date(2025, 6, 20),
    outcome_shares=(1,),
    every_tag=False,
)
