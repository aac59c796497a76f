"""A workbook that an administrator sends: a plan or a register, told apart by the names of its sheets."""

from forms import inputs
from handlers import campaigns, importing
from handlers.long_work import Beside, Made, work_of_minutes
from handlers.turn import Turn
from locales import N_
from storage.database import Database
from storage.files import Files
from storage.queries import jobs
from storage.tables import Job
from workbooks.layout import SHEETS as PLAN_SHEETS
from workbooks.not_xlsx import refuse_others
from workbooks.opening import Refused, titles


def received(turn: Turn, workbook: inputs.Document) -> None:
    """The answer comes when a worker has read it; nothing is changed before somebody confirms it."""
    asked = {
        "sha256": workbook.ref,
        "name": workbook.name,
        "unit_id": turn.role.unit_id,
        "today": turn.today.isoformat(),
        "told": {},
    }
    jobs.ask_for(turn.session, "workbook", asked, turn.actor.person_id, turn.actor.chat_id, turn.now)
    turn.say(N_("Received {name}, checking it. Nothing changes before you confirm.", name=workbook.name))


@work_of_minutes("workbook", may="administer", sorry=importing.SORRY)
def examine(db: Database, files: Files, job: Job, beside: Beside) -> Made:
    path = files.path(job.asked["sha256"])
    try:
        refuse_others(path, job.asked["name"])
        is_plan = next(iter(PLAN_SHEETS)) in titles(path)
        return campaigns.examine(db, files, job) if is_plan else importing.examine(db, files, job, beside)
    except Refused as refused:
        return Made([refused.what])
