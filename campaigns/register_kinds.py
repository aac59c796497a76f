"""Which kinds of entities the register knows: those of the plans in force, and all four of medical devices.

An office keeps its manufacturers in the register in a year whose plan supervises only distributors and users.
"""

from collections.abc import Iterable

from campaigns.schema.pack import Pack

OF_DEVICES = {"manufacturer": "生产企业", "distributor": "经营企业", "user": "使用单位", "platform": "第三方平台"}


def register_kinds(packs: Iterable[Pack]) -> dict[str, str]:
    """Key → title, the first plan's words before those of others. A plan about 网吧 alone adds none of the four."""
    named: dict[str, str] = {}
    for pack in packs:
        for kind in pack.entity_kinds:
            named.setdefault(kind.key, kind.title)
    devices = OF_DEVICES if not named or named.keys() & OF_DEVICES.keys() else {}
    return {**named, **{key: title for key, title in devices.items() if key not in named}}
