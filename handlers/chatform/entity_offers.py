"""Entities as offers to a form: found by words or visited lately, each with what an officer should know."""

from collections.abc import Iterable

from campaigns.schema.pack import Pack
from campaigns.titles import title_of
from forms.offer import Offer
from forms.register_words import STATUSES, word
from handlers.turn.rights import roles_for, scope
from handlers.turn.turn import Turn
from handlers.words import joined
from locales import N_, Text, tr
from storage.queries.register import entities, entity_search
from storage.queries.register.entities import ListedEntity
from storage.queries.register.entity_search import Match
from storage.queries.register.search_candidates import SearchScope
from storage.tables import Inspection

MOST_FOUND = 11
"""One more than a list shows, so that it can say that there are more."""
PLAIN_TO_SEE = ("name", "initials", "pinyin")


def seeker(turn: Turn, may: str) -> SearchScope:
    """In every territory where this person may do it: a stand-in's own and the colleague's."""
    units = tuple(role.unit_id for role in roles_for(turn.actor, may))
    return SearchScope(scope(turn.actor, may), units, turn.actor.person_id)


def offers_for(turn: Turn, words: str, may: str) -> tuple[Offer, ...]:
    return _offers_of(turn, entity_search.search(turn.session, words, seeker(turn, may), turn.today, MOST_FOUND))


def offers_near(turn: Turn, latitude: float, longitude: float, may: str) -> tuple[Offer, ...]:
    return _offers_of(
        turn, entity_search.nearest(turn.session, latitude, longitude, scope(turn.actor, may), turn.today)
    )


def offers_alike(turn: Turn, name: str, may: str) -> tuple[Offer, ...]:
    """Those that may be meant by the name of a new one."""
    return tuple(_offers(turn, entity_search.alike(turn.session, name, seeker(turn, may), turn.today)))


def _offers_of(turn: Turn, hits: list[Match]) -> tuple[Offer, ...]:
    """The button says why only where the name itself does not."""
    offers = _offers(turn, [hit.found for hit in hits])
    for offer, hit in zip(offers, hits, strict=True):
        if hit.way not in PLAIN_TO_SEE:
            offer["button"] = tr(joined([offer["button"], why(hit)]), turn.actor.language)
    return tuple(offers)


def why(hit: Match) -> Text:
    """“名称”, “拼音 kmdyf”, “许可证号 渝石械经营许20250012号”, “读音相同”, “230 米”."""
    match hit.way:
        case "initials" | "pinyin":
            return N_("pinyin {letters}", letters=hit.value)
        case "former":
            return N_("formerly {name}", name=hit.value)
        case "unit":
            return N_("name and unit {unit}", unit=hit.value)
        case "sound":
            return N_("sounds the same")
        case "credit_code":
            return N_("credit code {code}", code=hit.value)
        case "licence":
            return N_("licence {number}", number=hit.value)
        case "near" if hit.metres < 1000:
            return N_("{metres} m", metres=hit.metres)
        case "near":
            return N_("{kilometres} km", kilometres=f"{hit.metres / 1000:.1f}")
    return N_("name")


def recent_offers(turn: Turn, may: str) -> list[Offer]:
    return _offers(turn, entities.recent(turn.session, turn.actor.person_id, scope(turn.actor, may), turn.today))


def offer(turn: Turn, entity_id: int) -> Offer | None:
    entity = entities.entity_in_scope(turn.session, entity_id, turn.role.path, turn.today)
    return _offers(turn, [entity])[0] if entity else None


def _offers(turn: Turn, listed_entities: Iterable[ListedEntity]) -> list[Offer]:
    pack = turn.campaign.pack
    known = {tag.key for group in pack.focus for tag in group.tags}
    return [
        {
            "value": str(entity.id),
            "label": entity.name,
            "button": tr(described(entity, pack), turn.actor.language),
            "note": tr(last_visit(turn, entity, pack), turn.actor.language),
            "kind": entity.kind,
            "tags": [tag for tag in entity.tags if tag in known],
        }
        for entity in listed_entities
    ]


def described(entity: ListedEntity, pack: Pack) -> Text:
    """“康民大药房（南宾店） · 经营企业 · 三级”; of one out of business that too."""
    kind = title_of(pack.entity_kinds, entity.kind)
    level = level_of(entity, pack)
    title = title_of(pack.levels.levels, level) if pack.levels and level else None
    status = word(STATUSES, entity.status) if entity.status != "active" else None
    parts = [entity.name, kind, title, N_("provisional") if entity.provisional else None, status]
    return joined([part for part in parts if part])


def level_of(entity: ListedEntity, pack: Pack) -> str | None:
    """Under the scheme of this plan; other plans may grade the same entity under theirs."""
    return entity.levels.get(pack.levels.key) if pack.levels else None


def strictest_first(listed_entities: Iterable[ListedEntity], pack: Pack) -> list[ListedEntity]:
    """Those without a level last."""
    strictness = [level.key for level in pack.levels.levels] if pack.levels else []
    return sorted(
        listed_entities,
        key=lambda entity: (
            strictness.index(level) if (level := level_of(entity, pack)) in strictness else len(strictness)
        ),
    )


def last_visit(turn: Turn, entity: ListedEntity, pack: Pack) -> Text:
    visit = entities.last_visit(turn.session, entity.id)
    if visit is None:
        return N_("not visited yet")
    outcome = title_of(pack.outcomes, visit.outcome)
    return N_("last visit {day}, {outcome}{soon}", day=visit.day.isoformat(), outcome=outcome, soon=_soon(turn, visit))


def _soon(turn: Turn, visit: Inspection) -> Text:
    """A hint, never a block: two visits within a week are mostly one visit told twice."""
    days = (turn.today - visit.day).days
    if days > 7:
        return ""
    return N_(" (today already)") if days == 0 else N_(" ({days} days ago)", days=days)
