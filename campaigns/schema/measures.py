"""What a column of an official table counts: a closed vocabulary, each with its unit and what it means (C9)."""

from collections.abc import Mapping
from typing import Literal

Measure = Literal[
    "visits", "entities", "people", "ordered_visits", "corrected_visits", "interviews", "cases", "closed_cases",
    "entity_fines", "punished_people", "people_fines", "suspensions", "revocations", "blacklistings", "transfers",
    "risks_opened", "risks_closed", "risks_open", "risks_overdue", "closing_percent", "self_checks",
    "registered", "samples", "failed_samples", "adverse_reports", "work_done", "trained", "working_days", "entered",
]  # fmt: skip

MEASURE_UNITS: Mapping[Measure, str] = {
    "visits": "家次",  # valid visits by the inspecting unit
    "entities": "家",  # distinct entities visited
    "people": "人次",  # inspectors, added up over visits
    "ordered_visits": "家次",  # visits that ended in an order to correct
    "corrected_visits": "家次",  # of those, all risk items closed out
    "interviews": "家",  # enterprises called in (约谈)
    "cases": "件",  # from the day of filing, simple procedure included
    "closed_cases": "件",
    "entity_fines": "万元",  # from the day of decision, two decimals, computed from yuan
    "punished_people": "人",
    "people_fines": "万元",
    "suspensions": "家",  # 责令停产停业
    "revocations": "张",  # 吊销许可证
    "blacklistings": "家",  # 列入严重违法失信名单
    "transfers": "件",  # handed to another authority; `where.transfers` says which
    "risks_opened": "项",
    "risks_closed": "项",
    "risks_open": "项",
    "risks_overdue": "项",
    "closing_percent": "%",
    "self_checks": "份",  # forms that entities filed
    "registered": "家",  # entities in the register
    "samples": "批",
    "failed_samples": "批",
    "adverse_reports": "份",
    "work_done": "项",  # entries of one work item
    "trained": "人次",
    "working_days": "个工作日",
    "entered": "",  # nothing the bot records: the reporting unit types the number in
}
