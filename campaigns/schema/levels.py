"""The supervision levels of a plan."""

from campaigns.schema.part import EntityKind, Key, Part, Titled, Words


class LevelScheme(Part):
    """监管级别, strictest first. Hospital grades are not levels but tags (C12)."""

    key: Key
    title: Words
    entity_kinds: tuple[EntityKind, ...] = ()
    """Whom the levels are for; empty: every kind."""
    levels: tuple[Titled, ...]
    words: Words
    source: str
