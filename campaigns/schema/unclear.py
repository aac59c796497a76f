"""Where a plan is damaged, silent or contradicts itself: what it says, how we read it, what else could be chosen."""

from typing import Annotated, Self

from campaigns.schema.part import Key, Part, Refers, Titled, Words


class UnclearPassage(Part):
    """A note that the administrator confirms once; until then `reading` holds."""

    key: Key
    says: Words
    reading: Words
    options: tuple[Titled, ...] = ()
    """Readings to choose from, the one we take first; none: there is nothing to choose, only to know."""
    source: str

    def read_as(self, option: str | None) -> Self:
        """The same note with this option first; an option that it no longer has changes nothing."""
        first = [titled for titled in self.options if titled.key == option]
        rest = [titled for titled in self.options if titled.key != option]
        return self.model_copy(update={"options": (*first, *rest)})


class UnderReading(Part):
    """A piece that holds only under one option of a note: {unclear: fifteen_percent, option: apart}."""

    unclear: Annotated[Key, Refers("unclear")]
    option: Key
