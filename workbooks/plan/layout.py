"""Which part of a pack stands on which sheet, block by block. Columns come from the schema, words from `heads`.

A block is a `form` (one piece, a line for each field), a `list` (a line for each piece) or a `grid` (a plan
table as annexed).
The names are the file format itself: the same for readers of every language, like the words of a plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Block:
    """`path` leads through the schema: "checklists.items" are the items of every checklist."""

    title: str
    path: str
    shape: Literal["form", "list", "grid"] = "list"

    @property
    def above(self) -> str:
        """The list whose pieces hold this one's: "checklists" for "checklists.items"."""
        return self.path.rpartition(".")[0]

    @property
    def field(self) -> str:
        return self.path.rpartition(".")[2]


def form(title: str, path: str) -> Block:
    return Block(title, path, "form")


SHEETS: dict[str, tuple[Block, ...]] = {
    "基本信息": (
        form("方案", ""),
        form("印发", "source"),
        Block("单位", "units"),
        Block("监管对象", "entity_kinds"),
        form("监管级别", "levels"),
        Block("级别", "levels.levels"),
        Block("检查类型", "inspection_kinds"),
        Block("检查结果", "outcomes"),
        Block("移送", "transfers"),
        Block("监管部门问题", "regulator_findings"),
        Block("职责分工", "duties"),
        form("领导小组", "leading_group"),
        Block("转发和依据文件", "documents"),
    ),
    "阶段": (Block("阶段", "phases"), Block("任务条目", "tasks")),
    "期限": (Block("期限", "deadlines"), Block("起算事件", "events")),
    "重点": (Block("重点类别", "focus"), Block("重点标签", "focus.tags")),
    "检查表": (Block("检查表", "checklists"), Block("检查项目", "checklists.items")),
    "自查表": (
        Block("自查表", "self_checks"),
        Block("自查项目", "self_checks.items"),
        Block("自查表表头", "self_checks.head"),
        Block("自查表栏目", "self_checks.columns"),
        Block("自查表落款", "self_checks.sign"),
    ),
    "表样": (
        Block("附件", "annexes"),
        Block("统计表", "tables"),
        Block("统计表栏目", "tables.columns"),
        Block("栏目上级表头", "tables.column_heads"),
        Block("统计表行", "tables.rows"),
        Block("行上级表头", "tables.row_heads"),
        Block("统计表表头", "tables.head"),
        Block("统计表表尾", "tables.foot"),
    ),
    "指标": (Block("指标", "targets"), form("计数口径", "counting"), Block("工作事项", "work_items")),
    "任务表": (
        Block("任务表", "plan_tables"),
        Block("任务表时段", "plan_tables.periods"),
        Block("任务表栏目", "plan_tables.columns"),
        Block("任务数", "plan_tables.rows", "grid"),
    ),
    "销号": (
        form("销号规则", "close_out"),
        Block("销号材料", "close_out.evidence"),
        Block("风险信息来源", "risk_sources"),
        Block("逐级处置", "escalation"),
    ),
    "催办": (form("催办", "nudges"),),
    "说明": (Block("原文疑点", "unclear"), Block("可选理解", "unclear.options")),
}

BLOCKS: dict[str, Block] = {block.path: block for blocks in SHEETS.values() for block in blocks}

MARK = "■ "
"""In front of a block's title; what begins with it begins a block."""
OF = "："
"""Between the title of a grid and the plan table that it belongs to."""
FORM_HEAD = ("项目", "内容")

BESIDE = ("due",)
"""Pieces inside a piece that get columns of their own, so that each can be chosen; others are written into one cell."""

NAMED: dict[str, tuple[str, ...]] = {
    "units": ("units",),
    "entity_kinds": ("entity_kinds",),
    "inspection_kinds": ("inspection_kinds",),
    "outcomes": ("outcomes",),
    "transfers": ("transfers",),
    "phases": ("phases",),
    "events": ("events",),
    "deadlines": ("deadlines",),
    "work_items": ("work_items",),
    "unclear": ("unclear",),
    "tags": ("focus.tags",),
    "levels": ("levels.levels",),
    "forms": ("self_checks", "tables", "plan_tables", "work_items", "annexes"),
    "heads": (),
    "lines": (),
}
"""In which blocks the pieces stand that a reference may name; those of one table are named by key alone."""


def sheet_of(block: Block) -> str:
    return next(sheet for sheet, blocks in SHEETS.items() if block in blocks)


def below(path: str) -> Iterator[Block]:
    """The blocks that hold lists of this one's pieces."""
    return (block for block in BLOCKS.values() if block.path and block.above == path)
