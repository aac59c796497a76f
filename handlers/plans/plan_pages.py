"""/admin → campaigns: which plans run and how each is placed, ending one and running it again, each as a workbook."""

from campaigns.schema.pack import Pack
from handlers.turn.admin_menu import admin_entry
from handlers.turn.long_work import JobResult, Work, ask_for, long_work
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn, not_found
from locales import N_
from locales.formats import FullDay
from storage.database import Database
from storage.files import Files
from storage.queries.plans import campaign_states as states
from storage.queries.plans import campaigns
from storage.queries.plans.campaign_states import PlanState


@press("campaigns.list", may="administer_all")
def list_campaigns(turn: Turn) -> None:
    plans = states.placed(turn.session)
    if not plans:
        turn.say(N_("No plan has been loaded. Send me one as a workbook; xiaohao campaign export makes one to edit."))
        return
    for plan in plans:
        _show(turn, plan)
    turn.say(N_("To load a new plan or change one, send me its workbook."))


def _show(turn: Turn, plan: PlanState) -> None:
    key = {"id": plan.campaign_id}
    facts = [
        N_("{title} ({state})", title=plan.title, state=N_("running") if plan.running else N_("ended")),
        N_(
            "Version {number} since {day} · {units} units · {visits} visits",
            number=plan.version,
            day=FullDay(plan.since),
            units=plan.units,
            visits=plan.visits,
        ),
    ]
    change = (
        Button(N_("End it"), "campaign.end", key, "danger")
        if plan.running
        else Button(N_("Run it again"), "campaign.rerun", key)
    )
    turn.say(*facts, rows=[[Button(N_("As a workbook"), "campaign.export", key), change]])


@press("campaign.end", may="administer_all")
def ask_to_end(turn: Turn, id: int) -> None:
    plan = _placed(turn, id)
    turn.say(
        N_("After {title} has ended nobody is reminded of it, and visits no longer count in it.", title=plan.title),
        N_("All its records and figures stay. You can run it again later."),
        rows=[
            [
                Button(N_("End it"), "campaign.end_now", {"id": id}, "danger"),
                Button(N_("Keep it running"), "campaigns.list"),
            ]
        ],
    )


@press("campaign.end_now", may="administer_all", in_place=True)
def end(turn: Turn, id: int) -> None:
    plan = _placed(turn, id)
    states.set_state(turn.session, id, "ended", turn.by)
    turn.say(N_("Ended: {title}.", title=plan.title))


@press("campaign.rerun", may="administer_all", in_place=True)
def rerun(turn: Turn, id: int) -> None:
    plan = _placed(turn, id)
    states.set_state(turn.session, id, "running", turn.by)
    turn.say(N_("Running again: {title}.", title=plan.title))


@press("campaign.export", may="administer_all")
def ask_for_workbook(turn: Turn, id: int) -> None:
    _placed(turn, id)
    ask_for(turn, "pack", PlanCopy(id=id))
    turn.say(N_("Making the workbook."))


class PlanCopy(Stored):
    """Of a campaign's newest version."""

    id: int


@long_work("pack", PlanCopy, may="administer_all", sorry=N_("The workbook could not be made. Please try once more."))
def make_workbook(db: Database, _: Files, work: Work[PlanCopy]) -> JobResult:
    """The plan as it was loaded last, to be edited and sent back."""
    from workbooks.plan.pack_export import pack_workbook

    pack = _newest(db, work.asked.id)
    return JobResult(name=f"{pack.title}.xlsx".replace("/", "-"), content=pack_workbook(pack))


def _newest(db: Database, campaign_id: int) -> Pack:
    with db.snapshot() as session:
        running = campaigns.newest(session, states.key_of(session, campaign_id))
    if running is None:
        raise LookupError(f"campaign {campaign_id} has no version")
    return running.pack


def _placed(turn: Turn, campaign_id: int) -> PlanState:
    plan = next((state for state in states.placed(turn.session) if state.campaign_id == campaign_id), None)
    if plan is None:
        raise not_found()
    return plan


admin_entry(40, N_("Campaigns"), "campaigns.list")
