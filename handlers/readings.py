"""方案说明: where a plan is unclear the administrator is asked once; until then the proposed reading holds."""

from campaigns.unclear import Unclear
from handlers.routes import command, press
from handlers.screens import Button
from handlers.turn import Turn, not_found
from locales import N_, Text
from storage.queries import readings
from storage.queries.campaigns import Running


@command("unclear", N_("Unclear places"), may="administer_all")
def unclear(turn: Turn) -> None:
    """/unclear: the next place that nobody has confirmed, campaign by campaign."""
    for running in turn.running:
        left = _left(turn, running)
        if left:
            _ask(turn, running, left[0], len(left))
            return
    turn.say(N_("Every unclear place of the running plans is confirmed."))


def _left(turn: Turn, running: Running) -> list[Unclear]:
    known = readings.confirmed(turn.session, running.campaign_id)
    return [note for note in running.pack.unclear if note.key not in known]


def _ask(turn: Turn, running: Running, note: Unclear, left: int) -> None:
    lines: list[Text] = [
        N_("{title}: {left} unclear places are not confirmed yet.", title=running.pack.title, left=left),
        N_("The plan ({source}): {says}", source=note.source, says=note.says),
        N_("Our reading: {reading}", reading=note.reading),
    ]
    this = {"campaign": running.campaign_id, "note": note.key}
    if note.options:
        rows = [[Button(option.title, "unclear.confirm", {**this, "option": option.key})] for option in note.options]
    else:
        rows = [[Button(N_("Read it so"), "unclear.confirm", this, "primary")]]
    turn.say(*lines, rows=rows)


@press("unclear.confirm", may="administer_all", in_place=True)
def confirm(turn: Turn, campaign: int, note: str, option: str | None = None) -> None:
    running = next((one for one in turn.running if one.campaign_id == campaign), None)
    asked = next((one for one in running.pack.unclear if one.key == note), None) if running else None
    if running is None or asked is None or option not in (None, *(one.key for one in asked.options)):
        raise not_found()
    readings.confirm(turn.session, campaign, note, option, turn.by)
    chosen = next((one.title for one in asked.options if one.key == option), asked.reading)
    turn.say(N_("Confirmed: {reading}", reading=chosen))
    unclear(turn)
