"""/audit: who changed what, when, in which unit and role; by record, person, day and kind of change, page by page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from forms.kinds.days import read_day
from forms.kinds.said_day import NoSuchDay
from handlers.audit.audit_values import FieldValues
from handlers.audit.audit_words import UNTOLD, action_in_words, field_in_words
from handlers.turn import entity_words
from handlers.turn.admin_menu import admin_entry
from handlers.turn.rights import scope
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.stored import Stored
from handlers.turn.turn import Refused, Turn, not_found
from handlers.words import ROLES, joined
from locales import N_, Text, tr
from records.printed_number import numbers_whole
from storage.json_values import Facts
from storage.queries.audit import audit_search
from storage.queries.audit.audit_search import AuditDetails, AuditLine, AuditQuery

LISTED = 8
LONGEST = 60
"""Characters of a value that are shown; a whole visit would fill the screen."""

HINT = N_("To search, write for example “/audit {number}”, “/audit {name}” or “/audit {day}”.")


class AuditFilter(Stored):
    """What a button looks for in the audit; what is None does not matter."""

    noun: str | None = None
    record_id: int | None = None
    person_id: int | None = None
    action: str | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = None
    """Rows older than this one: the next page."""


@command("audit", N_("Audit"), may="administer")
def audit(turn: Turn) -> None:
    _show(turn, _understood(turn, numbers_whole(turn.rest.split())))


@press("audit.list", may="administer")
def newest(turn: Turn) -> None:
    _show(turn, AuditFilter())


admin_entry(80, N_("Audit"), "audit.list")


@press("audit.page", may="administer", in_place=True)
def page(
    turn: Turn,
    noun: str | None = None,
    record_id: int | None = None,
    person_id: int | None = None,
    action: str | None = None,
    first: date | None = None,
    last: date | None = None,
    before: int | None = None,
) -> None:
    about = {"noun": noun, "record_id": record_id, "person_id": person_id, "action": action}
    _show(turn, AuditFilter(**about, first=first, last=last, before=before))


@press("audit.row", may="administer")
def row(turn: Turn, id: int, wanted: AuditFilter) -> None:
    details = audit_search.details(turn.session, id, scope(turn.actor, "administer"))
    if details is None:
        raise not_found()
    line = details.line
    rows = [[_narrowed(wanted, N_("All of this kind"), action=line.action)]]
    if line.record_id is not None:
        rows[0].append(_narrowed(AuditFilter(), N_("All about this"), noun=line.noun, record_id=line.record_id))
    if line.person_id is not None:
        rows[0].append(_narrowed(AuditFilter(), N_("All by this person"), person_id=line.person_id))
    turn.say(_in_words(turn, line), *changes(turn, details), rows=rows)


def _narrowed(wanted: AuditFilter, label: Text, **more: Any) -> Button:
    return Button(label, "audit.page", wanted.model_copy(update={**more, "before": None}).as_json())


def _understood(turn: Turn, words: list[str]) -> AuditFilter:
    """`检查 93`, `李示例 6月20日`, `2025-06-01 2025-06-20`: each word a record, a day, or a part of a name."""
    wanted: dict[str, Any] = {}
    days: list[date] = []
    for word in words:
        if record := audit_search.record(turn.session, word, scope(turn.actor, "administer")):
            wanted["noun"], wanted["record_id"] = record
        elif day := _day(word, turn):
            days.append(day)
        else:
            wanted["person_id"] = _person(turn, word)
    if days:
        wanted["first"], wanted["last"] = min(days), max(days)
    return AuditFilter(**wanted)


def _day(word: str, turn: Turn) -> date | None:
    try:
        return read_day(word, turn.said_on, "past", turn.calendar)
    except NoSuchDay as problem:
        raise Refused(problem.reason) from None


def _person(turn: Turn, word: str) -> int:
    people = audit_search.people_named(turn.session, word, scope(turn.actor, "administer"), LISTED)
    if not people:
        raise Refused(N_("Nobody and no record here is called “{words}”.", words=word[:40]), _hint(turn))
    if len(people) > 1:
        rows = [[Button(person.name, "audit.page", {"person_id": person.id})] for person in people]
        raise Refused(N_("Several people are called so:"), rows=rows)
    return people[0].id


def _hint(turn: Turn) -> Text:
    return replace(HINT, values={"number": f"检查-{turn.today.year}-0001", "name": turn.actor.name, "day": turn.today})


def _show(turn: Turn, wanted: AuditFilter) -> None:
    listed_lines = audit_search.find(turn.session, _wanted(turn, wanted), scope(turn.actor, "administer"), LISTED + 1)
    if not listed_lines:
        turn.say(N_("Nothing is on record for this."), _hint(turn))
        return
    lines = [_in_words(turn, line, number) for number, line in enumerate(listed_lines[:LISTED], 1)]
    numbers = [
        Button(str(number), "audit.row", {"id": line.audit_id, "wanted": wanted.as_json()})
        for number, line in enumerate(listed_lines[:LISTED], 1)
    ]
    rows = [numbers[at : at + 4] for at in range(0, len(numbers), 4)]
    if len(listed_lines) > LISTED:
        rows.append(
            [Button(N_("Earlier ›"), "audit.page", {**wanted.as_json(), "before": listed_lines[LISTED - 1].audit_id})]
        )
    hint = [_hint(turn)] if wanted == AuditFilter() else []
    turn.say(N_("Who did what, the newest first:"), *lines, *hint, rows=rows)


def _wanted(turn: Turn, sought: AuditFilter) -> AuditQuery:
    """Days are those of the zone on screen."""
    since = _midnight(sought.first, turn) if sought.first else None
    until = _midnight(sought.last + timedelta(days=1), turn) if sought.last else None
    return AuditQuery(since=since, until=until, **sought.model_dump(exclude={"first", "last"}))


def _midnight(day: date, turn: Turn) -> datetime:
    return datetime.combine(day, time(), turn.zone)


def _in_words(turn: Turn, line: AuditLine, number: int | None = None) -> Text:
    who: list[Text] = [line.person or N_("the machine's operator"), line.unit, ROLES.get(line.role or "", "")]
    moment = N_("{moment}", moment=line.at.astimezone(turn.zone))
    parts: list[Text] = [moment, action_in_words(line.action), line.record, *who]
    text = joined([part for part in parts if part])
    return text if number is None else N_("{number} {what}", number=number, what=text)


def changes(turn: Turn, details: AuditDetails) -> list[Text]:
    """Each field that differs, as it was and as it is; what lies beside the row; or that it was erased."""
    noun = details.line.action.partition(".")[0]
    values = FieldValues(entity_words.packs(turn), turn.zone, noun)
    lines: list[Text] = []
    for field in _differing(details):
        was = values.told(field, details.before[field], details.before) if field in details.before else None
        lines.append(_change(turn, noun, field, was, values.told(field, details.after.get(field), details.after)))
    lines += [
        _change(turn, noun, field, was or None, now or "—") for field, was, now in _beside(details.personal or {})
    ]
    if details.erased:
        lines.append(N_("The personal data of this row was erased on request."))
    return lines


def _beside(personal: Facts) -> Iterator[tuple[str, Any, Any]]:
    """Field, before, after: of what was said of one person, or changed of it."""
    for field, value in personal.items():
        match field, value:
            case "before", dict():
                yield from ((name, was, "") for name, was in value.items() if was)
            case "after", dict():
                yield from ((name, None, now) for name, now in value.items() if now)
            case _, [was, now]:
                yield field, was, now
            case _:
                yield field, None, value


def _differing(details: AuditDetails) -> list[str]:
    fields = [*details.before, *(field for field in details.after if field not in details.before)]
    differ = [field for field in fields if (details.before.get(field) or None) != (details.after.get(field) or None)]
    return [field for field in differ if field not in UNTOLD]


def _change(turn: Turn, noun: str, field: str, was: Text | None, now: Text) -> Text:
    name = field_in_words(field, noun)
    if was is None:
        return N_("{field}: {now}", field=name, now=_short(turn, now))
    return N_("{field}: {was} → {now}", field=name, was=_short(turn, was), now=_short(turn, now))


def _short(turn: Turn, words: Text) -> str:
    shown = tr(words, turn.actor.language)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
