"""The words that a register's cells may say, and the keys that they mean: 经营企业 → distributor.

What a plan defines (kinds of entities and visits, outcomes, focus tags, levels, authorities, sources of risks) comes
from the packs in force; the rest is the same in every office. Several words may mean one key; the first one is written.
"""

from collections.abc import Iterable, Mapping

from campaigns.register_kinds import register_kinds
from campaigns.schema.pack import Pack
from campaigns.schema.part import Titled
from workbooks.cells import closed_words
from workbooks.register.register_sheets import choices_of_nouns

# ruff: noqa: E501  # a line is a list

Words = Mapping[str, str]
"""Word → key, the word to write first."""
Choices = Mapping[str, Words]
"""By the name that a column's `choices` gives. A list that is empty or missing takes every word as it is."""

FIXED: Choices = {
    "unit_kinds": {
        closed_words.WORDS[kind]: kind
        for kind in ("nation", "province", "city", "county", "branch", "station", "section", "brigade", "institute")
    }
    | {"支队": "brigade", "大队": "brigade", "市场监管所": "station", "科": "section"},
    "roles": {
        "监管人员": "officer", "负责人": "leader", "管理员": "admin", "企业联系人": "enterprise",
        "执法人员": "officer", "检查员": "officer", "领导": "leader", "系统管理员": "admin", "企业": "enterprise",
    },
    "ways": {
        "批发": "wholesale", "零售": "retail", "批零兼营": "wholesale,retail", "网络销售": "online",
        "批发兼零售": "wholesale,retail", "批零": "wholesale,retail", "网售": "online", "线上": "online",
    },
    "device_classes": {
        "第一类": "1", "第二类": "2", "第三类": "3", "一类": "1", "二类": "2", "三类": "3",
        "I类": "1", "II类": "2", "III类": "3", "I": "1", "II": "2", "III": "3", "1": "1", "2": "2", "3": "3",
        "1类": "1", "2类": "2", "3类": "3",
    },
    "statuses": {
        "在营": "active", "停业": "suspended", "注销": "closed", "正常": "active", "营业": "active", "存续": "active",
        "在业": "active", "开业": "active", "有效": "active", "歇业": "suspended", "暂停营业": "suspended",
        "停产": "suspended", "已注销": "closed", "关闭": "closed", "吊销": "closed", "失效": "closed", "取消": "closed",
    },
    "grades": {word: word for word in ("三级医院", "二级医院", "一级医院", "诊所", "村卫生室", "乡镇卫生院", "门诊部")},
    "schemes": {"三级制": "three", "四级制": "four"},
    "procedures": {"普通程序": "general", "简易程序": "simple", "一般程序": "general", "普通": "general", "简易": "simple"},
    "licence_kinds": {
        "医疗器械经营许可证": "business_licence", "第二类医疗器械经营备案凭证": "business_filing",
        "医疗器械生产许可证": "production_licence", "第一类医疗器械生产备案凭证": "production_filing",
        "医疗器械网络销售备案": "online_filing", "网络交易服务第三方平台备案凭证": "platform_filing",
        "医疗机构执业许可证": "practice_licence", "诊所备案凭证": "clinic_filing",
        "经营许可证": "business_licence", "经营备案凭证": "business_filing", "经营备案": "business_filing",
        "二类备案": "business_filing", "生产许可证": "production_licence", "生产备案凭证": "production_filing",
        "网络销售备案凭证": "online_filing", "网络销售备案": "online_filing", "执业许可证": "practice_licence",
    },
    "licence_actions": {
        "新办": "granted", "变更": "changed", "延续": "renewed", "主动注销": "given_up", "撤销": "withdrawn",
        "吊销": "revoked", "公告注销": "announced", "其他清理": "other",
        "主动取消": "given_up", "取消": "withdrawn", "公告标注": "announced", "其他": "other", "核发": "granted",
        "首次": "granted", "备案": "granted", "变更备案": "changed", "换证": "renewed", "注销": "given_up",
    },
    "authorities": {
        "公安机关": "police", "卫生健康部门": "health", "通信管理部门": "communications", "纪检监察机关": "discipline",
        "医疗保障部门": "insurance", "公安": "police", "公安局": "police", "卫生健康": "health", "卫健委": "health",
        "卫生主管部门": "health", "通信管理": "communications", "通信管理局": "communications", "纪检监察": "discipline",
        "纪委监委": "discipline", "医保局": "insurance", "医疗保障": "insurance",
    },
}  # fmt: skip


def choices_of(packs: Iterable[Pack]) -> Choices:
    """The fixed lists, those of declared nouns' forms, and what the packs add.

    Where packs mean different things by one word, the first one counts.
    """
    choices: dict[str, dict[str, str]] = {name: dict(words) for name, words in {**FIXED, **choices_of_nouns()}.items()}
    packs = list(packs)
    for pack in packs:
        for name, members in _lists(pack).items():
            words = choices.setdefault(name, {})
            for member in members:
                words.setdefault(member.title, member.key)
            for member in members:
                words.setdefault(member.printed or member.title, member.key)
        if pack.levels:
            choices["schemes"].setdefault(pack.levels.title, pack.levels.key)
    kinds = choices.setdefault("entity_kinds", {})
    for key, title in register_kinds(packs).items():
        kinds.setdefault(title, key)
    return choices


def _lists(pack: Pack) -> dict[str, tuple[Titled, ...]]:
    return {
        "entity_kinds": pack.entity_kinds,
        "inspection_kinds": pack.inspection_kinds,
        "outcomes": pack.outcomes,
        "tags": tuple(tag for group in pack.focus for tag in group.tags),
        "levels": pack.levels.levels if pack.levels else (),
        "authorities": pack.transfers,
        "risk_sources": pack.risk_sources,
    }
