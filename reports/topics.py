"""What a question for figures can be about: five topics, each with its words. A report has words of its own instead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    words: str
    """A pattern of the words that mean it, the longest first."""
    typed: str
    """How our own questions say it."""
    needs_plan: bool = False
    """Only of a campaign with a plan table."""


TOPICS = {
    "overdue": Topic("超期|逾期", "超期"),
    "gaps": Topic("还差|差多少|差几家|缺口|没完成|未完成", "还差", needs_plan=True),
    "risks": Topic("未销号|未销|隐患", "隐患"),
    "inspections": Topic("检查明细|检查记录|明细", "检查明细"),
    "summary": Topic("汇总表|汇总|完成情况|情况表|任务表|进度|报表", "汇总", needs_plan=True),
}
"""By key, as buttons keep it. “哪些隐患超期” is about what is overdue: the earlier topic of two."""
