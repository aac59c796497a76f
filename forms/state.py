"""How far one person has come with one form; everything that has to survive a restart, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Annotated

from pydantic import GetPydanticSchema, TypeAdapter

from forms.offer import Offer

REVIEW = "review"  # `at` the card
CHANGE = "change"  # `at` the list of answers behind 修改

StoredOffer = Annotated[Offer, GetPydanticSchema(lambda _offer, schema_of: schema_of(dict[str, object]))]
"""Read as it was stored, whatever is in it: what fits no more is left out where a form goes on in a newer version."""


@dataclass(frozen=True)
class State:
    form: str
    version: int
    instance: str  # uuid; the idempotency key of 提交
    at: str  # key of the question, REVIEW or CHANGE
    day: str  # ISO day of the last change, in the form's zone
    answers: Mapping[str, object] = field(default_factory=dict)  # by question key; None: skipped
    offers: Mapping[str, list[StoredOffer]] = field(default_factory=dict)  # by question key
    partial: Mapping[str, object] = field(default_factory=dict)  # by question key: half an answer
    given: tuple[str, ...] = ()  # keys that were answered before the start, so not asked
    from_card: bool = False  # this question is asked again from the card
    revision: int = 1  # grows with every change; buttons carry it

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> State:
        """A field that this version does not know is passed over. Raises ValueError where the rest is no state."""
        return _STORED.validate_json(text)


_STORED = TypeAdapter(State)
