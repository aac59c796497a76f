"""What is kept for weeks beside a draft, a button or a job: a small typed schema, read again by whatever version comes.

    class OfRisk(About):
        risk: int
        revision: int

    OfRisk.of(draft).risk           # raises `Unfit` where an older version stored something else

A field that a later version does not know any more is passed over; one that it misses makes the whole unfit, and what
is unfit is answered like an expired button. A migration may rewrite the rows instead (tests/upgrade says which).
"""

from collections.abc import Callable
from functools import cached_property
from inspect import signature
from typing import Any, Self, get_type_hints

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from storage.json_values import JsonObject
from storage.tables import Draft

Unfit = ValidationError
"""What was stored does not have the shape that this version asks for."""


class Stored(BaseModel):
    model_config = ConfigDict(frozen=True)

    def as_json(self) -> JsonObject:
        """As it is kept; what is as usual is left out."""
        return self.model_dump(mode="json", exclude_defaults=True)


class About(Stored):
    """What a form is about beyond its answers; `heading` names it in words above each question."""

    heading: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Self:
        return cls.model_validate(draft.about)


class ButtonArguments:
    """What goes with a button: the signature of the function that answers it is its schema, but for the turn."""

    def __init__(self, answer: Callable[..., None]) -> None:
        self.answer = answer

    def read(self, details: JsonObject) -> dict[str, object]:
        """The arguments, name by name and type by type; raises `Unfit` where the button says anything else."""
        values = self._schema.model_validate_json(orjson.dumps(details), strict=True)
        return {name: getattr(values, name) for name in values.model_fields_set}

    @cached_property
    def _schema(self) -> type[BaseModel]:
        """Made when it is first needed: a start should not wait for the schemas of all buttons."""
        hints = get_type_hints(self.answer)
        parameters = list(signature(self.answer).parameters.values())[1:]
        fields: Any = {
            parameter.name: (hints[parameter.name], ... if parameter.default is parameter.empty else parameter.default)
            for parameter in parameters
        }
        return create_model(self.answer.__qualname__, __config__=ConfigDict(extra="forbid"), **fields)
