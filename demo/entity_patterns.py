"""Kinds of places that officers visit, how they are called, and which focus tags (重点) suit them.

Tags are found by a word of their title, so that each plan's own are used and a plan without such a tag is no trouble.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from campaigns.schema.pack import Titled, Unit

BRANDS = (
    "康民", "益众", "康宁", "佳和", "惠民", "福康", "安和", "利民", "康乐", "众安", "同乐", "百顺",
    "康源", "德佑", "常青", "新禾", "平安里", "春晖", "长宁", "三木",
)  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """`name` may use {brand}, {place}, {nth} (empty for the first round of brands) and {number}."""

    kind: str
    name: str
    focus: tuple[str, ...] = ()
    """Words of the titles of the tags that it has."""
    share: int = 1
    tags: tuple[str, ...] = ()
    """Keys of the tags that it has besides."""
    at: tuple[str, ...] = ()
    """Keys or kinds of the units where there are such; empty: wherever the kind is."""


PATTERNS = (
    Pattern("distributor", "{brand}大药房（{place}{nth}店）", ("第二类", "零售"), share=5),
    Pattern("distributor", "{brand}药店（{place}{nth}店）", ("第二类", "零售", "计划生育"), share=2),
    Pattern("distributor", "{brand}眼镜店（{place}{nth}店）", ("第三类", "零售", "接触镜", "隐形眼镜")),
    Pattern("distributor", "{brand}医疗器械经营部（{place}{nth}店）", ("第三类", "零售", "诊断试剂", "冷链")),
    Pattern("distributor", "{brand}器械网店（{place}{nth}店）", ("第二类", "网络销售")),
    Pattern("user", "{place}示例{number}村卫生室", ("卫生室",), share=4),
    Pattern("user", "{brand}诊所（{place}{nth}）", ("诊所",), share=2),
    Pattern("user", "{brand}口腔诊所（{place}{nth}）", ("诊所", "义齿"), share=2),
    Pattern("user", "{place}示例第{number}卫生院", ("冷链", "特殊储运")),
    Pattern("user", "{brand}医疗美容门诊部（{place}{nth}）", ("医疗美容", "透明质酸")),
    Pattern("manufacturer", "{brand}示例器械厂（{place}{nth}）", ("无菌", "义齿")),
    Pattern("platform", "{brand}示例医械网（{place}{nth}）", ("网络",)),
)

FEATURED = (
    Pattern("distributor", "康民大药房（{place}店）", ("第三类", "零售", "接触镜")),
    Pattern("user", "和谐口腔诊所", ("诊所", "义齿")),
    Pattern("user", "{place}示例医院", ("二级医院", "无菌", "诊断试剂", "冷链")),
)
"""What every example begins with, in the first station: the first of a kind is the one visited last."""

WHOLESALER = Pattern("distributor", "示例医疗器械批发公司（{place}）", ("第三类", "批发", "冷链"))


def patterns_of(kind: Titled, known: Sequence[Pattern], unit: Unit) -> list[Pattern]:
    """Those of a kind in a unit; one that only its plan knows gets plain ones: 康民示例宾馆（东城）."""
    plain = kind.title.replace("{", "（").replace("}", "）")
    return [pattern for pattern in known if pattern.kind == kind.key and is_at(pattern, unit)] or [
        Pattern(kind.key, f"{{brand}}示例{plain}（{{place}}{{nth}}）")
    ]


def is_at(pattern: Pattern, unit: Unit) -> bool:
    return not pattern.at or unit.key in pattern.at or unit.kind in pattern.at


def names(pattern: Pattern, place: str, first_brand: int = 0) -> Iterator[str]:
    """Endlessly many, no two alike."""
    for index in count():
        round_ = index // len(BRANDS)
        yield pattern.name.format(
            brand=BRANDS[(first_brand + index) % len(BRANDS)],
            place=place,
            nth=in_characters(round_ + 1) if round_ else "",
            number=in_characters(index + 1),
        )


def in_characters(number: int) -> str:
    """1 → 一, 12 → 十二, 30 → 三十, and from 100 on digits, as on a door."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "一二三四五六七八九"
    return (digits[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (digits[ones - 1] if ones else "")
