"""Unit names of a workbook that nobody knows: asked one after the other, and remembered for the next workbook."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from handlers.imports.imports_kept import UnitsAsked, checked
from handlers.turn.long_work import JobResult, Work, ask_for, kept
from handlers.turn.rights import scope
from handlers.turn.routes import press
from handlers.turn.screens import Button, Part, Rows
from handlers.turn.turn import Expired, Turn
from handlers.turn.workbook_kinds import SentWorkbook
from locales import N_
from storage.queries.imports.import_context import NEW, SKIP, ImportContext, UnitRef, open_units
from storage.queries.messages import job_queue
from storage.queries.organisation import units
from storage.queries.organisation.reorganising import give_alias

MOST_OFFERED = 6

Strange = Sequence[tuple[str, int]]
"""(name, how many rows use it), the most used first."""


def question(work: Work[SentWorkbook], context: ImportContext) -> JobResult:
    strange = list(context.unknown.most_common())
    says, rows = _asked(work.id, strange, 0, context.unit_refs.values(), 0)
    return JobResult(says, rows, keep=checked(work, UnitsAsked, strange=strange))


def _asked(
    job_id: int, strange: Strange, place: int, unit_refs: Iterable[UnitRef], first: int
) -> tuple[list[Part], Rows]:
    name, count = strange[place]
    says: list[Part] = [
        N_("Which unit is “{unit}” of the workbook? ({rows} rows, name {place} of {names})",
           unit=name, rows=count, place=place + 1, names=len(strange)),
    ]  # fmt: skip
    nearest = sorted(
        (unit_ref for unit_ref in unit_refs if unit_ref.id > 0), key=lambda unit_ref: -_likeness(name, unit_ref.name)
    )
    shown = nearest[first : first + MOST_OFFERED]
    details = {"job": job_id, "place": place}
    buttons = [Button(unit_ref.name, "import.unit", {**details, "unit": unit_ref.id}) for unit_ref in shown]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    if nearest[first + MOST_OFFERED :]:
        rows.append([Button(N_("More units"), "import.units", {**details, "first": first + MOST_OFFERED})])
    rows.append([Button(N_("New unit"), "import.unit", {**details, "unit": NEW}),
                 Button(N_("Skip these rows"), "import.unit", {**details, "unit": SKIP})])  # fmt: skip
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
    asked = kept(turn, job, UnitsAsked)
    if place >= len(asked.strange):
        raise Expired
    name, _ = asked.strange[place]
    if isinstance(unit, int):
        _, row = turn.over_unit("administer", unit)
        if units.unit_by_key_or_name(turn.session, name) is None:
            give_alias(turn.session, row, name, turn.by)
    else:
        job_queue.keep(turn.session, job, {"told": {**asked.told, name: unit}})
    _ask(turn, job, place + 1)


@press("import.skip", may="administer", in_place=True)
def skip_all(turn: Turn, job: int) -> None:
    asked = kept(turn, job, UnitsAsked)
    left = {name: SKIP for name, _ in asked.strange}
    job_queue.keep(turn.session, job, {"told": left | asked.told})
    _ask(turn, job, len(left))


def _ask(turn: Turn, job: int, place: int, first: int = 0) -> None:
    asked = kept(turn, job, UnitsAsked)
    turn = turn.over("administer", units.unit(turn.session, asked.unit_id).path)
    if place < len(asked.strange):
        unit_refs = open_units(turn.session, scope(turn.actor, "administer"))
        says, rows = _asked(job, asked.strange, place, unit_refs, first)
        turn.say(*says, rows=rows)
        return
    ask_for(turn, "register", SentWorkbook(**asked.model_dump(exclude={"strange"})))
    turn.say(N_("Thank you, these names will be known from now on. Checking {name} once more.", name=asked.name))
