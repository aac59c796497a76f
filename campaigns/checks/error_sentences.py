"""pydantic's findings as sentences for the person who wrote the pack: what is wrong there, and what would be right."""

from collections.abc import Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from campaigns.yaml_text import Path
from locales import N_, Message

EXPECTED = {
    "bool": N_("true or false"),
    "date": N_("a day such as 2025-03-31"),
    "decimal": N_("a number"),
    "int": N_("a whole number"),
    "string": N_("a text"),
    "time": N_("a time such as 09:00"),
    "tuple": N_("a list"),
    "dict": N_("keys with values"),
    "model": N_("keys with values"),
    "model_attributes": N_("keys with values"),
}

OURS = {
    "nobody": N_("nobody is named: give units, unit_kinds, entity_kinds, leading_group or outside"),
    "no_limit": N_("give at_least, at_most or both"),
    "percent_or_bands": N_("give either percent or bands"),
    "no_one_start": N_("give exactly one of event, deadline and phase to count from"),
    "must_allow_na": N_("where applies_when is filled, may_not_apply has to be true"),
}


def sentence(error: ErrorDetails, schema: type[BaseModel]) -> Message:
    """What an error of pydantic means here."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    key = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return _unknown_key(key, list(known_keys(schema, error["loc"][:-1])))
    if kind == "missing":
        return N_("“{key}” is missing", key=key)
    if kind == "literal_error":
        return _none_of(key, given, context["expected"])
    if kind == "union_tag_invalid":
        return _none_of(context["discriminator"].strip("'"), context["tag"], context["expected_tags"])
    if kind == "union_tag_not_found":
        return N_("“{key}” is missing", key=context["discriminator"].strip("'"))
    if kind == "string_pattern_mismatch":
        return N_("“{given}” cannot be a key: small letters, digits, - and _ only", given=given)
    if kind in OURS:
        return OURS[kind]
    if kind in ("greater_than", "greater_than_equal", "less_than_equal"):
        return N_("“{key}” is {given}, outside what is possible", key=key, given=given)
    return _other_type(key, given, kind)


def _other_type(key: str, given: Any, kind: str) -> Message:
    expected = EXPECTED.get(kind.rpartition("_")[0].removesuffix("_from_datetime"))
    if expected is None:
        return N_("“{key}” cannot be read ({kind})", key=key, kind=kind)
    if given is None:
        return N_("“{key}” is empty; it takes {expected}", key=key, expected=expected)
    if isinstance(given, dict | list):
        return N_("“{key}” takes {expected}", key=key, expected=expected)
    return N_("“{key}” takes {expected}, not “{given}”", key=key, expected=expected, given=given)


def _unknown_key(key: str, known: list[str]) -> Message:
    near = get_close_matches(key, known, n=1)
    if near:
        return N_("“{key}” is not a key here. Did you mean “{near}”?", key=key, near=near[0])
    return N_("“{key}” is not a key here; there are: {known}", key=key, known=known)


def _none_of(key: str, given: Any, expected: str) -> Message:
    """`expected` as pydantic words it: "'county', 'station' or 'section'"."""
    values = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
    near = get_close_matches(str(given), values, n=1)
    if near:
        return N_("“{key}” cannot be “{given}”. Did you mean “{near}”?", key=key, given=given, near=near[0])
    return N_("“{key}” cannot be “{given}”; it is one of: {values}", key=key, given=given, values=values)


def known_keys(schema: Any, loc: Path) -> Iterator[str]:
    """The keys of the piece that pydantic's location leads to, e.g. `("deadlines", 0, "due", "on_day")` → rule, day."""
    for part in loc:
        schema = _inside(_bare(schema), part)
    schema = _bare(schema)
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        yield from schema.model_fields


def _bare(schema: Any) -> Any:
    """Without Annotated and without the None of an optional value."""
    if get_origin(schema) is Annotated:
        return _bare(get_args(schema)[0])
    if get_origin(schema) in (Union, UnionType):
        members = [member for member in get_args(schema) if member is not type(None)]
        return _bare(members[0]) if len(members) == 1 else tuple(members)
    return schema


def _inside(schema: Any, part: str | int) -> Any:
    if isinstance(schema, tuple):  # a union told apart by a word: the part is that word
        return next((member for member in schema if part in _tags(member)), None)
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        field = schema.model_fields.get(str(part))
        return field.annotation if field else None
    arguments = get_args(schema)
    if not arguments:
        return None
    return arguments[0] if isinstance(part, int) else arguments[-1]


def _tags(member: type[BaseModel]) -> list[Any]:
    literals = [field.annotation for field in member.model_fields.values() if get_origin(field.annotation) is Literal]
    return [word for literal in literals for word in get_args(literal)]
