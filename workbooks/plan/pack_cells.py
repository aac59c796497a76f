"""One value of a pack ↔ one cell of a workbook, by what the schema says of the field."""

import re
from datetime import date
from typing import Any

from pydantic.fields import FieldInfo

from campaigns.schema.part import Part
from campaigns.schema.references import unknown
from locales import N_
from workbooks.cells import closed_words
from workbooks.cells.unreadable_cell import Cell, UnreadableCell
from workbooks.plan.field_kinds import FieldKind, kind_of
from workbooks.plan.field_labels import label
from workbooks.plan.many_in_one_cell import COLON, EMPTY, FIELDS, LINES, NOTHING, WORDS, escape, join, split, unescape
from workbooks.plan.piece_names import PieceNames

FIRST_DAY_OF_CALENDARS = date(1901, 1, 1)  # office programs count days from 1900, and count that year wrongly
MISSING = object()
LIKE_A_KEY = re.compile("[a-z0-9_-]+")
COLONS = re.compile("[：:]")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
TIME = re.compile(r"(\d{1,2})[:：](\d{2})(:00)?")


def written(value: Any, field: FieldInfo, names: PieceNames) -> Cell:
    """What stands in the cell; empty for what is empty, or for a default that goes without saying."""
    kind, default = kind_of(field), _default(field)
    if value == default and (not value or kind.sort == "piece"):
        return None
    if value is None or value in ("", ()):
        return NOTHING if default else None
    if kind.sort == "number" and not kind.many:
        return _number(value)
    if isinstance(value, date) and value >= FIRST_DAY_OF_CALENDARS:
        return value
    return _text(value, kind, names)


def understood(text: str | None, field: FieldInfo, names: PieceNames) -> Any:
    """The value for the schema, as a YAML file would give it: lists, mappings and texts. MISSING: left out."""
    kind = kind_of(field)
    if text is None:
        return _left_empty(field, kind)
    if text == NOTHING and _default(field):
        return [] if kind.many else "" if field.annotation is str else None
    if kind.many:
        return [_value(part, kind, names) for part in split(text, _separators(kind))]
    return _value(text, kind, names)


def example(kind: FieldKind) -> str:
    """`单位：…；单位类别：…`, how a piece is written into a cell."""
    return join([f"{label(kind.pieces[0].__name__, name)}{COLON}…" for name in kind.pieces[0].model_fields], FIELDS)


def _default(field: FieldInfo) -> Any:
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _left_empty(field: FieldInfo, kind: FieldKind) -> Any:
    """An empty cell is an empty list or text where the schema wants to see one."""
    if field.is_required() and kind.many:
        return []
    return "" if field.is_required() and field.annotation is str and not field.metadata else MISSING


def _number(value: Any) -> Cell:
    """A number that a workbook keeps exactly; as a text where it has more digits than that."""
    if isinstance(value, int):
        return value
    kept = float(f"{value:.15g}")
    return kept if kept == value else str(value)


def _text(value: Any, kind: FieldKind, names: PieceNames) -> str:
    if kind.many:
        return join([_one_text(member, kind, names) for member in value], _separators(kind))
    return _one_text(value, kind, names)


def _separators(kind: FieldKind) -> str:
    """Texts and pieces stand in lines of their own, short words side by side."""
    return LINES if kind.sort in ("text", "piece") else WORDS + LINES


def _one_text(value: Any, kind: FieldKind, names: PieceNames) -> str:
    if kind.sort == "piece":
        return _piece(value, names)
    if kind.sort in ("choice", "yes_no"):
        return closed_words.word(value)
    if kind.sort == "reference":
        return names.word(kind.to, value)
    if kind.sort == "text":
        return escape(value) or EMPTY
    shown = str(value)
    return shown.removesuffix(":00") if kind.sort == "time" and shown.count(":") == 2 else shown


def _piece(piece: Part, names: PieceNames) -> str:
    """`单位：监管科、注册许可科；单位类别：所`."""
    cells = {name: written(getattr(piece, name), field, names) for name, field in type(piece).model_fields.items()}
    parts = [f"{label(type(piece).__name__, name)}{COLON}{cell}" for name, cell in cells.items() if cell is not None]
    return join(parts, FIELDS) or EMPTY


def _value(said: str, kind: FieldKind, names: PieceNames) -> Any:
    if kind.sort == "piece":
        return _fields(said, kind, names)
    if kind.sort == "choice":
        return closed_words.value(said, kind.values)
    if kind.sort == "yes_no":
        return closed_words.value(said, (True, False)).lower()
    if kind.sort == "reference":
        return _named(said, names.key(kind.to, said), names.words(kind.to))
    if kind.sort == "text":
        return "" if said == EMPTY else unescape(said)
    return _digits(said)


def _named(said: str, key: str, words: list[str]) -> str:
    """A word that is no key has to be one of the names; whether a key is there is found out later."""
    for _, what in unknown(said, words, ()) if words and not LIKE_A_KEY.fullmatch(key) else ():
        raise UnreadableCell(what)
    return key


def _fields(said: str, kind: FieldKind, names: PieceNames) -> dict[str, object]:
    piece = kind.pieces[0]
    labels = {label(piece.__name__, name): name for name in piece.model_fields}
    given: dict[str, str] = {}
    for part in [] if said == EMPTY else split(said, FIELDS):
        of_what, *rest = COLONS.split(part, 1)
        if not rest or of_what.strip() not in labels:
            raise UnreadableCell(
                N_("“{given}” cannot be read here; write {example}", given=part, example=example(kind))
            )
        given[labels[of_what.strip()]] = rest[0].strip()
    values = {name: understood(given.get(name) or None, field, names) for name, field in piece.model_fields.items()}
    return {name: value for name, value in values.items() if value is not MISSING}


def _digits(text: str) -> str:
    """Days and times as people type them: 2025年3月31日, 9：00."""
    if match := DAY.fullmatch(text):
        return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
    if match := TIME.fullmatch(text):
        return f"{match[1]:0>2}:{match[2]}"
    return text
