"""How a row finds its entity, pure: by the office's own number, by credit code, by licence number, then by its exact

name in the same unit. Names that only look alike are shown, never merged.
"""

from dataclasses import dataclass, field

from locales import N_
from storage.queries.imports.import_lines import InvalidRow
from storage.tables import Entity, EntityPlace


@dataclass(frozen=True)
class EntityIdentifiers:
    """How a row says which entity it is about."""

    name: str | None = None
    code: str | None = None
    ref: str | None = None
    licences: tuple[str, ...] = ()
    """Numbers as they are searched for."""


@dataclass(slots=True)
class KnownEntity:
    """An entity of the register, or one that this file brings (its id is below zero)."""

    id: int
    name: str
    kind: str
    code: str | None
    ref: str | None
    unit_id: int | None
    mine: bool
    """It lies in the importer's scope."""
    row: Entity | None = None
    place: EntityPlace | None = None


@dataclass
class RegisterPart:
    """The part of the register that a batch asks for."""

    by_id: dict[int, KnownEntity] = field(default_factory=dict)
    by_ref: dict[str, KnownEntity] = field(default_factory=dict)
    by_code: dict[str, KnownEntity] = field(default_factory=dict)
    by_licence: dict[str, list[KnownEntity]] = field(default_factory=dict)
    by_name: dict[str, list[KnownEntity]] = field(default_factory=dict)

    def add(self, known: KnownEntity) -> None:
        self.by_id[known.id] = known
        if known.ref:
            self.by_ref[known.ref] = known
        if known.code:
            self.by_code[known.code] = known
        self.by_name.setdefault(known.name, []).append(known)

    def find(self, means: EntityIdentifiers, unit_id: int | None = None) -> KnownEntity | None:
        """None where the register has none such; Wrong where it has several, or one that the importer may not see."""
        entities = self._by_number(means) or self._by_licence(means) or self._by_name(means, unit_id)
        if len(entities) > 1:
            raise InvalidRow(N_("Several enterprises answer to this; write the credit code."))
        if entities and not entities[0].mine:
            raise InvalidRow(N_("There is no such enterprise, or you may not see it."))
        return entities[0] if entities else None

    def _by_number(self, means: EntityIdentifiers) -> list[KnownEntity]:
        by_ref, by_code = self.by_ref.get(means.ref or ""), self.by_code.get(means.code or "")
        if by_ref and by_code and by_ref.id != by_code.id:
            raise InvalidRow(N_("The number and the credit code belong to two different enterprises."))
        entity = by_ref or by_code
        return [entity] if entity else []

    def _by_licence(self, means: EntityIdentifiers) -> list[KnownEntity]:
        holders = (known for number in means.licences for known in self.by_licence.get(number, []))
        return list({known.id: known for known in holders if _agree(known, means)}.values())

    def _by_name(self, means: EntityIdentifiers, unit_id: int | None) -> list[KnownEntity]:
        named = [entity for entity in self.by_name.get(means.name or "", []) if entity.mine and _agree(entity, means)]
        return named if unit_id is None else [entity for entity in named if entity.unit_id == unit_id]


def _agree(known: KnownEntity, means: EntityIdentifiers) -> bool:
    """Two credit codes that differ are two enterprises, whatever else they share; so are two own numbers."""
    differ = known.code and means.code and known.code != means.code
    return not differ and not (known.ref and means.ref and known.ref != means.ref)
