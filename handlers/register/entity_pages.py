"""What lies behind the buttons of an entity's card: visits, risk items, licences, cases, pictures, the timeline."""

from collections.abc import Sequence

from campaigns.titles import title_of
from forms.register_words import AUTHORITIES, LICENCE_ACTIONS, STATUSES, word
from forms.risk_words import RISK_STEPS
from handlers.entity_page.entity_card import licence_words, may, visible
from handlers.turn import entity_words
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.words import joined
from locales import N_, Text
from locales.formats import Money
from storage.queries.records import attachments, inspections
from storage.queries.register import dossier, timeline
from storage.queries.register.dossier import Dossier
from storage.queries.register.timeline import TimelineEntry

PAGE = 8
PICTURES = 6
"""Sent at a time."""


@press("entity.visits", may="see_entity")
def visits(turn: Turn, id: int) -> None:
    _page(turn, id, "inspection", 0)


@press("entity.timeline", may="see_dossier")
def timeline_of(turn: Turn, id: int) -> None:
    _page(turn, id, "", 0)


@press("entity.page", may="see_entity", in_place=True)
def page(turn: Turn, id: int, noun: str, skip: int) -> None:
    _page(turn, id, noun, skip)


def _page(turn: Turn, entity_id: int, noun: str, skip: int) -> None:
    """Enterprise contacts read of visits only; the whole timeline is for those who supervise."""
    turn, found = visible(turn, entity_id, "see_entity" if noun == "inspection" else "see_dossier")
    happened = timeline.timeline(turn.session, found.id, [noun] if noun else [], skip, PAGE + 1)
    title = N_("{name}: visits", name=found.entity.name) if noun else N_("{name}: timeline", name=found.entity.name)
    shown = happened[:PAGE]
    lines = [_line(turn, one) for one in shown] or [N_("Nothing on record yet.")]
    turn.say(title, *lines, rows=[*_openers(found, shown), _turning(found, noun, skip, len(happened) > PAGE)])


def _openers(found: Dossier, shown: Sequence[TimelineEntry]) -> list[list[Button]]:
    """One button for each record, however many steps of it are listed."""
    unlike = {one.number: one for one in shown if one.noun in ("inspection", "risk")}
    row = [
        Button(one.number, "risk.show", {"id": one.id})
        if one.noun == "risk"
        else Button(one.number, "entity.visit", {"id": found.id, "visit": one.id})
        for one in unlike.values()
    ]
    return [row[at : at + 2] for at in range(0, len(row), 2)]


def _turning(found: Dossier, noun: str, skip: int, more: bool) -> list[Button]:
    this = {"id": found.id, "noun": noun}
    newer = [Button(N_("Newer"), "entity.page", {**this, "skip": max(0, skip - PAGE)})] if skip else []
    return [*newer, *([Button(N_("Older"), "entity.page", {**this, "skip": skip + PAGE})] if more else [])]


def _line(turn: Turn, one: TimelineEntry) -> Text:
    """“2025-06-11 检查-2025-0088 · 责令改正 · 冷藏柜无温度记录”, “2025-03-01 停业至 2025-05-31 · 装修”."""
    packs = entity_words.packs(turn)
    outcomes = [outcome for pack in packs for outcome in pack.outcomes]
    step: Text = one.step
    words: Text = one.words
    match one.noun:
        case "inspection":
            step = title_of(outcomes, one.step)
        case "risk":
            step = RISK_STEPS[one.step]
        case "case":
            step = N_("case filed") if one.step == "filed" else N_("case decided")
        case "referral":
            step = N_("handed to {authority}", authority=word(AUTHORITIES, one.step))
        case "licence":
            step = word(LICENCE_ACTIONS, one.step)
        case "level":
            step = entity_words.scheme_title(packs, one.step)
            words = N_("graded {level}", level=entity_words.level_title(packs, one.step, one.words))
        case "pause":
            status = word(STATUSES, one.step)
            step = N_("{status} until {day}", status=status, day=one.until.isoformat()) if one.until else status
    said = [part for part in (one.number, step, words) if part]
    return N_("{day} {what}", day=one.day.isoformat(), what=joined(said))


@press("entity.visit", may="see_entity")
def visit(turn: Turn, id: int, visit: int) -> None:
    """One visit with what was found; the officers' own note is not for the enterprise."""
    turn, found = visible(turn, id, "see_entity")
    line = next((one for one in inspections.of_entity(turn.session, found.id) if one.id == visit), None)
    if line is None:
        raise not_found()
    packs = entity_words.packs(turn)
    kind = title_of([one for pack in packs for one in pack.inspection_kinds], line.kind)
    outcome = title_of([one for pack in packs for one in pack.outcomes], line.outcome)
    said: list[Text] = [
        joined([line.number, line.entity]),
        joined([kind, line.day.isoformat(), line.unit, N_("{count} people", count=line.people), outcome]),
        *(N_("Not met: {item}", item=item) for item in line.bad_items),
    ]
    if may(turn, "see_dossier", found):
        if line.note:
            said.append(N_("Note: {note}", note=line.note))
        said.append(N_("recorded by {person}", person=line.recorded_by))
    taken = [one.sha256 for one in attachments.of_record(turn.session, "inspection", visit)]
    rows = [[Button(N_("Pictures {count}", count=len(taken)), "entity.visit_photos", {"id": id, "visit": visit})]]
    turn.say(*said, rows=rows if taken else [])


@press("entity.visit_photos", may="see_entity")
def visit_photos(turn: Turn, id: int, visit: int) -> None:
    turn, found = visible(turn, id, "see_entity")
    if all(one.id != visit for one in inspections.of_entity(turn.session, found.id)):
        raise not_found()
    turn.send_photos([one.sha256 for one in attachments.of_record(turn.session, "inspection", visit)])


@press("entity.licences", may="see_entity")
def licences(turn: Turn, id: int) -> None:
    turn, found = visible(turn, id, "see_entity")
    lines = [licence_words(turn.today, one) for one in found.licences]
    done: list[Text] = []
    if may(turn, "see_dossier", found):
        for one in dossier.licence_actions(turn.session, found.id):
            done.append(joined([one.day.isoformat(), one.number, word(LICENCE_ACTIONS, one.kind), one.licence_number]))
    title = N_("{name}: licences and filings", name=found.entity.name)
    turn.say(title, *(lines or [N_("Nothing on record yet.")]), *done)


@press("entity.cases", may="see_dossier")
def cases(turn: Turn, id: int) -> None:
    turn, found = visible(turn, id, "see_dossier")
    lines: list[Text] = []
    for case in dossier.cases(turn.session, found.id):
        fine = case.entity_fine + case.confiscated
        money = [N_("{money}", money=Money(fine))] if fine else []
        decided = [N_("decided {day}", day=case.decided_on.isoformat())] if case.decided_on else []
        filed = N_("filed {day}", day=case.filed_on.isoformat())
        lines.append(joined([case.number, case.cause, filed, *decided, *money]))
    for handed in dossier.referrals(turn.session, found.id):
        answer = handed.result or N_("not answered yet")
        to = N_("handed to {authority}", authority=word(AUTHORITIES, handed.authority))
        lines.append(joined([handed.number, handed.subject, to, handed.day.isoformat(), answer]))
    title = N_("{name}: cases and referrals", name=found.entity.name)
    turn.say(title, *(lines or [N_("Nothing on record yet.")]))


@press("entity.self_checks", may="see_dossier")
def self_checks(turn: Turn, id: int) -> None:
    turn, found = visible(turn, id, "see_dossier")
    turn.say(N_("{name} has sent no self-check yet.", name=found.entity.name))


@press("entity.photos", may="see_dossier")
def photos(turn: Turn, id: int, skip: int = 0) -> None:
    """The newest first, some at a time."""
    turn, found = visible(turn, id, "see_dossier")
    every = dossier.photos(turn.session, found.id)
    turn.send_photos(every[skip : skip + PICTURES], skip)
    rest = len(every) - skip - PICTURES
    if rest > 0:
        more = Button(N_("Older"), "entity.photos", {"id": id, "skip": skip + PICTURES})
        turn.say(N_("{count} more pictures", count=rest), rows=[[more]])
