"""A workbook that somebody sends: a plan, a register or a re-grading list, told apart by the names of its sheets."""

from forms import inputs
from handlers.imports import import_register
from handlers.imports.workbooks_sent import Sent
from handlers.levels import regrading
from handlers.plans import load_plan
from handlers.turn.long_work import Beside, Made, Work, ask_for, work_of_minutes
from handlers.turn.rights import role_for
from handlers.turn.turn import Turn, not_found
from locales import N_
from storage.database import Database
from storage.files import Files
from workbooks.opening.not_xlsx import refuse_others
from workbooks.opening.opening import Refused, titles
from workbooks.plan.layout import SHEETS as PLAN_SHEETS


def received(turn: Turn, workbook: inputs.Document) -> None:
    """The answer comes when a worker has read it; nothing is changed before somebody confirms it.

    Who only grades entities can send no more than a list of levels.
    """
    role = role_for(turn.actor, "administer")
    if role is None and role_for(turn.actor, "grade"):
        regrading.received(turn, workbook)
        return
    if role is None:
        raise not_found()
    turn = turn.as_role(role)
    asked = Sent(sha256=workbook.ref, name=workbook.name, unit_id=turn.role.unit_id, today=turn.today)
    ask_for(turn, "workbook", asked)
    turn.say(N_("Received {name}, checking it. Nothing changes before you confirm.", name=workbook.name))


@work_of_minutes("workbook", Sent, may="administer", sorry=import_register.SORRY)
def examine(db: Database, files: Files, work: Work[Sent], beside: Beside) -> Made:
    path = files.path(work.asked.sha256)
    try:
        refuse_others(path, work.asked.name)
        names = titles(path)
        if regrading.is_regrading(names):
            return regrading.examine(db, files, work)
        is_plan = next(iter(PLAN_SHEETS)) in names
        return load_plan.examine(db, files, work) if is_plan else import_register.examine(db, files, work, beside)
    except Refused as refused:
        return Made([refused.what])
