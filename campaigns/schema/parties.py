"""Who owes something or receives it, in words and as units: “注册许可科、各所”, “生产企业（第二类）”, “所在地的所”."""

from collections.abc import Iterator

from campaigns.schema.pack import Pack, Party
from locales import N_, Message, Text

UNIT_KINDS: dict[str, Message] = {
    "nation": N_("national bureau"),
    "province": N_("provincial bureau"),
    "city": N_("city bureau"),
    "county": N_("county bureau"),
    "branch": N_("branch bureau"),
    "station": N_("station"),
    "section": N_("section"),
    "brigade": N_("enforcement brigade"),
    "institute": N_("institute"),
}


def giver_words(pack: Pack, party: Party) -> Text:
    """A kind of unit means every one of them."""
    words = _words(pack, party, N_("each {kind}"))  # one N_ inside another would not be found for translation
    return N_("{everybody}", everybody=list(words))


def receiver_words(pack: Pack, party: Party | None) -> Text:
    """A kind of unit means the one on whose ground the giver is."""
    if party is None:
        return ""
    words = _words(pack, party, N_("the local {kind}"))
    return N_("{everybody}", everybody=list(words))


def units_of(pack: Pack, party: Party | None) -> list[str]:
    """The keys of the units that are meant, in the plan's order."""
    if party is None:
        return []
    return [unit.key for unit in pack.units if unit.key in party.units or unit.kind in party.unit_kinds]


def includes_entity(party: Party, kind: str, tags: tuple[str, ...], level: str | None) -> bool:
    return (
        kind in party.entity_kinds
        and (not party.tags or bool(set(party.tags) & set(tags)))
        and (not party.levels or level in party.levels)
    )


def _words(pack: Pack, party: Party, one_of_a_kind: Message) -> Iterator[Text]:
    yield from (pack.unit(key).title for key in party.units)
    for kind in party.unit_kinds:
        alike = [unit for unit in pack.units if unit.kind == kind]
        yield alike[0].title if len(alike) == 1 else Message(one_of_a_kind.msgid, {"kind": UNIT_KINDS[kind]})
    narrower = _narrower(pack, party)
    for entity_kind in pack.entity_kinds:
        if entity_kind.key in party.entity_kinds:
            yield N_("{kind} ({only})", kind=entity_kind.title, only=narrower) if narrower else entity_kind.title
    if party.leading_group:
        yield pack.leading_group.title if pack.leading_group else N_("leading group")
    if party.outside:
        yield party.outside


def _narrower(pack: Pack, party: Party) -> list[str]:
    """Which of the entities: the words of their tags and levels."""
    tags = [tag.title for group in pack.focus for tag in group.tags if tag.key in party.tags]
    levels = pack.levels.levels if pack.levels else ()
    return [*tags, *(level.title for level in levels if level.key in party.levels)]
