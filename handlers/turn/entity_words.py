"""An entity's keys in the words of the plans that run: its kind, its focus tags, its supervision level."""

from collections.abc import Sequence

from campaigns.register_kinds import register_kinds
from campaigns.schema.levels import LevelScheme
from campaigns.schema.pack import Pack
from handlers.turn.turn import Turn
from locales import N_, Text
from storage.tables import EntityLevel


def packs(turn: Turn) -> list[Pack]:
    """Of one's own unit first: their words go before those of others."""
    own = [running.pack for running in turn.taking_part]
    return [*own, *(running.pack for running in turn.running if running.pack not in own)]


def kinds(listed_packs: Sequence[Pack]) -> dict[str, str]:
    return register_kinds(listed_packs)


def tags(listed_packs: Sequence[Pack], kind: str | None = None) -> dict[str, str]:
    """Focus tags that an entity (of a kind) may bear."""
    return {
        tag.key: tag.title
        for pack in listed_packs
        for group in pack.focus
        if kind is None or kind in group.entity_kinds
        for tag in group.tags
        if kind is None or not tag.entity_kinds or kind in tag.entity_kinds
    }


def risk_source(listed_packs: Sequence[Pack], source: str) -> str:
    """监督检查, 投诉举报: where a risk item came from; what no plan lists is in its own words."""
    return next((origin.title for pack in listed_packs for origin in pack.risk_sources if origin.key == source), source)


def schemes(listed_packs: Sequence[Pack], kind: str | None = None) -> dict[str, LevelScheme]:
    """三级制, 四级制: by key, those that grade this kind of entity."""
    every = [pack.levels for pack in reversed(listed_packs) if pack.levels]
    return {
        scheme.key: scheme for scheme in every if kind is None or not scheme.entity_kinds or kind in scheme.entity_kinds
    }


def level_title(listed_packs: Sequence[Pack], scheme: str, level: str) -> str:
    levels = schemes(listed_packs)[scheme].levels if scheme in schemes(listed_packs) else ()
    return next((titled.title for titled in levels if titled.key == level), level)


def scheme_title(listed_packs: Sequence[Pack], scheme: str) -> Text:
    """Named by how many levels it has, as the notices do."""
    known = schemes(listed_packs).get(scheme)
    names: dict[int, Text] = {3: N_("three-level scheme"), 4: N_("four-level scheme")}
    return names.get(len(known.levels), known.title) if known else scheme


def level_words(listed_packs: Sequence[Pack], level: EntityLevel, *, named: bool) -> Text:
    """“三级（2025-01-01 起，1月27日公布）”; `named` says the scheme, where an entity is graded under several."""
    title: Text = level_title(listed_packs, level.scheme, level.level)
    if named:
        title = N_("{level} ({scheme})", level=title, scheme=scheme_title(listed_packs, level.scheme))
    if level.published_on is None:
        return N_("{level}, since {day}", level=title, day=level.valid_from.isoformat())
    return N_(
        "{level}, since {day}, published {published}",
        level=title,
        day=level.valid_from.isoformat(),
        published=level.published_on.isoformat(),
    )
