"""期限: what a plan wants by a day, as each unit still owes it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from campaigns.schema.pack import NudgePolicy, Pack
from days.calendar import WorkingDays
from locales import N_
from schedules.duties_of_units import owed_by_units
from schedules.duty import Duty, DutyButton, Owed
from schedules.duty_kind import DutyKind, DutyRequest
from schedules.recorded import recorded_by_units
from schedules.rule_words import titled
from schedules.unit_deadlines import LONG_PAST, Recorded, of_units
from storage.attempts import AllAtOnce
from storage.json_values import JsonObject


def owed(request: DutyRequest, attempts: AllAtOnce) -> Iterable[Owed]:
    """Units that were merged owe nothing; their heirs owe the same."""
    pack, session = request.running.pack, request.session

    def duties(keys: Collection[str] | None) -> Iterator[Duty]:
        recorded = recorded_by_units(session, request.running, keys)
        found = deadline_duties(pack, request.calendar, recorded, request.today, keys, request.campaign_id)
        return (duty for duty in found if duty.owed_by_unit in request.answering)

    return owed_by_units(request, attempts, "deadlines", [unit.key for unit in pack.units], duties)


def deadline_duties(
    pack: Pack,
    calendar: WorkingDays,
    recorded: Recorded,
    today: date,
    only: Collection[str] | None = None,
    campaign_id: int = 0,
) -> Iterator[Duty]:
    """What units owe, or have set themselves a day for, where that day is near or has passed lately."""
    last = _horizon(pack.nudges, calendar, today)
    for unit_deadline in of_units(pack, calendar, recorded, only):
        due = unit_deadline.occurrence.due
        if due and unit_deadline.followed and today - LONG_PAST <= due <= last:
            done: JsonObject = {
                "campaign": campaign_id,
                "key": unit_deadline.occurrence.key,
                "unit": unit_deadline.unit,
            }
            yield Duty(
                key=f"deadline:{unit_deadline.occurrence.key}:{unit_deadline.unit}",
                kind="deadline",
                title=titled(unit_deadline.occurrence),
                due=due,
                since=unit_deadline.occurrence.since,
                owed_by_unit=unit_deadline.unit,
                button=DutyButton(N_("Mark as done"), "deadline.done", done),
            )


def _horizon(policy: NudgePolicy, calendar: WorkingDays, today: date) -> date:
    """The last due day that anybody is told of today: by its first reminder, or in a digest."""
    first_step = max(policy.days_before, default=0)
    return max(calendar.add(today, first_step + 1), today + timedelta(days=policy.digest_days))


KIND = DutyKind("deadline", 10, owed)
