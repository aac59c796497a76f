"""`make soak`: the long tests, two beside each other; a verdict for each, and one for all in the last line.

python -m tests.soak [--share 0.1] [--seed 2025] [PART …]     # PART: a file of tests/soak/parts
"""

import argparse
import asyncio
import os
import pkgutil
import signal
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.soak import parts
from tests.soak.verdict import Verdict

BESIDE = 2
LONGEST = 3600
"""Seconds for all; what takes longer hangs."""
NAMES = sorted(found.name for found in pkgutil.iter_modules(parts.__path__))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(NAMES)}; all where none is named")
    parser.add_argument("--share", type=float, default=1.0, help="of the whole, 0.1 is a tenth")
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--alone", action="store_true", help="one part, in this process")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(NAMES):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if asked.alone:
        return _alone(asked.parts[0], asked.share, asked.seed)
    return asyncio.run(_all(asked.parts or NAMES, asked.share, asked.seed))


def _alone(name: str, share: float, seed: int) -> int:
    """`run(share, seed, folder)` of the part, in a folder that is gone afterwards."""
    part = import_module(f"{parts.__name__}.{name}")
    with tempfile.TemporaryDirectory(prefix=f"xiaohao-soak-{name}-") as folder:
        verdict: Verdict = part.run(share, seed, Path(folder))
    _tell(str(verdict))
    return 1 if verdict.wrong else 0


async def _all(names: list[str], share: float, seed: int) -> int:
    began, places = time.monotonic(), asyncio.Semaphore(BESIDE)
    _tell(f"soak: {share:g} of the whole, seed {seed}")
    good = await asyncio.gather(*(_beside(places, name, share, seed, began + LONGEST) for name in names))
    failed = [name for name, fine in zip(names, good, strict=True) if not fine]
    _tell(f"{time.monotonic() - began:.0f} s in all")
    _tell(f"FAILED: {', '.join(failed)}" if failed else f"OK: {len(names)} parts")
    return 1 if failed else 0


async def _beside(places: asyncio.Semaphore, name: str, share: float, seed: int, until: float) -> bool:
    """A part in a process of its own; whether it was good."""
    async with places:
        began = time.monotonic()
        command = (sys.executable, "-m", "tests.soak", "--alone", name, "--share", f"{share}", "--seed", f"{seed}")
        process = await asyncio.create_subprocess_exec(
            *command, start_new_session=True, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        try:
            async with asyncio.timeout(until - began):
                said, _ = await process.communicate()
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
            said = b"hangs"
        good = process.returncode == 0
        _tell(f"{'ok' if good else 'FAILED':<7}{name:<9}{time.monotonic() - began:5.0f} s  {said.decode().rstrip()}")
        return good


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
