"""What a field of the schema holds, as a workbook cares: a text, a number, a word of a closed list, a reference, …"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from campaigns.schema.part import Part
from campaigns.schema.references import refers_to

Sort = Literal["text", "number", "yes_no", "day", "time", "choice", "reference", "piece", "mapping"]
PLAIN: dict[Any, Sort] = {
    bool: "yes_no", int: "number", float: "number", Decimal: "number", date: "day", time: "time", str: "text",
}  # fmt: skip


@dataclass(frozen=True)
class FieldKind:
    """`values` of a choice, `to` of a reference, the classes that a piece may be; `many`: a list of such values."""

    sort: Sort
    many: bool = False
    values: tuple[Any, ...] = ()
    to: str = ""
    pieces: tuple[type[Part], ...] = ()


def kind_of(field: FieldInfo) -> FieldKind:
    annotation = bare(field.annotation)
    many = get_origin(annotation) is tuple
    inner = bare(get_args(annotation)[0]) if many else annotation
    if get_origin(inner) is Literal:
        return FieldKind("choice", many, values=get_args(inner))
    if pieces := tuple(pieces_in(inner)):
        return FieldKind("piece", many, pieces=pieces)
    if to := refers_to(field):
        return FieldKind("reference", many, to=to)
    return FieldKind(PLAIN.get(inner, "mapping"), many)


def bare(annotation: Any) -> Any:
    """Without Annotated and without the None of an optional value."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return bare(members[0]) if len(members) == 1 else annotation
    return annotation


def pieces_in(annotation: Any) -> Iterator[type[Part]]:
    """The classes of a piece or of a union of pieces."""
    annotation = bare(annotation)
    if get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from pieces_in(member)
    elif isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation


def discriminator(pieces: tuple[type[Part], ...]) -> str | None:
    """The field whose word tells the classes of a union apart, e.g. `rule`."""
    if len(pieces) < 2:
        return None
    shared = (name for name, field in pieces[0].model_fields.items() if get_origin(field.annotation) is Literal)
    return next(name for name in shared if all(name in piece.model_fields for piece in pieces))


def says(piece: type[Part], word_field: str) -> tuple[Any, ...]:
    """The words with which a class is meant: `says(Counted, "rule")` → ("after", "before")."""
    return get_args(piece.model_fields[word_field].annotation)
