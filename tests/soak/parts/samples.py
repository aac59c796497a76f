"""The tests that run with a sample in `make test` (those with the mark `soak`), each with its full number."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.soak.verdict import Verdict

ROOT = Path(__file__).parents[3]


def run(share: float, seed: int, folder: Path) -> Verdict:
    command = [sys.executable, "-m", "pytest", "-m", "soak", "--durations=0", "--durations-min=10"]
    command += [f"--hypothesis-seed={seed}", f"--basetemp={folder / 'pytest'}", "--timeout=3000"]
    given = {**os.environ, "SOAK_SHARE": f"{share}"}
    ended = subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True)
    lines = ended.stdout.splitlines()
    slow = "; ".join(f"{found[2].rpartition('::')[2]} {found[1]}" for line in lines if (found := SLOW.match(line)))
    return Verdict(f"{lines[-1]}; {slow}", lines[-60:] if ended.returncode else [])


SLOW = re.compile(r"([\d.]+s) call +(\S+)")
