"""The reports that there are: every file of `reports/catalog/` that holds a `REPORT`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from reports import catalog
from reports.report import Report


@cache
def all_reports() -> Mapping[str, Report]:
    """By key, in the order of lists."""
    names = [module.name for module in iter_modules(catalog.__path__, f"{catalog.__name__}.")]
    reports = [getattr(import_module(name), "REPORT", None) for name in names]
    ordered = sorted((report for report in reports if report is not None), key=lambda report: report.order)
    return {report.key: report for report in ordered}
