"""The product's own files, as the tests of the house look at them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDERS = (
    *("bot", "campaigns", "days", "demo", "figures", "forms", "handlers", "locales"),
    *("records", "reports", "sandbox", "schedules", "storage", "workbooks", "bench", "scripts"),
)


@cache
def modules() -> dict[str, Path]:
    """Dotted name → file, of every module; migrations are history and left out."""
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py") if "versions" not in file.parts]
    return {_dotted(file): file for file in sorted(files)}


def _dotted(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text("utf-8"))


def imported_by(module: str) -> set[str]:
    """Every module of the product that this one names in an import, wherever it stands in the file."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in modules() else node.module for name in whole}
    return found & set(modules()) - {module}
