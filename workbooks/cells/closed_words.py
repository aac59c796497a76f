"""The closed vocabularies of the schema in the words of a workbook, both ways: `station` ↔ 所."""

from typing import Any

WORDS: dict[str, str] = {
    "True": "是", "False": "否",
    # kinds of units
    "nation": "国家局", "province": "省局", "city": "市局", "county": "县局", "branch": "分局", "station": "所",
    "section": "科室", "brigade": "执法队", "institute": "直属单位",
    "carried": "转发", "basis": "依据",
    # rules that give a day
    "on_day": "固定日期", "every": "每期", "end_of": "期末", "after": "之后", "before": "之前",
    "set_per_case": "逐件另定", "unstated": "方案未规定",
    "month": "月", "quarter": "季度", "half_year": "半年", "year": "年",
    "working_days": "工作日", "calendar_days": "自然日", "months": "月数",
    # checklists and forms
    "yes_is_compliant": "符合", "yes_is_violation": "不符合",
    "number": "序号", "point": "自查要点", "answer": "自查情况", "cause": "原因分析", "measures": "整改措施",
    "result": "整改结果", "date": "日期", "note": "备注",
    "entity_name": "企业名称", "contact": "联系人", "phone": "联系电话", "products": "产品", "address": "地址",
    "licence": "许可证号", "unit_name": "填报单位", "filler": "填报人", "reviewer": "审核人", "leader": "负责人",
    "as_of": "截至日期", "filed_on": "填报日期", "period": "时段",
    # official tables
    "condition": "统计条件", "reporting_unit": "填报单位", "unit": "单位", "entity": "监管对象", "risk_item": "隐患",
    "case": "案件", "inspection": "检查", "work_item": "工作事项",
    "campaign_start": "方案开始", "year_start": "年初", "period_start": "期初", "portrait": "纵向", "landscape": "横向",
    "visits": "检查家次", "entities": "检查家数", "people": "出动人次", "ordered_visits": "责令改正家次",
    "corrected_visits": "完成整改家次", "interviews": "约谈家数", "cases": "立案件数", "closed_cases": "结案件数",
    "entity_fines": "罚没金额", "punished_people": "处罚到人", "people_fines": "个人罚款",
    "suspensions": "责令停产停业", "revocations": "吊销许可证", "blacklistings": "列入失信名单",
    "transfers": "移送件数", "risks_opened": "建档隐患",
    "risks_closed": "销号隐患", "risks_open": "未销号隐患", "risks_overdue": "超期隐患", "closing_percent": "销号率",
    "self_checks": "自查表份数", "registered": "登记家数", "samples": "抽检批次", "failed_samples": "不合格批次",
    "adverse_reports": "不良事件报告", "work_done": "完成事项", "trained": "培训人次", "entered": "人工填报",
    "entity_kind": "对象类别", "description": "隐患描述", "source": "来源", "opened_on": "建档日期", "due": "整改期限",
    "rectified_on": "整改日期", "closed_on": "销号日期", "officer": "监管人员", "officer_phone": "监管人员电话",
    "officer_post": "监管人员职务", "closed_by": "销号人", "day": "检查日期", "inspectors": "检查人员",
    "kind": "检查类型", "outcome": "检查结果", "tags": "标签", "amount": "金额", "remarks": "备注",
    # targets and work
    "frequency": "频次", "share": "占比", "total": "总量", "budget": "工作日", "calendar": "按自然年",
    "rolling": "按满月", "at_least": "不少于", "at_most": "不超过", "campaign": "整个方案",
    "inspecting_unit": "检查单位", "territory": "属地单位", "leading_unit": "牵头单位", "every_unit": "各参加单位",
    "training": "培训", "exam": "考试", "demonstration": "示范", "publicity": "宣传", "case_publication": "案例公布",
    "meeting": "会议", "sampling": "抽检", "other": "其他",
    # close-out
    "item": "逐项", "enterprise": "逐户",
}  # fmt: skip


def word(value: Any) -> str:
    """The word for a value; the value itself where we have none."""
    return WORDS.get(str(value), str(value))


def words(values: tuple[Any, ...]) -> list[str]:
    return [word(value) for value in values]


def value(said: str, values: tuple[Any, ...]) -> str:
    """The value that a word means; the word itself where it means none, for the schema to refuse."""
    return next((str(known) for known in values if said in (str(known), word(known))), said)
