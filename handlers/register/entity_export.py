"""导出一企一档: an entity's whole file as a workbook, made by a worker and sent into the chat."""

from collections.abc import Collection, Sequence
from datetime import date

from campaigns.schema.pack import Pack
from campaigns.titles import title_of
from forms.register_words import (
    AUTHORITIES,
    DEVICE_CLASSES,
    LICENCE_ACTIONS,
    LICENCE_KINDS,
    STATUSES,
    WAYS,
    word,
    words,
)
from forms.risk_words import RISK_STATES
from handlers.entity_page.entity_card import nouns_seen, visible
from handlers.register import record_sheet
from handlers.turn import entity_words
from handlers.turn.long_work import JobResult, Work, ask_for, long_work
from handlers.turn.routes import press
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn
from locales import N_, Text, tr
from records.all_nouns import all_nouns
from reports.catalog.entity_file import EntityFile, Line, entity_file
from reports.drawing.xlsx import workbook
from storage.database import Database, Session
from storage.files import Files
from storage.queries.plans import campaigns
from storage.queries.records import inspections
from storage.queries.register import dossier, pauses
from storage.queries.register.dossier import Dossier


@press("entity.export", may="see_dossier")
def export(turn: Turn, id: int) -> None:
    turn, entity_dossier = visible(turn, id, "see_dossier")
    seen = {noun.key for noun in nouns_seen(turn, entity_dossier)}
    asked = EntityFileAsked(
        entity=entity_dossier.id,
        unit_id=entity_dossier.unit.id,
        day=turn.today,
        unseen=tuple(sorted(all_nouns().keys() - seen)),
    )
    ask_for(turn, "entity_file", asked)
    turn.say(N_("The file of {name} is being put together.", name=entity_dossier.entity.name))


class EntityFileAsked(Stored):
    """The entity, the unit that it lay in, and the day of the question."""

    entity: int
    unit_id: int
    day: date
    unseen: tuple[str, ...] = ()
    """Nouns whose records the person may not read."""


@long_work(
    "entity_file",
    EntityFileAsked,
    may="see_dossier",
    sorry=N_("The file could not be made. Please ask once more; if it fails again, tell the administrator."),
)
def make_file(db: Database, _: Files, work: Work[EntityFileAsked]) -> JobResult:
    day = work.asked.day
    with db.snapshot() as session:
        entity_dossier = dossier.dossier(session, work.asked.entity, day)
        if entity_dossier is None:
            return JobResult([N_("Nothing was found, or you may not see it.")])
        packs = [running.pack for running in campaigns.running_campaigns(session, day)]
        file = gathered(session, entity_dossier, packs, day, work.asked.unseen)
    name = tr(N_("{name} file as of {day}.xlsx", name=entity_dossier.entity.name, day=day.isoformat())).replace(
        "/", "-"
    )
    return JobResult(name=name, content=workbook(entity_file(file)))


def gathered(
    session: Session, entity_dossier: Dossier, packs: Sequence[Pack], day: date, unseen: Collection[str]
) -> EntityFile:
    nouns = [noun for noun in all_nouns().values() if noun.key not in unseen and record_sheet.has_sheet(noun)]
    lines = {
        "facts": _facts(entity_dossier, packs),
        "visits": _visits(session, entity_dossier, packs),
        "risks": _risks(session, entity_dossier, packs),
        "cases": _cases(session, entity_dossier),
        "licences": _licences(session, entity_dossier),
        "levels": _levels(session, entity_dossier, packs),
        "pauses": _pauses(session, entity_dossier),
        "contacts": tuple(
            (contact.name, contact.post, contact.phone, contact.valid_from.isoformat())
            for contact in entity_dossier.contacts
        ),
        **{noun.key: record_sheet.lines(session, noun, entity_dossier.id) for noun in nouns},
    }
    more = {noun.key: record_sheet.sheet(noun) for noun in nouns}
    return EntityFile(entity_dossier.entity.name, entity_dossier.unit.name, day, lines, more)


def _facts(entity_dossier: Dossier, packs: Sequence[Pack]) -> tuple[Line, ...]:
    entity = entity_dossier.entity
    titles = entity_words.tags(packs)
    facts: list[tuple[Text, Text]] = [
        (N_("Full name"), entity.name),
        (N_("Kind of entity"), entity_words.kinds(packs).get(entity.kind, entity.kind)),
        (N_("Credit code"), entity.credit_code or ""),
        (N_("Institution"), entity.grade or ""),
        (N_("Way of business"), _all(words(WAYS, entity.ways))),
        (N_("Device classes"), _all(words(DEVICE_CLASSES, entity.device_classes))),
        (
            N_("Supervision level"),
            _all([entity_words.level_words(packs, level, named=True) for level in entity_dossier.levels]),
        ),
        (N_("Focus"), _all([titles.get(tag, tag) for tag in entity_dossier.tags])),
        (N_("Unit"), entity_dossier.unit.name),
        (N_("Responsible officer"), entity_dossier.officer[1] if entity_dossier.officer else ""),
        (N_("Address"), entity.address),
        (N_("Status"), word(STATUSES, entity.status)),
    ]
    return tuple((label, value) for label, value in facts if value)


def _all(parts: list[Text]) -> Text:
    return N_("{all}", all=parts) if parts else ""


def _visits(session: Session, entity_dossier: Dossier, packs: Sequence[Pack]) -> tuple[Line, ...]:
    kinds = [kind for pack in packs for kind in pack.inspection_kinds]
    outcomes = [outcome for pack in packs for outcome in pack.outcomes]
    return tuple(
        (
            line.number,
            line.day.isoformat(),
            line.unit,
            title_of(kinds, line.kind),
            line.people,
            title_of(outcomes, line.outcome),
            "；".join(line.bad_items),
            line.note,
            line.recorded_by,
        )
        for line in reversed(inspections.of_entity(session, entity_dossier.id))
    )


def _risks(session: Session, entity_dossier: Dossier, packs: Sequence[Pack]) -> tuple[Line, ...]:
    return tuple(
        (
            item.number,
            item.description,
            entity_words.risk_source(packs, item.source),
            item.opened_on.isoformat(),
            item.due.isoformat(),
            RISK_STATES[item.state],
            closed.isoformat() if closed else "",
            unit,
            officer,
        )
        for item, unit, officer, closed in dossier.risk_items(session, entity_dossier.id)
    )


def _cases(session: Session, entity_dossier: Dossier) -> tuple[Line, ...]:
    """The newest first, cases before referrals."""
    filed: list[Line] = [
        (
            case.number,
            N_("case"),
            case.cause,
            case.filed_on.isoformat(),
            _day(case.decided_on),
            _yuan(case.entity_fine + case.confiscated + case.people_fine),
            "",
            case.decision_number,
        )
        for case in dossier.cases(session, entity_dossier.id)
    ]
    handed: list[Line] = [
        (
            referral.number,
            N_("referral"),
            referral.subject,
            referral.day.isoformat(),
            _day(referral.answered_on),
            "",
            word(AUTHORITIES, referral.authority),
            referral.result,
        )
        for referral in dossier.referrals(session, entity_dossier.id)
    ]
    return (*filed, *handed)


def _licences(session: Session, entity_dossier: Dossier) -> tuple[Line, ...]:
    """What is held, then what was done."""
    held: list[Line] = [
        (
            word(LICENCE_KINDS, licence.kind),
            licence.number,
            N_("held"),
            _day(licence.issued_on),
            _day(licence.valid_until),
            "",
        )
        for licence in entity_dossier.licences
    ]
    done: list[Line] = [
        (
            licence_action.number,
            licence_action.licence_number,
            word(LICENCE_ACTIONS, licence_action.kind),
            licence_action.day.isoformat(),
            "",
            licence_action.reason,
        )
        for licence_action in dossier.licence_actions(session, entity_dossier.id)
    ]
    return (*held, *done)


def _levels(session: Session, entity_dossier: Dossier, packs: Sequence[Pack]) -> tuple[Line, ...]:
    return tuple(
        (
            entity_words.scheme_title(packs, level.scheme),
            entity_words.level_title(packs, level.scheme, level.level),
            level.valid_from.isoformat(),
            _day(level.valid_to),
            _day(level.published_on),
            level.reason,
        )
        for level in dossier.level_history(session, entity_dossier.id)
    )


def _pauses(session: Session, entity_dossier: Dossier) -> tuple[Line, ...]:
    """The newest first, like the levels."""
    return tuple(
        (word(STATUSES, pause.status), pause.valid_from.isoformat(), _day(pause.valid_to), pause.reason)
        for pause in reversed(pauses.pauses_of(session, entity_dossier.id))
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}" if fen else ""
