"""Who imports, into which part of the tree, and what the workbook has brought so far.

The same context serves the dry run and the import. In the dry run nothing is written: what a row would bring gets a
number below zero, so that later rows of the file find it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session, col, select

from locales import N_
from storage.queries.ground.audit_rows import ChangedBy, Operator
from storage.queries.ground.unit_paths import Scope, below
from storage.queries.imports.entity_matching import KnownEntity, RegisterPart
from storage.queries.imports.import_lines import InvalidRow
from storage.tables import Unit, UnitAlias

NEW, SKIP = "new", "skip"
"""What may be told of a unit name that is nowhere in the tree: to make that unit, or to leave its rows out."""


@dataclass(frozen=True)
class UnitRef:
    """A unit of the tree, or one that this file brings."""

    id: int
    key: str
    name: str
    kind: str
    path: str


class UnknownUnit(InvalidRow):
    """No unit of the importer's scope is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(N_("There is no unit “{unit}”, or you may not see it.", unit=name))
        self.name = name


@dataclass
class ImportContext:
    by: ChangedBy | Operator
    recorder: int | None
    """The id of the person who counts as recorder; None while an empty database is being filled."""
    importer: str
    """The importer's own name."""
    scope: Scope
    """What the importer administers; nothing outside it is seen or changed."""
    today: date
    scheme: str = ""
    """The scheme that supervision levels belong to (三级制, 四级制): the newest running plan's."""
    writes: bool = False
    told: Mapping[str, str] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    """Unknown unit names without an answer yet, with the number of rows that use them."""
    taken: dict[tuple[str, int], int] = field(default_factory=dict)
    """(noun, id) that this file has a row about → the number of that row."""
    new_entities: RegisterPart = field(default_factory=RegisterPart)
    """Those that this file would bring; filled in the dry run only, later the database has them."""
    names: dict[int, int | str] | None = None
    """For `look_alikes`: asked for with the first new entity."""
    staff: dict[str, dict[int, set[int]]] | None = None
    """For `staff`: asked for with the first officer."""
    plans: list[Any] | None = None
    """For `plans`: asked for with the first visit."""
    unit_refs: dict[int, UnitRef] = field(default_factory=dict)
    next_id: Iterator[int] = field(default_factory=lambda: count(-1, -1))
    _named: dict[str, list[UnitRef]] = field(default_factory=dict)

    def look_around(self, session: Session) -> None:
        """Once per run: the open units of the scope and their other names."""
        if self.unit_refs:
            return
        for unit_ref in open_units(session, self.scope):
            self.bring_unit(unit_ref)
        for alias in session.exec(select(UnitAlias)):
            if alias.unit_id in self.unit_refs:
                self._named.setdefault(alias.name, [self.unit_refs[alias.unit_id]])

    def look_again(self, session: Session) -> None:
        """Units have moved: every path is another one."""
        self.unit_refs, self._named = {}, {}
        self.look_around(session)

    def bring_unit(self, unit_ref: UnitRef) -> None:
        self.unit_refs[unit_ref.id] = unit_ref
        for word in {unit_ref.name, unit_ref.key}:
            self._named.setdefault(word, []).append(unit_ref)

    def call(self, name: str, unit_ref: UnitRef) -> None:
        self._named.setdefault(name, [unit_ref])

    def units_called(self, word: str) -> list[UnitRef]:
        """By name, key or remembered other name; “上级/名称” where several have the same name."""
        above, _, name = word.rpartition("/")
        units = self._named.get(name.strip(), [])
        if above:
            parents = [parent.path for parent in self.units_called(above)]
            units = [unit_ref for unit_ref in units if any(unit_ref.path.startswith(path) for path in parents)]
        return units

    def unit(self, word: str) -> UnitRef:
        """The one unit that a row names."""
        units = self.units_called(word)
        if len(units) > 1:
            raise InvalidRow(
                N_("Several units are called “{unit}”; write the one above it first: {example}", unit=word,
                   example=f"{self._above(units[0])}/{word}")
            )  # fmt: skip
        if not units and self.told.get(word) == SKIP:
            raise InvalidRow(N_("Left out: nobody could say which unit “{unit}” is.", unit=word))
        if not units:
            self.unknown[word] += 1
            raise UnknownUnit(word)
        return units[0]

    def _above(self, unit_ref: UnitRef) -> str:
        ids = [int(part) for part in unit_ref.path.strip("/").split("/")][:-1]
        return self.unit_refs[ids[-1]].name if ids and ids[-1] in self.unit_refs else ""

    def take(self, noun: str, record_id: int, row: int) -> None:
        """One row for one thing: a second one is not taken."""
        earlier = self.taken.setdefault((noun, record_id), row)
        if earlier != row:
            raise InvalidRow(N_("The same as row {row} of this sheet.", row=earlier))

    def entities_brought(
        self, names: Iterable[str], codes: Iterable[str], refs: Iterable[str]
    ) -> Iterable[KnownEntity]:
        new = self.new_entities
        entities = [*(entity for name in names for entity in new.by_name.get(name, ()))]
        entities += [new.by_code[code] for code in codes if code in new.by_code]
        entities += [new.by_ref[ref] for ref in refs if ref in new.by_ref]
        return {entity.id: entity for entity in entities}.values()


def open_units(session: Session, scope: Scope) -> list[UnitRef]:
    rows = session.exec(select(Unit).where(below(*scope), col(Unit.closed_on).is_(None)))
    return [UnitRef(unit.id, unit.key, unit.name, unit.kind, unit.path) for unit in rows]
