"""What lies behind the buttons of an entity's card: visits, risk items, licences, cases, pictures, the timeline."""

from collections.abc import Sequence

from campaigns.titles import title_of
from forms.register_words import AUTHORITIES, LICENCE_ACTIONS, STATUSES, word
from handlers.entity_page.entity_card import licence_words, may, nouns_seen, visible
from handlers.turn import entity_words
from handlers.turn.pager import in_twos, page_read
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.words import joined
from locales import N_, Text
from locales.formats import Money
from records.all_nouns import all_nouns
from storage.queries.records import attachments, inspections
from storage.queries.register import dossier, timeline
from storage.queries.register.dossier import Dossier
from storage.queries.register.timeline import TimelineEntry

PICTURES = 6
"""Sent at a time."""


@press("entity.visits", may="see_entity")
def visits(turn: Turn, id: int) -> None:
    _page(turn, id, "inspection", 0)


@press("entity.timeline", may="see_dossier")
def timeline_of(turn: Turn, id: int) -> None:
    _page(turn, id, "", 0)


@press("entity.records", may="see_entity")
def records(turn: Turn, id: int, noun: str) -> None:
    """The records of one noun, whatever noun it is."""
    _page(turn, id, noun, 0)


@press("entity.page", may="see_entity", in_place=True)
def page(turn: Turn, id: int, noun: str, skip: int) -> None:
    _page(turn, id, noun, skip)


def _page(turn: Turn, entity_id: int, noun: str, skip: int) -> None:
    """Enterprise contacts read of visits only; the whole timeline is for those who supervise, without the nouns that
    they may not read.
    """
    turn, entity_dossier = visible(turn, entity_id, _permission(noun))
    nouns = [noun] if noun else [*timeline.STATES, *(seen.key for seen in nouns_seen(turn, entity_dossier))]
    page = page_read(
        timeline.length(turn.session, entity_dossier.id, nouns),
        lambda first, most: timeline.timeline(turn.session, entity_dossier.id, nouns, first, most),
        skip,
    )
    lines = [record_line(turn, entry) for entry in page.lines] or [N_("Nothing on record yet.")]
    turning = page.turning("entity.page", {"id": entity_dossier.id, "noun": noun}, at="skip")
    turn.say(_title(entity_dossier.entity.name, noun), *lines, rows=[*_openers(entity_dossier, page.lines), *turning])


def _permission(noun: str) -> str:
    """For reading the records of a noun at an entity; of all nouns for ""."""
    if noun and noun not in all_nouns():
        raise not_found()
    return "see_entity" if noun == "inspection" else all_nouns()[noun].sees if noun else "see_dossier"


def _title(name: str, noun: str) -> Text:
    if noun == "inspection":
        return N_("{name}: visits", name=name)
    return N_("{name}: {noun}", name=name, noun=all_nouns()[noun].word) if noun else N_("{name}: timeline", name=name)


def _openers(entity_dossier: Dossier, shown: Sequence[TimelineEntry]) -> list[list[Button]]:
    """One button for each record, however many steps of it are listed."""
    row: dict[str, Button] = {}
    for entry in shown:
        if entry.noun == "inspection":
            details = {"id": entity_dossier.id, "visit": entry.id}
            row[entry.number] = Button(entry.number, "entity.visit", details)
        elif button := opener(entry):
            row[entry.number] = button
    return in_twos(list(row.values()))


def opener(entry: TimelineEntry) -> Button | None:
    """The button that opens a record's card, where its noun has one."""
    noun = all_nouns().get(entry.noun)
    return Button(entry.number, noun.opens, {"id": entry.id}) if noun is not None and noun.opens else None


def record_line(turn: Turn, entry: TimelineEntry) -> Text:
    """“2025-06-11 检查-2025-0088 · 责令改正 · 冷藏柜无温度记录”, “2025-03-01 停业至 2025-05-31 · 装修”."""
    packs = entity_words.packs(turn)
    step: Text = entry.step
    words: Text = entry.words
    match entry.noun:
        case "level":
            step = entity_words.scheme_title(packs, entry.step)
            words = N_("graded {level}", level=entity_words.level_title(packs, entry.step, entry.words))
        case "pause":
            status = word(STATUSES, entry.step)
            step = N_("{status} until {day}", status=status, day=entry.until.isoformat()) if entry.until else status
        case noun:
            step = _step_of_record(turn, noun, entry)
    said = [part for part in (entry.number, step, words) if part]
    return N_("{day} {what}", day=entry.day.isoformat(), what=joined(said))


def _step_of_record(turn: Turn, noun: str, entry: TimelineEntry) -> Text:
    line = all_nouns()[noun].timeline[entry.line]
    if not line.titles:
        return line.said(entry.step)
    return title_of([part for pack in entity_words.packs(turn) for part in getattr(pack, line.titles)], entry.step)


@press("entity.visit", may="see_entity")
def visit(turn: Turn, id: int, visit: int) -> None:
    """One visit with what was found; the officers' own note is not for the enterprise."""
    turn, entity_dossier = visible(turn, id, "see_entity")
    line = next(
        (inspection for inspection in inspections.of_entity(turn.session, entity_dossier.id) if inspection.id == visit),
        None,
    )
    if line is None:
        raise not_found()
    packs = entity_words.packs(turn)
    kind = title_of([inspection_kind for pack in packs for inspection_kind in pack.inspection_kinds], line.kind)
    outcome = title_of([outcome_of_pack for pack in packs for outcome_of_pack in pack.outcomes], line.outcome)
    said: list[Text] = [
        joined([line.number, line.entity]),
        joined([kind, line.day.isoformat(), line.unit, N_("{count} people", count=line.people), outcome]),
        *(N_("Not met: {item}", item=item) for item in line.bad_items),
    ]
    if may(turn, "see_dossier", entity_dossier):
        if line.note:
            said.append(N_("Note: {note}", note=line.note))
        said.append(N_("recorded by {person}", person=line.recorded_by))
    taken = [attachment.sha256 for attachment in attachments.of_record(turn.session, "inspection", visit)]
    rows = [[Button(N_("Pictures {count}", count=len(taken)), "entity.visit_photos", {"id": id, "visit": visit})]]
    turn.say(*said, rows=rows if taken else [])


@press("entity.visit_photos", may="see_entity")
def visit_photos(turn: Turn, id: int, visit: int) -> None:
    turn, entity_dossier = visible(turn, id, "see_entity")
    if all(inspection.id != visit for inspection in inspections.of_entity(turn.session, entity_dossier.id)):
        raise not_found()
    turn.send_photos([attachment.sha256 for attachment in attachments.of_record(turn.session, "inspection", visit)])


@press("entity.licences", may="see_entity")
def licences(turn: Turn, id: int) -> None:
    turn, entity_dossier = visible(turn, id, "see_entity")
    lines = [licence_words(turn.today, licence) for licence in entity_dossier.licences]
    done: list[Text] = []
    if may(turn, "see_dossier", entity_dossier):
        for licence_action in dossier.licence_actions(turn.session, entity_dossier.id):
            done.append(
                joined(
                    [
                        licence_action.day.isoformat(),
                        licence_action.number,
                        word(LICENCE_ACTIONS, licence_action.kind),
                        licence_action.licence_number,
                    ]
                )
            )
    title = N_("{name}: licences and filings", name=entity_dossier.entity.name)
    turn.say(title, *(lines or [N_("Nothing on record yet.")]), *done)


@press("entity.cases", may="see_dossier")
def cases(turn: Turn, id: int) -> None:
    turn, entity_dossier = visible(turn, id, "see_dossier")
    lines: list[Text] = []
    for case in dossier.cases(turn.session, entity_dossier.id):
        fine = case.entity_fine + case.confiscated
        money = [N_("{money}", money=Money(fine))] if fine else []
        decided = [N_("decided {day}", day=case.decided_on.isoformat())] if case.decided_on else []
        filed = N_("filed {day}", day=case.filed_on.isoformat())
        lines.append(joined([case.number, case.cause, filed, *decided, *money]))
    for handed in dossier.referrals(turn.session, entity_dossier.id):
        answer = handed.result or N_("not answered yet")
        to = N_("handed to {authority}", authority=word(AUTHORITIES, handed.authority))
        lines.append(joined([handed.number, handed.subject, to, handed.day.isoformat(), answer]))
    title = N_("{name}: cases and referrals", name=entity_dossier.entity.name)
    turn.say(title, *(lines or [N_("Nothing on record yet.")]))


@press("entity.self_checks", may="see_dossier")
def self_checks(turn: Turn, id: int) -> None:
    turn, entity_dossier = visible(turn, id, "see_dossier")
    turn.say(N_("{name} has sent no self-check yet.", name=entity_dossier.entity.name))


@press("entity.photos", may="see_dossier")
def photos(turn: Turn, id: int, skip: int = 0) -> None:
    """The newest first, some at a time."""
    turn, entity_dossier = visible(turn, id, "see_dossier")
    every = dossier.photos(turn.session, entity_dossier.id)
    turn.send_photos(every[skip : skip + PICTURES], skip)
    rest = len(every) - skip - PICTURES
    if rest > 0:
        more = Button(N_("Older"), "entity.photos", {"id": id, "skip": skip + PICTURES})
        turn.say(N_("{count} more pictures", count=rest), rows=[[more]])
