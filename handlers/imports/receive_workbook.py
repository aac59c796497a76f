"""A workbook that somebody sends: a plan, a register or a re-grading list, told apart by the names of its sheets."""

from forms import inputs
from handlers.imports import import_register
from handlers.turn.long_work import JobContext, JobResult, Work, ask_for, work_of_minutes
from handlers.turn.rights import role_for
from handlers.turn.turn import Turn, not_found
from handlers.turn.workbook_kinds import SentWorkbook, workbook_kinds
from locales import N_
from storage.database import Database
from storage.files import Files
from workbooks.opening.not_xlsx import refuse_others
from workbooks.opening.opening import WorkbookRefused, titles


def received(turn: Turn, workbook: inputs.Document) -> None:
    """The answer comes when a worker has read it; nothing is changed before somebody confirms it.

    Who may send one kind only is sent on to it. Raises Refused where the sender may send none.
    """
    role = role_for(turn.actor, "administer")
    if role is None:
        _received_as_one_kind(turn, workbook)
        return
    turn = turn.as_role(role)
    asked = SentWorkbook(sha256=workbook.ref, name=workbook.name, unit_id=turn.role.unit_id, today=turn.today)
    ask_for(turn, "workbook", asked)
    turn.say(N_("Received {name}, checking it. Nothing changes before you confirm.", name=workbook.name))


def _received_as_one_kind(turn: Turn, workbook: inputs.Document) -> None:
    for kind in workbook_kinds():
        if kind.received is not None and role_for(turn.actor, kind.may):
            kind.received(turn, workbook)
            return
    raise not_found()


@work_of_minutes("workbook", SentWorkbook, may="administer", sorry=import_register.SORRY)
def examine(db: Database, files: Files, work: Work[SentWorkbook], job: JobContext) -> JobResult:
    path = files.path(work.asked.sha256)
    try:
        refuse_others(path, work.asked.name)
        sheets = titles(path)
        kind = next(kind for kind in workbook_kinds() if kind.fits(sheets))
        return kind.examine(db, files, work, job)
    except WorkbookRefused as refused:
        return JobResult([refused.what])
