"""Links for everybody whom a workbook named, as a workbook of their own."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.joining import invite
from handlers.turn.long_work import JobContext, JobResult, Work, ask_for, scope_of, work_of_minutes
from handlers.turn.routes import press
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn
from handlers.words import ROLES
from locales import N_, tr
from reports.catalog.invitation_links import LinkLine, invitation_links
from reports.drawing.xlsx import workbook
from storage.database import Database, Session
from storage.files import Files
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.people import invitations
from storage.queries.people.invitations import Invited


class LinksAsked(Stored):
    """Asked in the name of a unit, on a day; `bot` is its name in links, in `zone` they say how long they hold."""

    unit_id: int
    today: date
    bot: str
    zone: str


@press("register.links", may="administer", in_place=True)
def ask_for_links(turn: Turn) -> None:
    asked = LinksAsked(unit_id=turn.role.unit_id, today=turn.today, bot=turn.bot_name, zone=str(turn.zone))
    ask_for(turn, "invitation links", asked)
    turn.say(N_("The file is being made and comes in a moment."))


SORRY = N_("The file could not be made. Please try once more.")


@work_of_minutes("invitation links", LinksAsked, may="manage_people", sorry=SORRY)
def make_links(db: Database, _files: Files, work: Work[LinksAsked], job: JobContext) -> JobResult:
    """A new link for everybody who was imported and has not come; the links of an earlier file stop working."""
    now = job.now()
    lines = db.write_now(
        lambda session: [_linked(session, invitation, work, now) for invitation in _not_come(session, work, now)]
    )
    if not lines:
        return JobResult([N_("Everybody who was imported has come already, or nobody was.")])
    until = (now + invite.VALID_FOR).astimezone(ZoneInfo(work.asked.zone))
    table = invitation_links(lines, f"{until:%Y-%m-%d %H:%M}")
    says = [N_("Links for {count} people are in this workbook. Hand each person only their own.", count=len(lines))]
    return JobResult(says, name=tr(N_("Invitation links")) + ".xlsx", content=workbook([table]))


def _not_come(session: Session, work: Work[LinksAsked], now: datetime) -> list[Invited]:
    here = scope_of(session, work, work.asked.today)
    named = [invited for invited in invitations.listed(session, here, now) if invited.name and invited.state == "open"]
    free = (invited for invited in named if invited.newcomer_id is None and not invited.is_over(work.asked.today))
    return sorted(free, key=lambda invitation: (invitation.path, invitation.id))


def _linked(session: Session, invited: Invited, work: Work[LinksAsked], now: datetime) -> LinkLine:
    token = invite.new_token()
    until = now + invite.VALID_FOR
    invitations.renew(session, invited.id, invite.hash_of(token), until, work.person_id)
    by = ChangedBy(now, work.person_id, work.asked.unit_id, "admin")
    audit_rows.note(session, by, "invitation.renew", "invitation", invited.id)
    role = ROLES[invited.role]
    return LinkLine(invited.entity or invited.unit, invited.name, role, invite.link(work.asked.bot, token))
