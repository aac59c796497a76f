"""[已完成]: an officer says that the unit has done what a deadline asks for, and may take it back."""

from dataclasses import replace

from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.words import day_in_words
from locales import N_
from schedules.recorded import recorded_by_units
from schedules.rule_words import titled
from schedules.unit_deadlines import of_units
from storage.json_values import JsonObject
from storage.queries.deadlines import deadlines_done as records
from storage.queries.organisation import succession, units
from storage.queries.plans.campaigns import RunningCampaign


@press("deadline.done", may="finish_deadline")
def finish(turn: Turn, campaign: int, key: str, unit: str) -> None:
    """The unit's own word; nobody is reminded of it any more. Marked by mistake, it can be taken back."""
    running, acting = _acting_for(turn, campaign, unit)
    recorded = replace(recorded_by_units(turn.session, running), done=())
    deadlines = (
        of_unit
        for of_unit in of_units(running.pack, turn.calendar, recorded)
        if of_unit.unit == unit and of_unit.followed
    )
    occurrence = next((deadline.occurrence for deadline in deadlines if deadline.occurrence.key == key), None)
    if occurrence is None:
        raise not_found()
    before = records.done_by(turn.session, campaign, key, acting.role.unit_id)
    if before is None:
        records.mark_done(turn.session, campaign, key, occurrence.due, acting.by)
        head = N_("✅ Marked as done: {what}. No more reminders.", what=titled(occurrence))
    else:
        day = day_in_words(before.at.astimezone(turn.zone).date())
        head = N_("Already marked as done on {day}: {what}", day=day, what=titled(occurrence))
    details: JsonObject = {"campaign": campaign, "key": key, "unit": unit}
    turn.say(head, rows=[[Button(N_("Take back"), "deadline.reopen", details)]])


@press("deadline.reopen", may="finish_deadline")
def reopen(turn: Turn, campaign: int, key: str, unit: str) -> None:
    _, acting = _acting_for(turn, campaign, unit)
    row = records.done_by(turn.session, campaign, key, acting.role.unit_id)
    if row is not None:
        records.take_back(turn.session, row, acting.by)
    turn.say(N_("Taken back: it is open again, with its reminders."))


def _acting_for(turn: Turn, campaign: int, unit: str) -> tuple[RunningCampaign, Turn]:
    """The campaign, and the turn in the role of an officer of that unit: only they speak for it."""
    running = next(
        (campaign_running for campaign_running in turn.running if campaign_running.campaign_id == campaign), None
    )
    unit_id = succession.answering(turn.session, campaign, turn.today).get(unit)
    if running is None or unit_id is None:
        raise not_found()
    return running, turn.over("finish_deadline", units.unit(turn.session, unit_id).path)
