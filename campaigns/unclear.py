"""Where a plan is damaged, silent or contradicts itself: what it says, how we read it, what else could be chosen."""

from typing import Annotated

from campaigns.part import Key, Part, Refers, Titled, Words


class Unclear(Part):
    """A note that the administrator confirms once; until then `reading` holds."""

    key: Key
    says: Words
    reading: Words
    options: tuple[Titled, ...] = ()
    """Readings to choose from, the one we take first; none: there is nothing to choose, only to know."""
    source: str


class Reading(Part):
    """A piece that holds only under one option of a note: {unclear: fifteen_percent, option: apart}."""

    unclear: Annotated[Key, Refers("unclear")]
    option: Key
