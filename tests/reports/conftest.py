"""Figures of an invented day, 2025-06-20, on the real plan; the counts are those of the 石柱 pack's second quarter."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest

from campaigns.load import load_pack
from campaigns.schema.pack import Pack, PlanTable
from figures.plan_figures import PlanFigures, RiskCounts
from reports.catalog.inspection_list import InspectionLine, Inspections
from reports.catalog.open_risk_items import RiskItems, RiskLine

SECOND_QUARTER = {  # 经营, 使用: 37 and 36 in all, of 46 and 47 planned
    "nanbin": (8, 5), "wanan": (10, 6), "xialu": (3, 3), "sanhe": (2, 4), "xituo": (3, 4),
    "huangshui": (4, 2), "shazi": (1, 3), "mawu": (1, 2), "yuelai": (3, 4), "linxi": (2, 3),
}  # fmt: skip


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack("shizhu-2025")


@pytest.fixture(scope="session")
def plan(pack: Pack) -> PlanTable:
    return pack.plan_tables[0]


@pytest.fixture(scope="session")
def names(pack: Pack) -> dict[str, str]:
    return {unit.key: unit.name for unit in pack.units}


@pytest.fixture
def figures(plan: PlanTable, names: dict[str, str]) -> Callable[..., PlanFigures]:
    """The county's figures on 20 June; the first quarter was done exactly as planned (83 visits)."""

    def make(**changes: Any) -> PlanFigures:
        done = {(unit, "2025Q1", key): count for unit, key, count in _planned(plan, "2025Q1")}
        for unit, counts in SECOND_QUARTER.items():
            done |= {(unit, "2025Q2", column.key): count for column, count in zip(plan.columns, counts, strict=True)}
        given: dict[str, Any] = {
            "plan": plan,
            "units": tuple((key, names[key]) for key in plan.units),
            "scope": "石柱县",
            "period_key": "2025Q2",
            "as_of": date(2025, 6, 20),
            "done": done,
            "risks": {
                "nanbin": RiskCounts(new=5, closed=4, open=3),
                "xituo": RiskCounts(new=4, closed=2, open=4, overdue=1),
                "huangshui": RiskCounts(new=3, closed=1, open=2, overdue=1),
            },
            "done_before": 67,
            "reporting_unit": "石柱县市场监督管理局",
        }
        return PlanFigures(**given | changes)

    return make


def _planned(plan: PlanTable, period: str) -> list[tuple[str, str, int]]:
    return [
        (unit, column.key, plan.planned(unit, period, column.key)) for unit in plan.units for column in plan.columns
    ]


@pytest.fixture
def visits() -> Inspections:
    line = InspectionLine(
        number="检查-2025-0088", day=date(2025, 6, 11), unit="黄水所", entity="示例村卫生室", entity_kind="使用单位",
        kind="日常检查", people=2, points=5, failed=1, outcome="责令改正", tags=("村卫生室", "冷链"),
        note="冷藏柜无温度记录", recorded_by="王示例",
    )  # fmt: skip
    clean = InspectionLine(
        number="检查-2025-0093", day=date(2025, 6, 20), unit="南宾所", entity="康民大药房（南宾店）",
        entity_kind="经营企业", kind="日常检查", people=2, points=7, failed=0, outcome="未发现问题",
        tags=("第三类经营",), recorded_by="李示例",
    )  # fmt: skip
    return Inspections("石柱县", "2025年二季度", date(2025, 6, 20), (line, clean))


@pytest.fixture
def risks() -> RiskItems:
    may, june = partial(date, 2025, 5), partial(date, 2025, 6)
    lines = (
        RiskLine("隐患-2025-0027", "无购进记录", "和谐口腔诊所", "南宾所", june(9), june(23), "整改中", "李示例"),
        RiskLine("隐患-2025-0019", "冷藏柜无温度记录", "示例村卫生室", "黄水所", may(20), june(17), "整改中"),
        RiskLine("隐患-2025-0022", "过期器械未下架", "示例器械行", "西沱所", may(28), june(12), "待复核"),
        RiskLine("隐患-2025-0030", "标签缺失", "示例眼镜店", "万安所", june(18), None, "整改中"),
        RiskLine("隐患-2025-0031", "无验收记录", "示例诊所", "万安所", june(10), june(20), "整改中"),
    )
    return RiskItems("石柱县", june(20), lines)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, bytes]], dict[str, bytes]]:
    """Workbooks as LibreOffice prints them to PDF, by name, with a profile of its own that nobody else uses."""
    folder = tmp_path_factory.mktemp("printed")

    def convert(files: Mapping[str, bytes]) -> dict[str, bytes]:
        for name, content in files.items():
            (folder / f"{name}.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        sheets = [f"{folder / name}.xlsx" for name in files]
        command = [f"{office()}", profile, "--headless", "--convert-to", "pdf", "--outdir", f"{folder}", *sheets]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        about_the_files = [line for line in done.stderr.splitlines() if "javaldx" not in line]  # Java: not needed here
        assert not about_the_files, about_the_files
        return {name: (folder / f"{name}.pdf").read_bytes() for name in files}

    return convert


def office() -> str:
    found = shutil.which("soffice")
    if not found:
        (pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip)("LibreOffice (soffice) is not installed")
    return found
