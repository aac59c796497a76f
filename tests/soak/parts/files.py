"""10,000 mutated workbooks: each is read or refused in a sentence, none hangs, and this process does not grow.

Every tenth goes through a new process as in earnest, the others through a forked one (see `forking`).
"""

import resource
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from unittest.mock import patch

from campaigns.load import PackError, load_pack, pack_keys
from locales import tr
from tests.soak import forking
from tests.soak.mutations import mutated
from tests.soak.verdict import Verdict
from workbooks.opening import opening
from workbooks.plan.pack_export import pack_workbook
from workbooks.plan.pack_load import read_pack_workbook
from workbooks.register.register_choices import Choices, choices_of
from workbooks.register.register_read import read_register
from workbooks.register.register_template import template

FILES, IN_EARNEST = 10_000, 10
BEFORE_MEASURING = 100
"""Files after which the process has loaded all it needs."""
MOST_GROWTH = 30_000
"""kB of memory: less than any of the files needs while it is read."""


def run(share: float, seed: int, folder: Path) -> Verdict:
    packs = [load_pack(key) for key in pack_keys()]
    choices = choices_of(packs)
    plans, register = [pack_workbook(pack) for pack in packs], template(choices)
    chance, count, came = Random(seed), round(FILES * share), Counter[str]()
    file, wrong, memory, slowest = folder / "theirs.xlsx", list[str](), 0, 0.0
    for number in range(count):
        is_plan = chance.random() < 0.5
        file.write_bytes(mutated(chance.choice(plans) if is_plan else register, chance))
        opens = subprocess if number % IN_EARNEST == 0 else forking
        worked = _work_of_children()
        try:
            with patch.object(opening, "subprocess", opens):
                came[_plan(file) if is_plan else _register(file, choices)] += 1
        except Exception as error:  # anything but a refusal is what is looked for
            wrong.append(f"file {number}: {type(error).__name__}: {error}"[:500])
        slowest = max(slowest, _work_of_children() - worked)
        if number == BEFORE_MEASURING:
            memory = _memory()
    if came["refused without a word"]:
        wrong.append(f"{came['refused without a word']} files were refused without a word")
    grown = _memory() - memory if memory else 0
    if grown > MOST_GROWTH:
        wrong.append(f"the process grew by {grown} kB")
    figures = ", ".join(f"{many} {what}" for what, many in came.most_common())
    return Verdict(f"{count:,} files: {figures}; slowest {slowest:.1f} s of work, {grown / 1000:.0f} MB grown", wrong)


def _plan(file: Path) -> str:
    return _outcome(lambda: read_pack_workbook(file))


def _register(file: Path, choices: Choices) -> str:
    def rows() -> None:
        with read_register(file, "theirs.xlsx", choices) as book:
            for _ in book.rows():
                pass

    return _outcome(rows)


def _outcome(read: Callable[[], object]) -> str:
    """What became of a file; a refusal has words for people."""
    try:
        read()
    except opening.WorkbookRefused as refused:
        return "refused" if tr(refused.what) else "refused without a word"
    except PackError as error:
        named = bool(error.problems) and all(tr(problem.what) for problem in error.problems)
        return "refused or mistakes named" if named else "refused without a word"
    return "read"


def _work_of_children() -> float:
    """Seconds of CPU."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory() -> int:
    """kB at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
