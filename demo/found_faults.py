"""Faults that an officer might find, and what the enterprise then does about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from random import Random

from campaigns.schema.pack import Item, Pack
from demo.entity_patterns import PATTERNS
from demo.plan_world import world_of

OF_DEVICES = {pattern.kind for pattern in PATTERNS}
INVENTED = (  # a word of the checklist item's title, the fault, its rectification
    ("贮存", "冷藏柜无温度记录", "已购置温湿度记录仪，每日两次记录"),
    ("贮存", "阴凉区温湿度计损坏", "已更换温湿度计并恢复记录"),
    ("过期", "货架上有 2 盒过期医用棉签", "过期产品已下架封存，货架已全部自查"),
    ("进货查验", "3 个产品没有进货查验记录", "已补齐供货者资质和查验记录"),
    ("进货查验", "一批口罩的验收记录缺签名", "已补签，明确验收责任人"),
    ("购进渠道", "供货者资质材料没有留存", "已向供货者索取资质并归档"),
    ("设备", "血压计没有按期校准", "已送检校准，建立设备维护台账"),
    ("设备", "牙科治疗椅没有维护保养记录", "已补做保养，逐台建立档案"),
    ("追溯", "使用记录缺少产品批号", "已补登批号，落实专人登记"),
)
OTHERWISE = (  # for what the list above knows nothing of, a hotel say
    ("现场记录不全", "已补齐记录，落实专人负责"),
    ("台账没有及时更新", "已更新台账，明确责任人"),
    ("管理制度没有落实到岗位", "已逐岗明确责任并组织培训"),
)


@dataclass(frozen=True)
class InventedFault:
    """`item` is the checklist item found 不符合; None where the plan has no points for such an entity."""

    item: Item | None
    note: str
    measures: str


def endless_faults(pack: Pack, entity_kind: str, chance: Random) -> Iterator[InventedFault]:
    """Each in turn, in an order of chance."""
    checklist = pack.checklist_for(entity_kind)
    items = checklist.items if checklist else ()
    known = (*world_of(pack).faults, *INVENTED) if entity_kind in OF_DEVICES else world_of(pack).faults
    fitting = [InventedFault(item, *said) for item in items for word, *said in known if word in item.title]
    faults = fitting or [InventedFault(item, *said) for item in items or [None] for said in OTHERWISE]
    return cycle(chance.sample(faults, len(faults)))
