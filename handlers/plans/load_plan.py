"""An administrator sends a plan as a workbook, sees what it would do, and puts it into force with one button."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from campaigns.load import PackError
from campaigns.schema.pack import Pack
from handlers.turn.long_work import JobResult, Work, kept
from handlers.turn.routes import press
from handlers.turn.screens import Button, Part
from handlers.turn.stored import Stored
from handlers.turn.turn import Refused, Turn
from handlers.turn.workbook_kinds import SentWorkbook, WorkbookKind, workbook_kind
from locales import DEFAULT_LANGUAGE, N_, Message, tr
from locales.formats import FullDay
from storage.database import Database, Session
from storage.files import Files
from storage.queries.ground import audit_rows
from storage.queries.people import people
from storage.queries.people.people import Role
from storage.queries.plans import campaigns
from storage.queries.plans.into_force import put_into_force, units_outside
from storage.queries.plans.records_of_plan import behind, open_drafts
from workbooks.opening.opening import marked
from workbooks.plan.layout import SHEETS
from workbooks.plan.not_acted_on_words import not_acted_on
from workbooks.plan.pack_load import read_pack_workbook
from workbooks.plan.plan_changes import changes, contents
from workbooks.plan.regions import CellProblem

MOST_SHOWN = 20
MOST_NAMED = 3


class PlanChecked(Stored):
    """A plan without mistakes, and the version that it was compared with; None where it is new."""

    sha256: str
    pack: dict[str, object]
    version: int | None = None


def is_plan(sheets: Sequence[str]) -> bool:
    return next(iter(SHEETS)) in sheets


def examine(db: Database, files: Files, work: Work[SentWorkbook]) -> JobResult:
    """What the workbook would do; or what is wrong, with the workbook sent back marked."""
    path, name = files.path(work.asked.sha256), work.asked.name
    try:
        pack = read_pack_workbook(path, name)
    except PackError as error:
        return faulty(path, name, error)
    with db.snapshot() as session:
        newest = campaigns.newest(session, pack.key)
        if newest and newest.pack == pack:
            return JobResult([N_("{title} is in force already, just as it is.", title=pack.title)])
        says = changed(session, newest, pack) if newest else new(pack)
        beyond = units_outside(session, pack, _scopes(people.roles_of(session, work.person_id, _today(pack, work))))
    if beyond:
        return JobResult([*says, _for_somebody_above(pack, beyond)])
    version = newest.version_id if newest else None
    keep = PlanChecked(sha256=work.asked.sha256, pack=pack.model_dump(mode="json"), version=version)
    rows = [[Button(N_("Put into force"), "campaign.confirm", {"job": work.id}, "success")]]
    rows[0].append(Button(N_("Not now"), "campaign.leave", {"job": work.id}))
    return JobResult(says, rows, keep=keep)


workbook_kind(WorkbookKind(20, is_plan, lambda db, files, work, _: examine(db, files, work)))


def _scopes(roles: Iterable[Role]) -> list[str]:
    """The parts of the tree that somebody administers."""
    return [role.path for role in roles if role.role == "admin"]


def _today(pack: Pack, work: Work[SentWorkbook]) -> date:
    return work.created_at.astimezone(ZoneInfo(pack.zone)).date()


def _for_somebody_above(pack: Pack, beyond: Sequence[str]) -> Message:
    return N_(
        "“{title}” has units that you do not administer ({units}, {count} in all); "
        "an administrator above them has to put it into force.",
        title=pack.title,
        units=list(beyond[:MOST_NAMED]),
        count=len(beyond),
    )


def new(pack: Pack) -> list[Part]:
    return [
        N_("{title} is a new plan, no mistakes found.", title=pack.title),
        *contents(pack),
        N_(
            "It runs from {first} to {last}, beside the plans that run already.",
            first=FullDay(pack.first_day),
            last=FullDay(pack.last_day),
        ),
        *not_acted_on(pack),
    ]


def changed(session: Session, newest: campaigns.RunningCampaign, after: Pack) -> list[Part]:
    """What changes, and what has been recorded under it so far."""
    texts = changes(newest.pack, after, behind(session, newest.campaign_id))
    drafts = open_drafts(session, newest.campaign_id)
    return [
        N_("{title} is running; this changes {count} places:", title=after.title, count=len(texts)),
        *texts,
        *([N_("{count} forms being filled in are finished under the plan so far.", count=drafts)] if drafts else []),
        N_("All records stay as they are. Figures and deadlines follow the changed plan from today on."),
        *not_acted_on(after),
    ]


def faulty(path: Path, name: str, error: PackError) -> JobResult:
    """Each mistake with its cell; the workbook itself comes back with those cells in colour."""
    problems = error.problems
    cells = [problem for problem in problems if isinstance(problem, CellProblem)]
    if not cells:  # not even opened
        return JobResult([problem.text for problem in problems])
    lines: list[Part] = [problem.text for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(N_("and {count} more, all of them coloured in the workbook", count=len(problems) - MOST_SHOWN))
    reasons = [(cell.sheet, cell.cell, tr(N_("Reason: {what}", what=cell.what), DEFAULT_LANGUAGE)) for cell in cells]
    says = [N_("{name} has {count} mistakes; nothing was changed.", name=name, count=len(problems)), *lines]
    says.append(N_("They are coloured in the workbook below. Correct them and send it again."))
    return JobResult(says, name=name, content=marked(path, reasons))


@press("campaign.confirm", may="administer", in_place=True)
def confirm(turn: Turn, job: int) -> None:
    """The plan as it was shown, unless another one has come into force meanwhile."""
    checked = kept(turn, job, PlanChecked)
    pack = Pack.model_validate(checked.pack)
    if beyond := units_outside(turn.session, pack, _scopes(turn.actor.roles)):
        raise Refused(_for_somebody_above(pack, beyond))
    newest = campaigns.newest(turn.session, pack.key)
    if (newest.version_id if newest else None) != checked.version:
        raise Refused(N_("The plan has been changed since then. Send the workbook once more to see what it would do."))
    done = put_into_force(turn.session, pack, turn.today)
    before = {"version": checked.version}
    after = {"version": done.running.version_id, "key": pack.key, "sha256": checked.sha256}
    audit_rows.note(turn.session, turn.by, "campaign.load", "campaign", done.running.campaign_id, before, after)
    if done.is_new:
        turn.say(N_("In force: {title}. New units: {units}.", title=pack.title, units=done.new_units or N_("none")))
    else:
        turn.say(N_("From today on in force as changed: {title}. All records stay.", title=pack.title))


@press("campaign.leave", may="administer", in_place=True)
def leave(turn: Turn, job: int) -> None:  # noqa: ARG001 - stands in buttons that are kept
    turn.say(N_("Nothing was changed."))
