"""What is kept for weeks beside a draft, a button or a job: a small typed schema, read again by whatever version comes.

    class OfRisk(About):
        risk: int
        revision: int

    OfRisk.of(draft).risk           # raises `Unfit` where an older version stored something else

A field that a later version does not know any more is passed over; one that it misses makes the whole unfit, and what
is unfit is answered like an expired button. A migration may rewrite the rows instead (tests/upgrade says which).
"""

from collections.abc import Mapping
from functools import cache
from inspect import signature
from typing import Any, Self, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from storage.tables import Draft

Unfit = ValidationError
"""What was stored does not have the shape that this version asks for."""


class Stored(BaseModel):
    model_config = ConfigDict(frozen=True)

    def as_json(self) -> dict[str, Any]:
        """As it is kept; what is as usual is left out."""
        return self.model_dump(mode="json", exclude_defaults=True)


class About(Stored):
    """What a form is about beyond its answers; `heading` names it in words above each question."""

    heading: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Self:
        return cls.model_validate(draft.about)


def fits(answer: Any, details: Mapping[str, Any]) -> bool:
    """Whether a button's details are what the function that answers it takes, name by name and type by type."""
    try:
        _arguments(answer).model_validate(details, strict=True)
    except ValidationError:
        return False
    return True


@cache
def _arguments(answer: Any) -> type[BaseModel]:
    """The schema of a button is the signature of the function that answers it, but for the turn."""
    hints = get_type_hints(answer)
    parameters = list(signature(answer).parameters.values())[1:]
    fields: Any = {
        each.name: (hints[each.name], ... if each.default is each.empty else each.default) for each in parameters
    }
    return create_model(f"{answer.__module__}.{answer.__name__}", __config__=ConfigDict(extra="forbid"), **fields)
