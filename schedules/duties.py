"""What everybody owes in the running campaigns: the one list that 我的待办, digest, 期限 and home screen show."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from schedules import catalog
from schedules.duty import Owed
from schedules.duty_kind import DutyKind, DutyRequest
from storage.attempts import ALL_AT_ONCE, AllAtOnce


@cache
def all_kinds() -> Sequence[DutyKind]:
    """Every file of `schedules/catalog/` holds one."""
    names = [module.name for module in iter_modules(catalog.__path__, f"{catalog.__name__}.")]
    kinds: list[DutyKind] = [import_module(name).KIND for name in names]
    return sorted(kinds, key=lambda kind: kind.order)


def owed_in(request: DutyRequest, attempts: AllAtOnce = ALL_AT_ONCE) -> Iterator[Owed]:
    """Everything unfinished of one campaign."""
    for kind in all_kinds():
        if kind.outlives_campaign or not request.ended:
            yield from kind.owed(request, attempts)
