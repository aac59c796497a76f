"""待核实: entities that officers registered on the spot are merged into the register's own, or made full ones."""

from handlers.chatform import entity_offers
from handlers.entity_page.entity_card import entity_buttons, may, show_entity, visible
from handlers.turn import entity_words
from handlers.turn.admin_menu import admin_entry
from handlers.turn.pager import page_of
from handlers.turn.rights import scope
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Refused, Turn
from handlers.words import counted_records, joined
from locales import N_, Text
from storage.json_values import JsonObject
from storage.queries.register import entity_search, merge_entities
from storage.queries.register.dossier import Dossier
from storage.queries.register.entities import ListedEntity


@command("provisional", may="merge_entities")
@press("merge.list", may="merge_entities", in_place=True)
def list_provisionals(turn: Turn, first: int = 0) -> None:
    waiting = merge_entities.provisionals(turn.session, scope(turn.actor, "merge_entities"), turn.today)
    if not waiting:
        turn.say(N_("No entity waits to be checked."))
        return
    page = page_of(waiting, first)
    rows = [[Button(entity.name, "merge.look", {"id": entity.id})] for entity in page.lines]
    rows += page.turning("merge.list")
    turn.say(N_("Registered on the spot, to be checked: {count}", count=len(waiting)), rows=rows)


@press("merge.look", may="merge_entities", in_place=True)
def look(turn: Turn, id: int) -> None:
    """One of them, and which of the register it may be."""
    turn, source = visible(turn, id, "merge_entities")
    _still_provisional(source)
    alike = [entity for entity in _alike(turn, source.entity.name) if entity.id != source.id]
    packs = entity_words.packs(turn)
    kinds = entity_words.kinds(packs)
    rows = [
        [_towards(source.id, entity.id, joined([entity.name, kinds.get(entity.kind, entity.kind)]))] for entity in alike
    ]
    last = [Button(N_("Open"), "entity.show", {"id": source.id})]
    if may(turn, "edit_entity", source):
        full: JsonObject = {"id": source.id, "what": "edit_entity"}
        last.insert(0, Button(N_("Make it a full entity"), "entity.change", full))
    lines = [_line(turn, source)]
    lines.append(
        N_("Is it one of these? If it is another one, open that one's page with 查企业 and press “Merge into this”.")
        if alike
        else N_("No name in the register is similar. If it is there under another name, open that page with 查企业.")
    )
    turn.say(*lines, rows=[*rows, last])


def _alike(turn: Turn, name: str) -> list[ListedEntity]:
    seeker = entity_offers.seeker(turn, "merge_entities")
    return [entity for entity in entity_search.alike(turn.session, name, seeker, turn.today) if not entity.provisional]


def _towards(source: int, target: int, label: Text) -> Button:
    return Button(label, "merge.compare", {"source": source, "target": target})


@entity_buttons(30)
def merge_here(turn: Turn, dossier: Dossier) -> list[Button]:
    """On a page of the register, while anything waits to be checked."""
    if dossier.entity.provisional or not may(turn, "merge_entities", dossier):
        return []
    if not merge_entities.provisionals(turn.session, scope(turn.actor, "merge_entities"), turn.today, most=1):
        return []
    return [Button(N_("Merge into this"), "merge.choose", {"target": dossier.id})]


@press("merge.choose", may="merge_entities")
def choose(turn: Turn, target: int, first: int = 0) -> None:
    """Which of the provisional ones is this one?"""
    turn, dossier = visible(turn, target, "merge_entities")
    waiting = merge_entities.provisionals(turn.session, scope(turn.actor, "merge_entities"), turn.today)
    page = page_of(waiting, first)
    rows = [[_towards(entity.id, dossier.id, entity.name)] for entity in page.lines]
    rows += page.turning("merge.choose", {"target": target})
    turn.say(N_("Which one is {name}?", name=dossier.entity.name), rows=rows)


@press("merge.compare", may="merge_entities", in_place=True)
def compare(turn: Turn, source: int, target: int) -> None:
    """Side by side, before anything is moved."""
    turn, left, right = _both(turn, source, target)
    hangs = merge_entities.behind(turn.session, left.id)
    lines: list[Text] = [
        N_("To be checked: {line}", line=_line(turn, left)),
        N_("In the register: {line}", line=_line(turn, right)),
    ]
    if left.entity.kind != right.entity.kind:
        lines.append(N_("⚠️ Their kinds differ."))
    lines.append(
        N_(
            "{visits} visits and {items} risk items go to the one in the register, with tags, contacts and licences; "
            "the old name still finds it.",
            visits=hangs.pop("inspection"),
            items=hangs.pop("risk_item"),
        )
    )
    if others := counted_records(hangs):
        lines.append(N_("They are joined by: {records}", records=others))
    ids = {"source": left.id, "target": right.id}
    back = Button(N_("Do not merge"), "merge.look", {"id": left.id})
    turn.say(*lines, rows=[[Button(N_("Merge into this one"), "merge.do", ids, "success"), back]])


@press("merge.do", may="merge_entities", in_place=True)
def do(turn: Turn, source: int, target: int) -> None:
    turn, left, right = _both(turn, source, target)
    merge_entities.merge(turn.session, left.entity, right.entity, turn.today, turn.by)
    turn.say(N_("✅ {name} is merged into {into}.", name=left.entity.name, into=right.entity.name))
    show_entity(turn, right.id)


def _both(turn: Turn, source: int, target: int) -> tuple[Turn, Dossier, Dossier]:
    """Read again at every step; whoever merges must be in charge of both."""
    _, right = visible(turn, target, "merge_entities")
    turn, left = visible(turn, source, "merge_entities")
    _still_provisional(left)
    if not merge_entities.may_merge(left.entity, right.entity):
        raise Refused(N_("Only one that is to be checked can be merged, and only into one of the register."))
    return turn, left, right


def _still_provisional(dossier: Dossier) -> None:
    if not dossier.entity.provisional:
        raise Refused(N_("This one has been merged or completed already: {name}.", name=dossier.entity.name))


def _line(turn: Turn, dossier: Dossier) -> Text:
    """“示例药店 · 经营企业 · 南宾所 · 信用代码 … · 地址”."""
    entity = dossier.entity
    kind = entity_words.kinds(entity_words.packs(turn)).get(entity.kind, entity.kind)
    code = N_("credit code {code}", code=entity.credit_code) if entity.credit_code else None
    parts = [entity.name, kind, dossier.unit.name, code, entity.address]
    return joined([part for part in parts if part])


admin_entry(35, N_("Entities to be checked"), "merge.list")
