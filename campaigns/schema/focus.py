"""What a plan looks at first (重点): tags on entities and inspections, in groups."""

from typing import Annotated

from campaigns.schema.part import EntityKind, Key, Part, TextOnly, Titled, Words


class FocusTag(Titled):
    """A tag, e.g. 集中带量采购中选产品; a role in a table is one too (配送, 受托生产)."""

    entity_kinds: tuple[EntityKind, ...] = ()
    """Narrower than the group's; empty: as the group says."""
    words: str = ""
    """What the plan wants looked at under this tag, verbatim."""


class FocusGroup(Part):
    """Tags that belong together, e.g. 重点产品 or 使用单位类别; `note` says what the plan wants of all of them."""

    key: Key
    title: Annotated[Words, TextOnly()]
    entity_kinds: tuple[EntityKind, ...]
    tags: tuple[FocusTag, ...]
    note: Annotated[str, TextOnly()] = ""
    source: str = ""
