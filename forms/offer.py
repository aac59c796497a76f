"""What a form offers to choose from: `{"value": "17", "label": "康民大药房（南宾店）", "kind": "distributor"}`."""

from typing import Required, TypedDict


class Offer(TypedDict, total=False):
    """`value` is stored with `label`; the rest is shown or decides what is asked next, and is stored with an entity."""

    value: Required[str]
    label: Required[str]
    button: str
    """What stands on its button instead of the label."""
    note: str
    """Said of it once it was chosen."""
    kind: str
    tags: list[str]
    self: bool
    """The person who fills in the form."""
    chosen: bool
    """It holds already."""
    here: bool
    """The unit whose level this is."""
    up: str
    """The unit above `here`, as far as it may be opened."""
    more: bool
    """A unit with others below it."""
