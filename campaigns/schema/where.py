"""A condition on records as data: rows of tables, columns and targets say with it which records they count."""

from typing import Annotated

from campaigns.schema.part import EntityKind, InspectionKind, Key, Level, Part, Refers, Tag

Outcome = Annotated[Key, Refers("outcomes")]
Transfer = Annotated[Key, Refers("transfers")]
Work = Annotated[Key, Refers("work_items")]


class Where(Part):
    """Each field that is filled narrows; within a field any one of the values is enough; an empty one meets everything.

    {entity_kinds: [manufacturer], tags: [mask]} is “医用口罩生产企业”.
    """

    entity_kinds: tuple[EntityKind, ...] = ()
    tags: tuple[Tag, ...] = ()
    all_tags: tuple[Tag, ...] = ()
    """Every one of these, besides one of `tags`."""
    without_tags: tuple[Tag, ...] = ()
    levels: tuple[Level, ...] = ()
    inspection_kinds: tuple[InspectionKind, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    work_items: tuple[Work, ...] = ()
    """For what is counted without being an inspection: {work_items: [provincial_sampling]} “480批省级监督抽样”."""
    rectifying: bool = False
    """Only entities with a risk item that is not closed out (“整改企业”)."""
