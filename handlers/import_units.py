"""Unit names of a workbook that nobody knows: asked one after the other, and remembered for the next workbook."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from handlers.long_work import Made
from handlers.rights import scope
from handlers.routes import press
from handlers.screens import Button, Part, Rows
from handlers.turn import Turn, not_found
from locales import N_
from storage.queries import jobs, units
from storage.queries.importing.desk import NEW, SKIP, Desk, Spot, open_units
from storage.queries.reorganising import give_alias

MOST_OFFERED = 6

Strange = Sequence[Sequence[Any]]
"""[name, how many rows use it], the most used first."""


def question(job_id: int, desk: Desk) -> Made:
    strange = [[name, rows] for name, rows in desk.unknown.most_common()]
    says, rows = _asked(job_id, strange, 0, desk.spots.values(), 0)
    return Made(says, rows, keep={"strange": strange})


def _asked(job_id: int, strange: Strange, place: int, spots: Iterable[Spot], first: int) -> tuple[list[Part], Rows]:
    name, count = strange[place]
    says: list[Part] = [
        N_("Which unit is “{unit}” of the workbook? ({rows} rows, name {place} of {names})",
           unit=name, rows=count, place=place + 1, names=len(strange)),
    ]  # fmt: skip
    nearest = sorted((spot for spot in spots if spot.id > 0), key=lambda spot: -_likeness(name, spot.name))
    shown = nearest[first : first + MOST_OFFERED]
    this = {"job": job_id, "place": place}
    buttons = [Button(spot.name, "import.unit", {**this, "unit": spot.id}) for spot in shown]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    if nearest[first + MOST_OFFERED :]:
        rows.append([Button(N_("More units"), "import.units", {**this, "first": first + MOST_OFFERED})])
    rows.append([Button(N_("New unit"), "import.unit", {**this, "unit": NEW}),
                 Button(N_("Skip these rows"), "import.unit", {**this, "unit": SKIP})])  # fmt: skip
    if len(strange) - place > 1:
        rows.append([Button(N_("Skip all that are not known"), "import.skip", {"job": job_id})])
    return says, rows


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name, other, autojunk=False).ratio()


@press("import.units", may="administer", in_place=True)
def more(turn: Turn, job: int, place: int, first: int) -> None:
    _ask(turn, job, place, first)


@press("import.unit", may="administer", in_place=True)
def told(turn: Turn, job: int, place: int, unit: int | str) -> None:
    """One name is explained; the next one is asked, or the workbook is checked once more."""
    kept = _kept(turn, job)
    name = kept["strange"][place][0]
    if isinstance(unit, int):
        _, row = turn.over_unit("administer", unit)
        if units.unit_by_key_or_name(turn.session, name) is None:
            give_alias(turn.session, row, name, turn.by)
    else:
        jobs.keep(turn.session, job, {"told": {**kept["told"], name: unit}})
    _ask(turn, job, place + 1)


@press("import.skip", may="administer", in_place=True)
def skip_all(turn: Turn, job: int) -> None:
    kept = _kept(turn, job)
    left = {name: SKIP for name, _ in kept["strange"]}
    jobs.keep(turn.session, job, {"told": left | kept["told"]})
    _ask(turn, job, len(left))


def _kept(turn: Turn, job: int) -> dict[str, Any]:
    kept = jobs.kept(turn.session, job, turn.actor.person_id)
    if kept is None or "strange" not in kept:
        raise not_found()
    return kept


def _ask(turn: Turn, job: int, place: int, first: int = 0) -> None:
    kept = _kept(turn, job)
    turn = turn.over("administer", units.unit(turn.session, kept["unit_id"]).path)
    if place < len(kept["strange"]):
        spots = open_units(turn.session, scope(turn.actor, "administer"))
        says, rows = _asked(job, kept["strange"], place, spots, first)
        turn.say(*says, rows=rows)
        return
    again = {key: value for key, value in kept.items() if key != "strange"}
    jobs.ask_for(turn.session, "register", again, turn.actor.person_id, turn.actor.chat_id, turn.now)
    turn.say(N_("Thank you, these names will be known from now on. Checking {name} once more.", name=kept["name"]))
