"""A small register, colleagues and every form of the catalog, ready to be played on 2025-06-20, a Friday."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from forms.catalog.correction import correction
from forms.catalog.edit_entity import edit_entity
from forms.catalog.entity_contact import entity_contact
from forms.catalog.entity_level import entity_level
from forms.catalog.entity_licence import entity_licence
from forms.catalog.entity_move import entity_move
from forms.catalog.entity_officer import entity_officer
from forms.catalog.entity_spot import entity_spot
from forms.catalog.entity_status import entity_status
from forms.catalog.entity_tags import entity_tags
from forms.catalog.event import event
from forms.catalog.extend import extend
from forms.catalog.inspection import Points, inspection
from forms.catalog.invitation import invitation
from forms.catalog.joining import joining
from forms.catalog.own_day import own_day
from forms.catalog.person_details import person_details
from forms.catalog.person_move import person_move
from forms.catalog.rectification import rectification
from forms.catalog.register_entity import register_entity
from forms.catalog.risk_item import risk_item
from forms.catalog.send_back import send_back
from forms.catalog.stand_in import stand_in
from forms.catalog.unit_add import unit_add
from forms.catalog.unit_alias import unit_alias
from forms.catalog.unit_hours import unit_hours
from forms.catalog.unit_merge import unit_merge
from forms.catalog.unit_move import unit_move
from forms.catalog.unit_rename import unit_rename
from forms.catalog.void import void
from forms.effects import Ask, Explain
from forms.engine import start, take
from forms.inputs import Input, Press, SearchResult, TypedText
from forms.kinds.checklist import Item
from forms.model import Form
from forms.question import Option, Question
from forms.state import State
from locales import tr

FRIDAY = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)  # 9:00 in Shanghai

KANGMIN = {
    "value": "1",
    "label": "康民大药房（南宾店）",
    "button": "康民大药房（南宾店） · 经营 · 三级",
    "kind": "distributor",
    "tags": ["class3"],
    "note": "上次检查 2024-11-12，未发现问题 · 今年还差 1 次",
}
WANAN = {
    **KANGMIN,
    "value": "2",
    "label": "康民大药房（万安店）",
    "button": "康民大药房（万安店） · 经营 · 一级",
    "tags": [],
}
HEXIE = {"value": "3", "label": "和谐口腔诊所", "kind": "user", "tags": ["clinic"], "note": ""}
REGISTER = (KANGMIN, WANAN, HEXIE)

POINTS = (
    Points(
        "distributor",
        "distributor",
        "检查要点（经营环节）",
        (
            Item("unlicensed", "无证和翻新", "无证经营、网络销售无证和翻新医疗器械"),
            Item("expired", "过期、淘汰、篡改标签", "销售过期、淘汰、篡改说明书标签标识的医疗器械"),
            Item("storage", "贮存运输", "贮存运输（冷藏冷冻、冷链衔接、符合说明书和标签标识要求）"),
        ),
    ),
    Points(
        "user",
        "user",
        "检查要点（使用环节）",
        (
            Item("traceability", "医疗器械产品可追溯性", "对植入介入类医疗器械应当建立使用记录。"),
            Item("storage", "贮存运输要求", "确保冷藏冷冻的产品在运输、贮存过程中冷链无缝衔接。"),
        ),
    ),
)
TAGS = (Option("class3", "第三类经营"), Option("cold_chain", "冷链"), Option("clinic", "诊所"))
INSPECTION = inspection(POINTS, tags=TAGS)
COLLEAGUES = [
    {"value": "10", "label": "李示例", "self": True},
    {"value": "11", "label": "王示例"},
    {"value": "12", "label": "赵示例"},
]
OFFICERS = [{"value": "10", "label": "李示例"}, {"value": "11", "label": "王示例"}]
MET = {"mark": "ok", "photos": [], "note": ""}
CLEAN_VISIT: dict[str, Any] = {
    "entity": KANGMIN,
    "kind": "daily",
    "day": "2025-06-18",
    "people": {"count": 2, "named": []},
    "checklist_distributor": {"unlicensed": MET, "expired": MET, "storage": MET},
    "photos_note": None,
    "tags": ["class3"],
    "outcome": "no_findings",
}


def in_register(query: str) -> list[dict[str, Any]]:
    """What the register knows: by a part of the name, or by the initials of 康民大药房."""
    return [
        entity for entity in REGISTER if query in entity["label"] or (query, entity["kind"]) == ("kmdyf", "distributor")
    ]


@dataclass(frozen=True)
class Playable:
    """A form with what its caller would give it."""

    form: Form
    offers: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)


INSPECTING: dict[str, Sequence[Any]] = {"entity": [KANGMIN, HEXIE], "people": COLLEAGUES}
KINDS = [{"value": "distributor", "label": "经营企业"}, {"value": "user", "label": "使用单位"}]
UNITS: list[Any] = [{"value": "4", "label": "南宾所"}, {"value": "5", "label": "万安所"}]
REGISTERED = {
    "name": "康民大药房（南宾店）",
    "kind": "distributor",
    "credit_code": "91540102MADX01T16L",
    "ways": ["retail"],
    "device_classes": ["2", "3"],
    "grade": None,
    "address": "示例路1号",
}
LEVELS = [{"value": f"level{number}", "label": label} for number, label in ((3, "三级"), (2, "二级"), (1, "一级"))]
FOCUS = [{"value": "contact_lens", "label": "角膜接触镜"}, {"value": "cold_chain", "label": "冷链", "chosen": True}]
STOPPED = [{"value": "suspended", "label": "停业"}, {"value": "closed", "label": "已注销"}]
ENTITY_FORMS = {
    "register_entity": Playable(register_entity(), {"kind": KINDS, "unit": UNITS}),
    "edit_entity": Playable(edit_entity(), {"kind": KINDS}, REGISTERED),
    "entity_status": Playable(entity_status(), {"status": STOPPED}),
    "entity_move": Playable(entity_move(), {"unit": UNITS}),
    "entity_level": Playable(entity_level(), {"level": LEVELS}),
    "entity_tags": Playable(entity_tags(), {"tags": FOCUS}),
    "entity_officer": Playable(entity_officer(), {"officer": OFFICERS}),
    "entity_contact": Playable(entity_contact()),
    "entity_licence": Playable(entity_licence()),
    "entity_spot": Playable(entity_spot()),
}
UNIT_KINDS = (Option("county", "县局"), Option("station", "市场监管所"))
UNIT_FORMS = {
    "unit_add": Playable(unit_add(UNIT_KINDS)),
    "unit_rename": Playable(unit_rename()),
    "unit_alias": Playable(unit_alias()),
    "unit_hours": Playable(unit_hours()),
    "unit_move": Playable(unit_move(), {"unit": UNITS}),
    "unit_merge": Playable(unit_merge(), {"unit": UNITS}),
}
COLLEAGUES_TO_PICK = [
    {"value": "11", "label": "王示例", "button": "王示例 · 南宾所"},
    {"value": "12", "label": "赵示例", "button": "赵示例 · 万安所"},
]
LEVEL: list[Any] = [
    {"value": "1", "label": "石柱县市场监管局", "here": True},
    {"value": "4", "label": "南宾所"},
    {"value": "6", "label": "监管科", "more": True},
]
PEOPLE_FORMS = {
    "joining": Playable(joining(UNIT_KINDS)),
    "invitation": Playable(invitation(), {"unit": LEVEL}),
    "person_move": Playable(person_move(), {"unit": LEVEL}),
    "person_details": Playable(person_details(), {}, {"name": "李示例", "post": None, "phone": None}),
    "stand_in": Playable(stand_in(), {"deputy": COLLEAGUES_TO_PICK}),
}
CATALOG = {
    "own_day": Playable(own_day("month")),
    "event": Playable(event("收到网络监测线索", "somebody")),
    **PEOPLE_FORMS,
    **ENTITY_FORMS,
    **UNIT_FORMS,
    "inspection": Playable(INSPECTION, INSPECTING),
    "correct_inspection": Playable(correction(INSPECTION), INSPECTING, CLEAN_VISIT),
    "risk_item": Playable(risk_item(), {"entity": [HEXIE], "officer": OFFICERS}),
    "rectification": Playable(rectification()),
    "send_back": Playable(send_back()),
    "void": Playable(void()),
    "extend": Playable(extend()),
}


@pytest.fixture
def friday() -> datetime:
    return FRIDAY


@pytest.fixture
def search() -> Callable[[str], list[dict[str, Any]]]:
    return in_register


@pytest.fixture
def catalog() -> dict[str, Playable]:
    return CATALOG


class Conversation:
    """Talks to a form; the state goes through JSON before every input."""

    def __init__(self, playable: Playable, now: datetime = FRIDAY) -> None:
        self.form, self.now = playable.form, now
        self.state, self.effects = start(self.form, "instance-1", now, playable.offers, playable.answers)
        self.taps = 0

    def give(self, given: Input) -> "Conversation":
        self.state, self.effects = take(self.form, State.from_json(self.state.to_json()), given, self.now)
        return self

    def type(self, text: str) -> "Conversation":
        return self.give(TypedText(text, FRIDAY.date()))

    def press(self, label: str) -> "Conversation":
        screen = self.effects[-1]
        assert isinstance(screen, Ask)
        button = next(b for row in screen.rows for b in row if tr(b.label) == label)
        self.taps += 1
        return self.give(Press(button.action, button.value, screen.revision))

    def found(self, *entities: Any, query: str = "x") -> "Conversation":
        return self.give(SearchResult("entity", query, entities))

    @property
    def said(self) -> str:
        """Everything that the last step said."""
        return "\n".join(tr(effect.text) for effect in self.effects if hasattr(effect, "text"))

    @property
    def explained(self) -> str:
        """The explanation of the last step, which has to come with the question again."""
        first, again = self.effects
        assert isinstance(first, Explain)
        assert isinstance(again, Ask)
        return tr(first.text)


@pytest.fixture
def talk() -> Callable[[str], Conversation]:
    """`talk("inspection")` begins that form."""
    return lambda name: Conversation(CATALOG[name])


@pytest.fixture
def visiting_shops() -> Callable[..., Conversation]:
    """A visit of a plan whose only checklist is for 经营企业; with answers, its correction."""
    form = inspection(POINTS[:1], tags=TAGS)

    def begin(**answers: Any) -> Conversation:
        return Conversation(Playable(correction(form) if answers else form, INSPECTING, answers))

    return begin


@pytest.fixture
def ask_only() -> Callable[..., Conversation]:
    """A form of this one question, for trying a kind."""

    def begin(kind: Any, **facts: Any) -> Conversation:
        offers = {"it": facts.pop("offers", [])}
        question = Question("it", kind, "问题？", label="它", **facts)
        return Conversation(Playable(Form("one", 1, "一题", (question,), (("it",),)), offers))

    return begin
