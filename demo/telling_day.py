"""The day on which trying a plan begins, where nobody names one: something has been done, something is due soon."""

from datetime import date

from campaigns.schema.pack import Pack
from days.calendar import WorkingDays
from demo.plan_world import world_of
from schedules.deadline_dates import occurrences

BEFORE_IT_IS_DUE = 6  # working days: the next morning brings the first reminder but one


def telling_day(pack: Pack) -> date:
    """As the plan's world says; else shortly before the first dated deadline of its second half, or in its middle."""
    said = world_of(pack).begins
    if said and pack.first_day <= said <= pack.last_day:
        return said
    calendar = WorkingDays()
    middle = calendar.on_or_before(pack.first_day + (pack.last_day - pack.first_day) / 2)
    dated = (
        occurrence.due
        for occurrence in occurrences(pack, calendar)
        if occurrence.due and middle < occurrence.due <= pack.last_day
    )
    due = next(dated, None)
    return max(middle, calendar.add(due, -BEFORE_IT_IS_DUE)) if due else middle
