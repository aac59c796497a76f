"""Which fields of the pack schema the product reads: by type, so that `title` of a unit is not `title` of a target.

mypy says what stands before each dot. What third parties hold is unknown to it here (three seconds instead of thirty),
so a field that is read only from a value without a type counts as not read: give the value its type.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mypy import build
from mypy.find_sources import create_source_list
from mypy.nodes import Expression, MypyFile
from mypy.options import Options
from mypy.traverser import NameAndMemberCollector
from mypy.types import Instance, Type, TypeVarType, UnionType, get_proper_type

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "schedules", "storage", "records", "reports", "workbooks", "campaigns")
NOT_ACTING = (
    # what checks, moves, saves and shows whole plans, whatever is in them; and what invents examples
    *(
        "campaigns.another_year",
        "campaigns.checks.circular_references",
        "campaigns.load",
        "campaigns.checks.consistency",
        "campaigns.not_acted_on",
    ),
    *(
        "campaigns.schema.pack_parts",
        "campaigns.schema.references",
        "campaigns.save",
        "campaigns.checks.error_sentences",
        "campaigns.checks.tables_complete",
    ),
    *("campaigns.checks.duplicate_keys", "workbooks", "bot.cli.plan_summary", "demo"),
)
PART = "campaigns.schema.part.Part"
Field = tuple[str, str]
"""The class that declares a field, and its name: ("campaigns.schema.close_out.CloseOut", "per")."""


@dataclass
class Scope:
    """A function with all that stands in it, or the rest of a module: what it reads, and what it calls or names."""

    reads: set[Field] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def fields_read() -> set[Field]:
    """Read by code that acts. What a plan's own methods and functions read counts where somebody uses them."""
    scopes = _scopes()
    acting = {name for name in scopes if not name.startswith("campaigns.")}
    while found := {name for name in scopes.keys() - acting if any(name in scopes[one].names for one in acting)}:
        acting |= found
    return {one for name in acting for one in scopes[name].reads}


def _scopes() -> dict[str, Scope]:
    found: dict[str, Scope] = defaultdict(Scope)
    checked = _checked()
    for module, state in checked.graph.items():
        if acts(module) and state.tree is not None and state.path is not None and state.path.endswith(".py"):
            _look(module, state.tree, ast.parse(Path(state.path).read_text("utf-8")), checked.types, found)
    return found


def acts(module: str) -> bool:
    return module.partition(".")[0] in PRODUCT and not any(f"{module}.".startswith(f"{one}.") for one in NOT_ACTING)


def _checked() -> build.BuildResult:
    options = Options()
    options.export_types = options.preserve_asts = options.ignore_missing_imports = options.no_site_packages = True
    options.incremental, options.cache_dir, options.python_executable = False, "/dev/null", None
    files = [
        str(file) for folder in PRODUCT for file in (ROOT / folder).rglob("*.py") if "migrations" not in file.parts
    ]
    return build.build(create_source_list(files, options), options)


def _look(
    module: str, tree: MypyFile, text: ast.Module, types: dict[Expression, Type], found: dict[str, Scope]
) -> None:
    places = list(_functions(text, module))
    collected = NameAndMemberCollector()
    tree.accept(collected)
    for name in collected.name_exprs:
        found[_place(places, name.line, module)].names.add(name.fullname)
    for member in collected.member_exprs:
        scope = found[_place(places, member.line, module)]
        scope.names.add(member.fullname)
        for declaring, is_part in _declaring(types.get(member.expr), member.name):
            scope.names.add(f"{declaring}.{member.name}")
            if is_part:
                scope.reads.add((declaring, member.name))
    for pattern in (node for node in ast.walk(text) if isinstance(node, ast.MatchClass)):
        matched = ast.unparse(pattern.cls).rpartition(".")[2]
        scope = found[_place(places, pattern.lineno, module)]
        scope.reads |= {(one, attribute) for attribute in pattern.kwd_attrs for one in _classes(matched, attribute)}


def _functions(tree: ast.AST, name: str) -> Iterator[tuple[int, int, str]]:
    """First line, last line and name of each function of a module and method of a class; not of those inside them."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.end_lineno or node.lineno, f"{name}.{node.name}"
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{name}.{node.name}")


def _place(places: Iterable[tuple[int, int, str]], line: int, module: str) -> str:
    return next((name for first, last, name in places if first <= line <= last), module)


def _declaring(kind: Type | None, name: str) -> Iterator[tuple[str, bool]]:
    """Which classes declare what is read from a value of this type, and whether they are pieces of a pack."""
    for instance in _instances(kind):
        declaring = next((one for one in instance.type.mro if name in one.names), None)
        if declaring is not None:
            yield declaring.fullname, any(one.fullname == PART for one in declaring.mro)


def _instances(kind: Type | None) -> Iterator[Instance]:
    kind = get_proper_type(kind)
    if isinstance(kind, UnionType):
        for member in kind.items:
            yield from _instances(member)
    elif isinstance(kind, TypeVarType):
        yield from _instances(kind.upper_bound)
    elif isinstance(kind, Instance):
        yield kind


def _classes(name: str, attribute: str) -> Iterator[str]:
    """The class of the schema that a pattern names, `case OnDay(day=day)`: where it declares the attribute."""
    from campaigns.schema import pack

    piece = getattr(pack, name, None)
    for one in getattr(piece, "__mro__", ()):
        if attribute in one.__annotations__ and one.__module__.startswith("campaigns."):
            yield f"{one.__module__}.{one.__qualname__}"
            return
