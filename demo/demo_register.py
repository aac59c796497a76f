"""An invented register: in each station enough entities for its plan and some more, and one wholesaler."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import repeat
from math import ceil
from random import Random

from campaigns.schema.pack import FocusGroup, FocusTag, Pack, Unit
from demo.checking_units import first_section, place_of, stations
from demo.credit_codes import invented_codes
from demo.entity_patterns import BRANDS, WHOLESALER, Pattern, names, patterns_of
from demo.plan_world import world_of
from demo.workload import wholesale_workload, workload
from forms.offer import Offer
from storage.database import Session
from storage.queries.register import register_entity_rows
from storage.queries.register.register_entity_rows import RegisterEntry

SPARE = 1.3  # entities for each visit that the plan asks for in the year
LEAST = 4  # of a kind in a station, where the plan asks for next to nothing
EVERY = 7
LEVEL_SHARES = (1, 3, 6)  # strictest first; as many again at each milder level


@dataclass(frozen=True)
class Example:
    """An invented entity: what it is, where it lies, how it is called."""

    pattern: Pattern
    unit: Unit
    name: str


def add_entities(
    session: Session, pack: Pack, unit_ids: dict[str, int], since: date, chance: Random
) -> tuple[dict[str, dict[str, list[Offer]]], dict[int, str]]:
    """Unit's key → kind → its entities, as a form offers them; and the level of each."""
    examples = [*_of_stations(pack, chance), *_of_the_section(pack)]
    entries = [
        RegisterEntry(
            name=example.name,
            kind=example.pattern.kind,
            unit_id=unit_ids[example.unit.key],
            credit_code=code,
            level=_level(pack, example.pattern, chance),
            tags=_tags(pack, example.pattern),
        )
        for example, code in zip(examples, invented_codes(), strict=False)
    ]
    if world_of(pack).every_tag:
        entries = _with_every_tag(pack, entries)
    ids = register_entity_rows.add(session, entries, pack.levels.key if pack.levels else "", since)
    offers: dict[str, dict[str, list[Offer]]] = {}
    for example, entry, entity_id in zip(examples, entries, ids, strict=True):
        offer: Offer = {"value": str(entity_id), "label": entry.name, "note": "", "kind": entry.kind}
        offer["tags"] = list(entry.tags)
        offers.setdefault(example.unit.key, {}).setdefault(entry.kind, []).append(offer)
    return offers, {entity_id: entry.level for entity_id, entry in zip(ids, entries, strict=True) if entry.level}


def _of_stations(pack: Pack, chance: Random) -> Iterator[Example]:
    kinds = {kind.key for kind in pack.entity_kinds}
    taken: set[str] = set()
    for position, unit in enumerate(stations(pack)):
        featured = [] if position else [pattern for pattern in world_of(pack).featured if pattern.kind in kinds]
        called = [Example(pattern, unit, next(names(pattern, place_of(pack, unit)))) for pattern in featured]
        for example in (*called, *_drawn(pack, unit, chance)):
            if example.name not in taken:
                taken.add(example.name)
                yield example


def _drawn(pack: Pack, unit: Unit, chance: Random) -> Iterator[Example]:
    for kind in pack.entity_kinds:
        choice = patterns_of(kind, world_of(pack).patterns, unit)
        names_of = {chosen: names(chosen, place_of(pack, unit), chance.randrange(len(BRANDS))) for chosen in choice}
        shares = [pattern.share for pattern in choice]
        for pattern in chance.choices(choice, shares, k=_how_many(pack, unit, kind.key)):
            yield Example(pattern, unit, next(names_of[pattern]))


def _how_many(pack: Pack, unit: Unit, kind: str) -> int:
    """As many as a round of visits says, none where only other kinds are visited; else enough for what is owed."""
    its_own = [owed for owed in workload(pack) if (owed.unit, owed.kind) == (unit.key, kind)]
    said = [owed.among for owed in its_own if owed.among is not None]
    if said or (world_of(pack).rounds and not its_own):
        return max(said, default=0)
    return max(LEAST, ceil(sum(owed.visits for owed in its_own) * SPARE))


def _of_the_section(pack: Pack) -> Iterator[Example]:
    section = first_section(pack)
    if section is not None and wholesale_workload(pack):
        yield Example(
            WHOLESALER, section, next(names(WHOLESALER, place_of(pack, pack.unit(section.parent or section.key))))
        )


def _level(pack: Pack, pattern: Pattern, chance: Random) -> str | None:
    if pack.levels is None or (pack.levels.entity_kinds and pattern.kind not in pack.levels.entity_kinds):
        return None
    keys = [level.key for level in pack.levels.levels]
    if pattern in world_of(pack).featured or pattern is WHOLESALER:
        return keys[0]
    shares = [*LEVEL_SHARES, *repeat(LEVEL_SHARES[-1], len(keys))][: len(keys)]
    return chance.choices(keys, shares)[0]


def _tags(pack: Pack, pattern: Pattern) -> tuple[str, ...]:
    return tuple(
        tag.key
        for group in pack.focus
        for tag in group.tags
        if pattern.kind in _kinds_of(group, tag)
        and (tag.key in pattern.tags or any(word in tag.title for word in pattern.focus))
    )


def _kinds_of(group: FocusGroup, tag: FocusTag) -> tuple[str, ...]:
    return tag.entity_kinds or group.entity_kinds


def _with_every_tag(pack: Pack, entries: list[RegisterEntry]) -> list[RegisterEntry]:
    """A focus tag that nobody has is given to every so-manieth entity that may have it, another's each time."""
    had = {tag for entry in entries for tag in entry.tags}
    missing = [(tag.key, _kinds_of(group, tag)) for group in pack.focus for tag in group.tags if tag.key not in had]
    for turn, (tag, kinds) in enumerate(missing):
        fitting = [place for place, entry in enumerate(entries) if entry.kind in kinds]
        for place in fitting[turn % EVERY :: EVERY] or fitting[:1]:
            entries[place] = replace(entries[place], tags=(*entries[place].tags, tag))
    return entries
