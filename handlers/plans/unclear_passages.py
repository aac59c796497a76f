"""方案说明: where a plan is unclear the administrator is asked once; until then the proposed reading holds."""

from campaigns.schema.unclear import UnclearPassage
from handlers.turn.rights import role_over
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from locales import N_, Text
from storage.json_values import JsonObject
from storage.queries.organisation import units
from storage.queries.plans import unclear_readings
from storage.queries.plans.campaigns import RunningCampaign


@command(
    "unclear",
    N_("Unclear places"),
    may="administer",
    listed=Listed(90, N_("/unclear — unclear places of the plans · /calendar — working days")),
)
def unclear(turn: Turn) -> None:
    """/unclear: the next place that nobody has confirmed, campaign by campaign."""
    for running in _administered(turn):
        left = _left(turn, running)
        if left:
            _ask(turn, running, left[0], len(left))
            return
    turn.say(N_("Every unclear place of the running plans is confirmed."))


def _administered(turn: Turn) -> list[RunningCampaign]:
    """The plans all of whose units this person administers: a reading holds for all of them."""
    return [running for running in turn.running if _is_administered(turn, running)]


def _is_administered(turn: Turn, running: RunningCampaign) -> bool:
    ours = units.campaign_unit_ids(turn.session, running.campaign_id).values()
    return all(role_over(turn.actor, "administer", units.unit(turn.session, our).path) for our in ours)


def _left(turn: Turn, running: RunningCampaign) -> list[UnclearPassage]:
    known = unclear_readings.confirmed(turn.session, running.campaign_id)
    return [note for note in running.pack.unclear if note.key not in known]


def _ask(turn: Turn, running: RunningCampaign, note: UnclearPassage, left: int) -> None:
    lines: list[Text] = [
        N_("{title}: {left} unclear places are not confirmed yet.", title=running.pack.title, left=left),
        N_("The plan ({source}): {says}", source=note.source, says=note.says),
        N_("Our reading: {reading}", reading=note.reading),
    ]
    details: JsonObject = {"campaign": running.campaign_id, "note": note.key}
    if note.options:
        rows = [[Button(option.title, "unclear.confirm", {**details, "option": option.key})] for option in note.options]
    else:
        rows = [[Button(N_("Read it so"), "unclear.confirm", details, "primary")]]
    turn.say(*lines, rows=rows)


@press("unclear.confirm", may="administer", in_place=True)
def confirm(turn: Turn, campaign: int, note: str, option: str | None = None) -> None:
    running = next((administered for administered in _administered(turn) if administered.campaign_id == campaign), None)
    asked = next((place for place in running.pack.unclear if place.key == note), None) if running else None
    if running is None or asked is None or option not in (None, *(titled.key for titled in asked.options)):
        raise not_found()
    unclear_readings.confirm(turn.session, campaign, note, option, turn.by)
    chosen = next((titled.title for titled in asked.options if titled.key == option), asked.reading)
    turn.say(N_("Confirmed: {reading}", reading=chosen))
    unclear(turn)
