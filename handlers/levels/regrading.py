"""A filled re-grading list comes back: what it would change is told first, one button does it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from campaigns.schema.pack import Pack
from forms import inputs
from handlers.turn import entity_words
from handlers.turn.long_work import JobResult, Work, ask_for, kept, long_work
from handlers.turn.rights import roles_for
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import Stored
from handlers.turn.turn import Refused, Turn, not_found
from handlers.turn.workbook_kinds import SentWorkbook, WorkbookKind, workbook_kind
from locales import N_, Text
from reports.catalog.level_list import regrading_sheet
from storage.database import Database, Session
from storage.files import Files
from storage.queries.messages import job_queue
from storage.queries.people import people
from storage.queries.people.people import Actor
from storage.queries.plans import campaigns
from storage.queries.register import entity_changes, supervision_levels
from storage.queries.register.entity_changes import Level
from storage.queries.register.supervision_levels import GradedEntity
from workbooks.opening import opening
from workbooks.opening.limits import WorkbookRefused as NotRead
from workbooks.opening.not_xlsx import refuse_others
from workbooks.register.regrading_read import LevelChange, twice, understood, wishes

MOST_SHOWN = 20
YEAR = re.compile(r"\d{4}")
SORRY = N_("The workbook could not be checked. Please send it once more.")


class LevelsChecked(Stored):
    """Entity, level, reason: what a re-grading list would set from a day on."""

    scheme: str
    since: date
    levels: list[tuple[int, str, str]]
    done: bool = False


def received(turn: Turn, filled: inputs.Document) -> None:
    ask_for(turn, "regraded", SentWorkbook(sha256=filled.ref, name=filled.name, today=turn.today))
    turn.say(N_("Received {name}, checking it. Nothing changes before you confirm.", name=filled.name))


@long_work("regraded", SentWorkbook, may="grade", sorry=SORRY)
def examine(db: Database, files: Files, work: Work[SentWorkbook]) -> JobResult:
    """What the list would change; with anything wrong in it nothing is offered."""
    path = files.path(work.asked.sha256)
    try:
        refuse_others(path, work.asked.name)
        with db.snapshot() as session:
            return _examined(session, path, work)
    except NotRead as refused:
        return JobResult([refused.what])


def is_regrading(titles: Iterable[str]) -> bool:
    """By the name that `regrading_sheet` gives: 年度分级 2026 三级制."""
    first = regrading_sheet(0, "").split()[0]
    return any(title.startswith(first) for title in titles)


workbook_kind(WorkbookKind(10, is_regrading, lambda db, files, work, _: examine(db, files, work), "grade", received))


def _examined(session: Session, path: Path, work: Work[SentWorkbook]) -> JobResult:
    today = work.asked.today
    packs = [running.pack for running in campaigns.running_campaigns(session, today)]
    list_in_file = _list_in(opening.titles(path), packs)
    if list_in_file is None:
        return JobResult([N_("This is no re-grading list of a plan that runs. Ask for a new one with /grading.")])
    sheet, scheme, year = list_in_file
    levels = {level.title: level.key for level in entity_words.schemes(packs)[scheme].levels}
    present = {entity.id: entity for entity in _gradable(session, _asker(session, work), scheme, today)}
    wanted = wishes(path, sheet)
    read = [understood(wish, levels, present) for wish in wanted]
    wrong = [*(mistake for mistake in read if mistake and not isinstance(mistake, LevelChange)), *twice(wanted)]
    right = [change for change in read if isinstance(change, LevelChange)]
    if wrong:
        says = N_("{name} has {count} mistakes; nothing was changed.", name=work.asked.name, count=len(wrong))
        return JobResult([says, *_some(wrong), N_("Correct them and send the workbook again.")])
    if not right:
        return JobResult([N_("{name}: no level would change.", name=work.asked.name)])
    titles = {key: title for title, key in levels.items()}
    in_words = [_change(present[change.entity_id], change, titles) for change in right]
    return _to_confirm(work.id, scheme, max(date(year, 1, 1), today), right, in_words)


def _to_confirm(
    job: int, scheme: str, since: date, changes: Sequence[LevelChange], in_words: Sequence[Text]
) -> JobResult:
    head = N_("{count} levels would change from {day} on:", count=len(changes), day=since.isoformat())
    yes = Button(N_("Set {count} levels", count=len(changes)), "regrading.confirm", {"job": job}, "success")
    levels = [(change.entity_id, change.level, change.reason) for change in changes]
    keep = LevelsChecked(scheme=scheme, since=since, levels=levels)
    return JobResult([head, *_some(in_words)], [[yes, Button(N_("Leave it as it is"), "grading.leave")]], keep=keep)


def _asker(session: Session, work: Work[SentWorkbook]) -> Actor | None:
    return people.actor_by_account(session, work.chat_id, work.asked.today)


def _list_in(titles: Iterable[str], packs: Sequence[Pack]) -> tuple[str, str, int] | None:
    """(sheet, scheme, year) of the first sheet that one of our lists bears."""
    for title in titles:
        years = YEAR.findall(title)
        for key in entity_words.schemes(packs) if years else ():
            if title == regrading_sheet(int(years[0]), entity_words.scheme_title(packs, key)):
                return title, key, int(years[0])
    return None


def _gradable(session: Session, actor: Actor | None, scheme: str, today: date) -> Iterator[GradedEntity]:
    """The entities that this person may grade."""
    for path in {role.path for role in roles_for(actor, "grade")} if actor else ():
        yield from supervision_levels.graded(session, path, scheme, (), today, today)


def _some(lines: Sequence[Text]) -> list[Text]:
    more = [N_("and {count} more", count=len(lines) - MOST_SHOWN)] if len(lines) > MOST_SHOWN else []
    return [*lines[:MOST_SHOWN], *more]


def _change(before: GradedEntity, after: LevelChange, titles: Mapping[str, str]) -> Text:
    was, now = titles.get(before.level, "—"), titles[after.level]
    return N_("{name}: {before} → {after}", name=before.name, before=was, after=now)


@press("regrading.confirm", may="grade", in_place=True)
def confirm(turn: Turn, job: int) -> None:
    """Once; rights over every single entity are read again."""
    checked = kept(turn, job, LevelsChecked)
    if checked.done:
        raise Refused(N_("This list has been taken over already."))
    mine = {entity.id for entity in _gradable(turn.session, turn.actor, checked.scheme, turn.today)}
    if not all(entity_id in mine for entity_id, _, _ in checked.levels):
        raise not_found()
    for entity_id, level, reason in checked.levels:
        new_level = Level(checked.scheme, level, reason)
        entity_changes.set_level(turn.session, entity_id, new_level, checked.since, turn.by)
    job_queue.keep(turn.session, job, {"done": True})
    turn.say(N_("✅ {count} levels set from {day} on.", count=len(checked.levels), day=checked.since.isoformat()))
