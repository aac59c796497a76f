"""JSON as it is kept in a column: only what survives being written and read again; a day goes in as its ISO text."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import GetPydanticSchema

if TYPE_CHECKING:
    Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
else:
    Json = object  # the classes of the tables cannot be made with a type that mentions itself
JsonObject = Mapping[str, Json]
"""By name. What is in it, whoever reads it has to look: an earlier version may have written it."""

Facts = Mapping[str, object]
"""By name: JSON whose shape differs from record to record, as what the audit says of one before and after a change."""

AsItIs = GetPydanticSchema(lambda _type, schema_of: schema_of(dict[str, object]))
"""For the type of a column: rows are taken as they were stored, whatever is in them."""
JsonColumn = Annotated[JsonObject, AsItIs]
FactsColumn = Annotated[Facts, AsItIs]
