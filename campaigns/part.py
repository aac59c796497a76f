"""What every piece of a pack has in common: it is frozen, it refuses keys it does not know, it has a key of its own."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Part(BaseModel):
    """A piece of a pack. Packs are read, checked and stored as JSON, never changed in place."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
"""A name for machines, e.g. `nanbin`, `second_hospital`: never shown, never changed once records refer to it."""

Words = Annotated[str, StringConstraints(min_length=1)]
"""Official wording, verbatim: shown as it stands, never translated, never put together from pieces."""


class Titled(Part):
    """A key and the word people see, e.g. `distributor` 经营企业; `printed`: the plan's word where ours is shorter."""

    key: Key
    title: Words
    printed: Words | None = None
    source: str = ""
    """The article that says it, e.g. “三（三）2”; empty where the word is the product's, not the plan's."""
