"""The loader's sentences with the words of the workbook: 日期 for `day`, 所 for `station`, 南宾所 for `nanbin`."""

from typing import Any

from campaigns.schema.references import unknown
from locales import N_, Message
from workbooks.cells import closed_words
from workbooks.plan.block_columns import BlockColumn
from workbooks.plan.field_labels import label
from workbooks.plan.layout import BLOCKS
from workbooks.plan.piece_names import PieceNames

YES_NO = {"true or false": N_("yes or no")}


def in_our_words(what: Message, about: BlockColumn | None, names: PieceNames) -> Message:
    values = dict(what.values)
    if about and about.kind.sort == "reference" and "key" in values and ({"near", "known"} & set(values)):
        known = names.words(about.kind.to) or values.get("known") or [values.get("near")]
        return next((sentence for _, sentence in unknown(values["key"], known, ())), what)
    if "key" in values:
        values["key"] = _field(values["key"], about)
    return Message(what.msgid, {name: _word(value) if name != "given" else value for name, value in values.items()})


def _field(key: str, about: BlockColumn | None) -> str:
    """What a field is called: by its column, its block, or in general."""
    if about and about.path and about.path[-1] == key:
        return about.label
    return BLOCKS[key].title if key in BLOCKS else label("", key)


def _word(value: Any) -> Any:
    if isinstance(value, Message):
        return YES_NO.get(value.msgid, value)
    if isinstance(value, list):
        return [closed_words.word(choice) for choice in value]
    return closed_words.word(value) if isinstance(value, str) else value
