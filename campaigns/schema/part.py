"""What every piece of a pack has in common: it is frozen, it refuses keys it does not know, it has a key of its own."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic.fields import FieldInfo

from locales import Message


class Part(BaseModel):
    """A piece of a pack. Packs are read, checked and stored as JSON, never changed in place.

    What is empty has one form only (`""`, `()` or None, never two of them): an empty cell of a workbook is clear.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
"""A name for machines, e.g. `nanbin`, `second_hospital`: never shown, never changed once records refer to it."""

Words = Annotated[str, StringConstraints(min_length=1)]
"""Official wording, verbatim: shown as it stands, never translated, never put together from pieces."""


@dataclass(frozen=True)
class Refers:
    """Marks a field that names other pieces of the pack: `references` checks it, a workbook offers them to choose."""

    to: str


@dataclass(frozen=True)
class NotActedOn:
    """Marks a field that no code acts on yet: `not_yet` names it where a plan fills it. Delete it once some code does.

    `instead`: what the program does, for an administrator; `anyway`: the value with which it does just what is wanted.
    """

    instead: Message
    anyway: Any = None


@dataclass(frozen=True)
class TextOnly:
    """Marks a field that nothing has to come of: it is the plan's text, for whoever reads the plan."""


QUOTED = ("words", "source", "printed")
"""The same under these names, in every piece: what stands where in the plan."""

Mark = TypeVar("Mark", NotActedOn, TextOnly)


def mark(field: FieldInfo, kind: type[Mark]) -> Mark | None:
    return next((not_acted_on for not_acted_on in field.metadata if isinstance(not_acted_on, kind)), None)


def is_kept(name: str, field: FieldInfo) -> bool:
    return name in QUOTED or mark(field, TextOnly) is not None


UnitKey = Annotated[Key, Refers("units")]
EntityKind = Annotated[Key, Refers("entity_kinds")]
Tag = Annotated[Key, Refers("tags")]
Level = Annotated[Key, Refers("levels")]
InspectionKind = Annotated[Key, Refers("inspection_kinds")]
PhaseKey = Annotated[Key, Refers("phases")]
FormKey = Annotated[Key, Refers("forms")]
"""A self-check form, an official table, a plan table, a work item, or an annex whose form the plan leaves out."""


class Titled(Part):
    """A key and the word people see, e.g. `distributor` 经营企业; `printed`: the plan's word where ours is shorter."""

    key: Key
    title: Words
    printed: Words | None = None
    source: str = ""
    """The article that says it, e.g. “三（三）2”; empty where the word is the product's, not the plan's."""
