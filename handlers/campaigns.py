"""An administrator sends a plan as a workbook, sees what it would do, and puts it into force with one button."""

from pathlib import Path

from campaigns.load import PackError
from campaigns.pack import Pack
from forms import inputs
from handlers.long_work import Made, long_work
from handlers.routes import press
from handlers.screens import Button, Part
from handlers.turn import Refused, Turn, not_found
from locales import DEFAULT_LANGUAGE, N_, tr
from storage.database import Database
from storage.files import Files
from storage.queries import audit, campaigns, jobs
from storage.queries.placing import put_into_force
from storage.tables import Job
from workbooks.changes import changes, contents
from workbooks.opening import marked
from workbooks.pack_load import read_pack_workbook
from workbooks.regions import CellProblem

MOST_SHOWN = 20


def received(turn: Turn, workbook: inputs.Document) -> None:
    """The answer comes when a worker has read it; nothing is changed before [确认启用]."""
    asked = {"sha256": workbook.ref, "name": workbook.name}
    jobs.ask_for(turn.session, "plan", asked, turn.actor.person_id, turn.actor.chat_id, turn.now)
    turn.say(N_("Received {name}, checking it. Nothing changes before you confirm.", name=workbook.name))


@long_work("plan", may="administer_all", sorry=N_("The workbook could not be checked. Please send it once more."))
def examine(db: Database, files: Files, job: Job) -> Made:
    """What the workbook would do; or what is wrong, with the workbook sent back marked."""
    path, name = files.path(job.asked["sha256"]), job.asked["name"]
    try:
        pack = read_pack_workbook(path, name)
    except PackError as error:
        return faulty(path, name, error)
    with db.reading() as session:
        newest = campaigns.newest(session, pack.key)
    if newest and newest.pack == pack:
        return Made([N_("{title} is in force already, just as it is.", title=pack.title)])
    version = newest.version_id if newest else None
    keep = {"pack": pack.model_dump(mode="json"), "version": version}
    rows = [[Button(N_("Put into force"), "campaign.confirm", {"job": job.id}, "success")]]
    rows[0].append(Button(N_("Not now"), "campaign.leave", {"job": job.id}))
    return Made(changed(newest.pack, pack) if newest else new(pack), rows, keep=keep)


def new(pack: Pack) -> list[Part]:
    return [
        N_("{title} is a new plan, no mistakes found.", title=pack.title),
        *contents(pack),
        N_(
            "It runs from {first} to {last}, beside the plans that run already.",
            first=pack.first_day,
            last=pack.last_day,
        ),
    ]


def changed(before: Pack, after: Pack) -> list[Part]:
    found = changes(before, after)
    return [
        N_("{title} is running; this changes {count} places:", title=after.title, count=len(found)),
        *found[:MOST_SHOWN],
        *([N_("and {count} more", count=len(found) - MOST_SHOWN)] if len(found) > MOST_SHOWN else []),
        N_("All records stay as they are. Figures and deadlines follow the changed plan from today on."),
    ]


def faulty(path: Path, name: str, error: PackError) -> Made:
    """Each mistake with its cell; the workbook itself comes back with those cells in colour."""
    problems = error.problems
    lines: list[Part] = [problem.text for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(N_("and {count} more", count=len(problems) - MOST_SHOWN))
    cells = [problem for problem in problems if isinstance(problem, CellProblem)]
    if not cells:  # not even opened
        return Made(lines)
    reasons = [(one.sheet, one.cell, tr(N_("Reason: {what}", what=one.what), DEFAULT_LANGUAGE)) for one in cells]
    says = [N_("{name} has {count} mistakes; nothing was changed.", name=name, count=len(problems)), *lines]
    says.append(N_("They are coloured in the workbook below. Correct them and send it again."))
    return Made(says, name=name, content=marked(path, reasons))


@press("campaign.confirm", may="administer_all", in_place=True)
def confirm(turn: Turn, job: int) -> None:
    """The plan as it was shown, unless another one has come into force meanwhile."""
    kept = jobs.kept(turn.session, job, turn.actor.person_id)
    if kept is None:
        raise not_found()
    pack = Pack.model_validate(kept["pack"])
    newest = campaigns.newest(turn.session, pack.key)
    if (newest.version_id if newest else None) != kept["version"]:
        raise Refused(N_("The plan has been changed since then. Send the workbook once more to see what it would do."))
    done = put_into_force(turn.session, pack, turn.today)
    before = {"version": kept["version"]}
    after = {"version": done.running.version_id, "key": pack.key, "sha256": kept["sha256"]}
    audit.note(turn.session, turn.by, "campaign.load", "campaign", done.running.campaign_id, before, after)
    if done.is_new:
        turn.say(N_("In force: {title}. New units: {units}.", title=pack.title, units=done.new_units or N_("none")))
    else:
        turn.say(N_("From today on in force as changed: {title}. All records stay.", title=pack.title))


@press("campaign.leave", may="administer_all", in_place=True)
def leave(turn: Turn, job: int) -> None:
    turn.say(N_("Nothing was changed."))
