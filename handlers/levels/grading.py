"""分级: one entity's level in chat, the year's re-grading list, and the publication of levels.

The list goes out as a workbook with two empty columns; filled in and sent back it is tried first and done with one
button.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.schema.levels import LevelScheme
from campaigns.schema.pack import Pack
from forms.answers import Answers
from forms.catalog.entity_level import entity_level
from forms.engine import Offers
from handlers.entity_page.entity_edit import ChangeOption, change
from handlers.turn import entity_words
from handlers.turn.admin_menu import admin_entry
from handlers.turn.long_work import JobResult, Work, ask_for, long_work
from handlers.turn.rights import units_at_the_top
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.stored import Stored
from handlers.turn.turn import Refused, Turn, not_found
from locales import N_, Text, tr
from reports.catalog.level_list import LevelLine, published, regrading
from reports.drawing.table import Table
from reports.drawing.xlsx import workbook
from storage.database import Database, Session
from storage.files import Files
from storage.json_values import JsonObject
from storage.queries.organisation import units
from storage.queries.plans import campaigns
from storage.queries.register import entity_changes, supervision_levels
from storage.queries.register.dossier import Dossier
from storage.queries.register.entity_changes import Level
from storage.tables import Unit

SORRY = N_("The list could not be made. Please ask once more; if it fails again, tell the administrator.")


# --- one entity ----------------------------------------------------------------------------------------


def _levels(turn: Turn, dossier: Dossier) -> Offers:
    """Of every scheme that grades this kind of entity; a value is `three:level3`."""
    packs = entity_words.packs(turn)
    schemes = entity_words.schemes(packs, dossier.entity.kind)
    if not schemes:
        raise Refused(N_("None of the running plans grades entities of this kind."))
    several = len(schemes) > 1
    return {
        "level": [
            {"value": f"{key}:{level.key}", "label": _label(packs, key, level.title, several, turn.actor.language)}
            for key, scheme in schemes.items()
            for level in scheme.levels
        ]
    }


def _label(packs: Sequence[Pack], scheme: str, level: str, several: bool, language: str) -> str:
    name = entity_words.scheme_title(packs, scheme)
    return tr(N_("{scheme}: {level}", scheme=name, level=level), language) if several else level


def _save_level(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    scheme, _, level = answers.chosen("level").partition(":")
    new_level = Level(scheme, level, answers.text("reason"))
    entity_changes.set_level(turn.session, dossier.id, new_level, answers.day("day"), turn.by, instance)
    title = entity_words.level_title(entity_words.packs(turn), scheme, level)
    turn.say(N_("✅ {name}: graded {level}", name=dossier.entity.name, level=title))


change("entity_level", ChangeOption(90, N_("Grading"), "grade", entity_level, _save_level, _levels))


# --- the lists -----------------------------------------------------------------------------------------


@command("grading", N_("Supervision levels"), may="grade")
def overview(turn: Turn) -> None:
    """`/grading 南宾所` for one of the units below."""
    if not turn.rest:
        open_from_menu(turn)
        return
    named = units.unit_by_key_or_name(turn.session, turn.rest)
    if named is None:
        raise not_found()
    _show(turn.over("grade", named.path), named)


@press("grading.open", may="grade")
def open_from_menu(turn: Turn) -> None:
    for unit_id in units_at_the_top(turn.actor, "grade"):
        _show(turn, units.unit(turn.session, unit_id))


admin_entry(45, N_("Supervision levels"), "grading.open")


def _show(turn: Turn, unit: Unit) -> None:
    packs = entity_words.packs(turn)
    schemes = entity_words.schemes(packs)
    if not schemes:
        raise Refused(N_("None of the running plans grades entities."))
    lines: list[Text] = [N_("Supervision levels of {unit}", unit=unit.name)]
    rows: list[list[Button]] = []
    for key, scheme in schemes.items():
        year = turn.today.year
        entities = supervision_levels.graded(
            turn.session, unit.path, key, scheme.entity_kinds, date(year, 1, 1), turn.today
        )
        done = [entity for entity in entities if entity.level]
        fresh = [entity for entity in done if entity.published_on is None or entity.published_on.year < year]
        counts = {
            "scheme": entity_words.scheme_title(packs, key),
            "graded": len(done),
            "none": len(entities) - len(done),
        }
        lines.append(N_("{scheme}: {graded} graded, {none} not yet; {fresh} not published in {year}", **counts,
                        fresh=len(fresh), year=year))  # fmt: skip
        details: JsonObject = {"unit": unit.id, "scheme": key}
        rows.append([
            Button(N_("Re-grading list {year}", year=list_year), "grading.list", {**details, "year": list_year})
            for list_year in (year, year + 1)
        ])  # fmt: skip
        publishing = [Button(N_("Publish {count}", count=len(fresh)), "grading.publish", details)] if fresh else []
        rows.append([*publishing, Button(N_("List of published levels"), "grading.published", details)])
    turn.say(*lines, rows=rows)


@press("grading.list", may="grade")
def ask_for_list(turn: Turn, unit: int, scheme: str, year: int) -> None:
    turn, _ = turn.over_unit("grade", unit)
    _ask_for(turn, "regrading", unit, scheme, year)
    turn.say(
        N_("The list comes in a moment. Fill in 新级别 and 理由 and send the workbook back; nothing changes before you "
           "confirm.")
    )  # fmt: skip


@press("grading.published", may="grade")
def ask_for_published(turn: Turn, unit: int, scheme: str) -> None:
    turn, _ = turn.over_unit("grade", unit)
    _ask_for(turn, "published_levels", unit, scheme, turn.today.year)
    turn.say(N_("The list of published levels comes in a moment."))


@press("grading.publish", may="grade")
def offer_to_publish(turn: Turn, unit: int, scheme: str) -> None:
    turn, row = turn.over_unit("grade", unit)
    details: JsonObject = {"unit": unit, "scheme": scheme}
    yes = Button(N_("Publish today"), "grading.publish_now", details, "success")
    values = {"unit": row.name, "day": turn.today.isoformat()}
    turn.say(
        N_("The levels of {unit} that are not published this year will be marked as published on {day}.", **values),
        rows=[[yes, Button(N_("Leave it as it is"), "grading.leave")]],
    )


@press("grading.publish_now", may="grade", in_place=True)
def publish(turn: Turn, unit: int, scheme: str) -> None:
    turn, row = turn.over_unit("grade", unit)
    count = supervision_levels.publish(turn.session, row.path, scheme, turn.today, turn.by)
    if not count:
        raise Refused(N_("All levels have been published this year already."))
    _ask_for(turn, "published_levels", unit, scheme, turn.today.year)
    turn.say(N_("✅ Published: {count} levels, on {day}. The list follows.", count=count, day=turn.today.isoformat()))


@press("grading.leave", may="grade", in_place=True)
def leave(turn: Turn) -> None:
    turn.say(N_("Nothing was changed."))


def _ask_for(turn: Turn, kind: str, unit: int, scheme: str, year: int) -> None:
    ask_for(turn, kind, LevelList(unit_id=unit, scheme=scheme, year=year, day=turn.today))


class LevelList(Stored):
    """A unit's entities under a scheme of levels, for a year, as of the day of the question."""

    unit_id: int
    scheme: str
    year: int
    day: date


@dataclass(frozen=True)
class LevelListAsked:
    """What a list is about, with the words for it."""

    unit: Unit
    packs: list[Pack]
    scheme: LevelScheme
    year: int
    day: date

    @property
    def title(self) -> Text:
        return entity_words.scheme_title(self.packs, self.scheme.key)

    @property
    def since(self) -> date:
        """A re-grading looks at the whole year before, and what has come of this one."""
        return date(self.year - 1, 1, 1)


def asked_for(session: Session, wanted: LevelList) -> LevelListAsked:
    packs = [running.pack for running in campaigns.running_campaigns(session, wanted.day)]
    scheme = entity_words.schemes(packs)[wanted.scheme]
    return LevelListAsked(units.unit(session, wanted.unit_id), packs, scheme, wanted.year, wanted.day)


def lines_of(session: Session, asked: LevelListAsked) -> list[LevelLine]:
    kinds = entity_words.kinds(asked.packs)
    entities = supervision_levels.graded(
        session, asked.unit.path, asked.scheme.key, asked.scheme.entity_kinds, asked.since, asked.day
    )
    return [
        LevelLine(
            entity.id,
            entity.name,
            kinds.get(entity.kind, entity.kind),
            entity.credit_code,
            entity.unit,
            entity_words.level_title(asked.packs, asked.scheme.key, entity.level),
            entity.visits,
            entity.findings,
            entity.overdue,
            entity.cases,
            entity.published_on,
        )
        for entity in entities
    ]


@long_work("regrading", LevelList, may="grade", sorry=SORRY)
def make_list(db: Database, _: Files, work: Work[LevelList]) -> JobResult:
    with db.snapshot() as session:
        asked = asked_for(session, work.asked)
        lines = lines_of(session, asked)
    levels = [level.title for level in asked.scheme.levels]
    table = regrading(asked.unit.name, asked.year, asked.title, levels, asked.since, asked.day, lines)
    return _sent(table, N_("{unit} re-grading {year}.xlsx", unit=asked.unit.name, year=asked.year))


@long_work("published_levels", LevelList, may="grade", sorry=SORRY)
def make_published(db: Database, _: Files, work: Work[LevelList]) -> JobResult:
    with db.snapshot() as session:
        asked = asked_for(session, work.asked)
        lines = [
            line for line in lines_of(session, asked)
            if line.published_on and line.published_on.year == asked.year and line.level
        ]  # fmt: skip
    table = published(asked.unit.name, asked.title, asked.day, lines)
    return _sent(table, N_("{unit} supervision levels {year}.xlsx", unit=asked.unit.name, year=asked.year))


def _sent(table: Table, name: Text) -> JobResult:
    return JobResult(name=tr(name).replace("/", "-"), content=workbook([table]))
