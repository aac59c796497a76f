"""记检查: an officer logs a visit; afterwards 更正, 作废, and “我今天的记录”."""

from datetime import datetime, time, timedelta

from campaigns.inspection_form import inspection_form
from campaigns.schema.pack import Item, Pack
from campaigns.titles import title_of
from forms.answers import Answers
from forms.catalog.correction import correction
from forms.catalog.void import void
from forms.engine import Offers
from forms.kinds.checklist import Mark
from forms.model import Form
from forms.offer import Offer
from handlers.chatform import entity_offers, filling, resuming, which_unit
from handlers.chatform.chosen_entity import colleagues, entity_of, over_entity
from handlers.chatform.filling import Conversation, Overtaken
from handlers.turn.progress_line import progress_of_unit
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Turn, not_found
from handlers.words import NOTHING_CHANGED, joined
from locales import N_
from storage.queries.organisation import units
from storage.queries.records import attachments, inspections
from storage.queries.records.inspections import NewInspection
from storage.queries.register import entities
from storage.tables import Draft, Inspection


class AboutVisit(About):
    """`inspection` is the record that is corrected or voided."""

    asks_unit: bool = False
    inspection: int


class AboutNewVisit(About):
    asks_unit: bool = False


@command(
    "inspect",
    N_("Log inspection"),
    may="inspect",
    listed=Listed(10, N_("记检查 /inspect — log a visit"), N_("Log inspection")),
)
def log_inspection(turn: Turn) -> None:
    if not resuming.offer_to_resume(turn, "inspection"):
        begin(turn)


@press("inspect", may="inspect")
def inspect_entity(turn: Turn, entity: int | None = None) -> None:
    """From a button: another visit, or one to this entity."""
    begin(turn, entity)


def begin(turn: Turn, entity_id: int | None = None) -> None:
    turn = over_entity(turn, "inspect", entity_id) if entity_id else turn
    chosen = entity_offers.offer(turn, entity_id) if entity_id else None
    answers = {"entity": chosen} if chosen else {}
    asks_unit, several = which_unit.asking_of(turn, "inspect")
    about = AboutNewVisit(asks_unit=asks_unit)
    filling.begin(turn, "inspection", about=about, offers={**_offers(turn), **several}, answers=answers)


def _offers(turn: Turn) -> Offers:
    me: Offer = {"value": str(turn.actor.person_id), "label": turn.actor.name, "self": True}
    named: list[Offer] = [{"value": str(person), "label": name} for person, name in colleagues(turn, "inspect").items()]
    return {"entity": entity_offers.recent_offers(turn, "inspect"), "people": [me, *named]}


# --- 提交 ------------------------------------------------------------------------------------------------


def save(turn: Turn, row: Draft, answers: Answers) -> None:
    pack = _pack(turn, row)
    turn, entity_id = entity_of(turn, "inspect", answers)
    visit = _visit(pack, answers, entity_id)
    counted_in = [
        running.campaign_id
        for running in turn.taking_part
        if running.pack.first_day <= visit.day <= running.pack.last_day
    ]
    record = inspections.record(
        turn.session, visit, row.instance, row.form_version, counted_in, turn.by, turn.today.year
    )
    attachments.attach(turn.session, "inspection", record.id, _photos(answers), turn.by)
    saved = N_("✅ Saved · number {number}", number=record.number)
    what = joined([answers.entity("entity").name, title_of(pack.outcomes, record.outcome)])
    turn.say(saved, what, *progress_of_unit(turn), rows=_next_buttons(turn, record))


def _pack(turn: Turn, row: Draft) -> Pack:
    return filling.pack_of(turn.session, row)


def _visit(pack: Pack, answers: Answers, entity_id: int) -> NewInspection:
    people = answers.people("people")
    return NewInspection(
        entity_id=entity_id,
        kind=answers.chosen("kind"),
        day=answers.day("day"),
        people=people.count,
        colleagues=people.colleagues,
        outcome=answers.chosen("outcome"),
        note=answers.photos("photos_note")["note"],
        tags=answers.chosen_many("tags"),
        findings=[(item.key, item.title, mark["note"]) for item, mark in bad_items(pack, answers)],
        answers=dict(answers.without("for_unit").about_registered("entity", entity_id)),
    )


def bad_items(pack: Pack, answers: Answers) -> list[tuple[Item, Mark]]:
    """The checklist's items marked 不符合, each with its note and photos."""
    return [
        (item, marks[item.key])
        for checklist in pack.checklists
        if (marks := answers.checklist(f"checklist_{checklist.key}"))
        for item in checklist.items
        if marks[item.key]["mark"] == "bad"
    ]


def _photos(answers: Answers) -> list[str]:
    lists = (answers.checklist(key) for key in answers if key.startswith("checklist_"))
    of_items = [photo for marks in lists for mark in marks.values() for photo in mark["photos"]]
    return [*of_items, *answers.photos("photos_note")["photos"]]


def _next_buttons(turn: Turn, record: Inspection) -> list[list[Button]]:
    per_finding = [
        [
            Button(
                N_("Report risk: {item}", item=finding.note or finding.words),
                "risk.report",
                {"finding": finding.id},
                "primary",
            )
        ]
        for finding in inspections.findings(turn.session, record.id)
    ]
    again = Button(N_("Another visit"), "inspect")
    risk = Button(N_("Report risk"), "risk.report", {"inspection": record.id})
    fix = Button(N_("Correct"), "inspection.correct", {"id": record.id})
    return [*per_finding, [again, risk, fix]]


# --- 更正, 作废 ------------------------------------------------------------------------------------------


@press("inspection.correct", may="inspect")
def correct(turn: Turn, id: int) -> None:
    turn, record = _own(turn, id)
    asks_unit, several = which_unit.asking_of(turn, "inspect")
    filling.begin(
        turn,
        "correct_inspection",
        about=AboutVisit(inspection=record.id, asks_unit=asks_unit),
        offers={**_offers(turn), **several},
        answers=record.answers,
        heading=_heading(turn, record),
    )


def save_correction(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, record = _own(turn, AboutVisit.of(row).inspection)
    there, entity_id = entity_of(turn, "inspect", answers)
    visit = _visit(_pack(turn, row), answers.without("correction_reason"), entity_id)
    turn = turn if entity_id == record.entity_id else there  # a visit counts for the unit of the one that was visited
    reason = answers.text("correction_reason")
    changed = inspections.correct(turn.session, record, visit, reason, row.instance, turn.by)
    attachments.attach(turn.session, "inspection", record.id, _photos(answers), turn.by)
    turn.say(
        N_("✅ Corrected · number {number}", number=record.number) if changed is not None else NOTHING_CHANGED,
        *progress_of_unit(turn),
        rows=_next_buttons(turn, record),
    )


@press("inspection.void", may="inspect")
def void_inspection(turn: Turn, id: int) -> None:
    turn, record = _own(turn, id)
    filling.begin(turn, "void", about=AboutVisit(inspection=record.id), heading=_heading(turn, record))


def save_void(turn: Turn, row: Draft, answers: Answers) -> None:
    turn, record = _own(turn, AboutVisit.of(row).inspection)
    inspections.void(turn.session, record, answers.text("reason"), row.instance, turn.by)
    turn.say(
        N_("Voided · number {number}. It stays on record and no longer counts.", number=record.number),
        *progress_of_unit(turn),
    )


def _heading(turn: Turn, record: Inspection) -> str:
    entity = entities.by_ids(turn.session, [record.entity_id], turn.today)[0]
    return f"{record.number} · {entity.name}"


def _own(turn: Turn, inspection_id: int) -> tuple[Turn, Inspection]:
    """One's own record and the turn in the role over its unit: whoever has left the unit leaves its records alone."""
    record = inspections.one_of(turn.session, inspection_id, turn.actor.person_id)
    if record is None:
        raise not_found()
    turn = turn.over("inspect", units.unit(turn.session, record.unit_id).path)
    if record.voided_at is not None:
        raise Overtaken(N_("{number} is void and can no longer be changed.", number=record.number))
    return turn, record


# --- 我今天的记录 ----------------------------------------------------------------------------------------


@command(
    "today",
    N_("My records today"),
    may="inspect",
    listed=Listed(30, N_("我今天的记录 /today — correct or void what you recorded"), N_("My records today")),
)
def my_records_today(turn: Turn) -> None:
    midnight = datetime.combine(turn.today, time(), turn.zone)
    lines = inspections.recorded_between(turn.session, turn.actor.person_id, midnight, midnight + timedelta(days=1))
    if not lines:
        turn.say(
            N_("You have recorded nothing today."), rows=[[Button(N_("Log inspection"), "inspect", {}, "primary")]]
        )
        return
    pack = turn.campaign.pack
    turn.say(N_("Recorded today: {count}", count=len(lines)))
    for line in lines:
        outcome = N_("void") if line.voided else title_of(pack.outcomes, line.outcome)
        kind = title_of(pack.inspection_kinds, line.kind)
        buttons = [
            Button(N_("Correct"), "inspection.correct", {"id": line.id}),
            Button(N_("Void"), "inspection.void", {"id": line.id}, "danger"),
        ]
        text = joined([line.number, line.entity, kind, line.day.isoformat(), outcome])
        turn.say(text, rows=[] if line.voided else [buttons])


def _form(pack: Pack, about: AboutNewVisit | AboutVisit) -> Form:
    return inspection_form(pack, asks_unit=about.asks_unit)


filling.conversations["inspection"] = Conversation(_form, "inspect", save, AboutNewVisit)
filling.conversations["correct_inspection"] = Conversation(
    lambda pack, about: correction(_form(pack, about)), "inspect", save_correction, AboutVisit
)
filling.conversations["void"] = Conversation(lambda pack, _about: void(pack.zone), "inspect", save_void, AboutVisit)
resuming.starters["inspection"] = begin
