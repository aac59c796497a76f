"""What a plan says that no code acts on yet, and what happens instead, in the words of its workbook."""

from collections.abc import Iterable, Iterator

from campaigns.not_acted_on import Setting, not_yet
from campaigns.schema.pack import Pack
from campaigns.schema.part import Part
from locales import N_, Message
from workbooks.cells.closed_words import word
from workbooks.plan.field_kinds import kind_of
from workbooks.plan.field_labels import label
from workbooks.plan.layout import BLOCKS
from workbooks.plan.pack_lines import names_of
from workbooks.plan.piece_names import PieceNames


def not_acted_on(pack: Pack) -> list[Message]:
    """A heading, then a line for each thing that happens instead; nothing where all of the plan is acted on."""
    instead: dict[str, list[Setting]] = {}
    for setting in not_yet(pack):
        instead.setdefault(setting.instead.msgid, []).append(setting)
    names = names_of(pack)
    lines = [
        N_("· {settings}: {instead}", settings=list(_named(alike, names)), instead=alike[0].instead)
        for alike in instead.values()
    ]
    return [N_("Not acted on yet (it may stay in the plan):"), *lines] if lines else []


def _named(settings: Iterable[Setting], names: PieceNames) -> Iterator[Message]:
    """Those of one part of the plan together: 统计表·统计什么、统计条件（tables）."""
    parts: dict[str, list[Setting]] = {}
    for setting in settings:
        parts.setdefault(setting.path[0], []).append(setting)
    for part, inside in parts.items():
        if len(inside) == 1:
            yield _alone(inside[0], names)
        else:
            first, *others = dict.fromkeys(_column(setting) for setting in inside)
            yield N_("{setting} ({name})", setting=[f"{BLOCKS[part].title}·{first}", *others], name=part)


def _alone(setting: Setting, names: PieceNames) -> Message:
    """With its value, or how often the plan has it: 销号规则·销号方式 逐户（close_out.per）."""
    said = {"setting": _place(setting), "name": ".".join(setting.path)}
    value, count = setting.values[0], len(setting.values)
    if isinstance(value, Part):
        return N_("{setting}: {count} ({name})", count=count, **said)
    if count > 1:
        return N_("{setting} in {count} places ({name})", count=count, **said)
    if isinstance(value, str | int) and value is not True:
        to = kind_of(setting.piece.model_fields[setting.path[-1]]).to
        return N_("{setting} {value} ({name})", value=names.word(to, str(value)) if to else word(value), **said)
    return N_("{setting} ({name})", **said)


def _place(setting: Setting) -> str:
    """The title of a block, or a column with the title of its block in front: 期限·应写内容."""
    paths = (".".join(setting.path[:length]) for length in range(len(setting.path), -1, -1))
    path = next(path for path in paths if path in BLOCKS)
    title = BLOCKS[path].title
    return title if path == ".".join(setting.path) else f"{title}·{_column(setting)}"


def _column(setting: Setting) -> str:
    return label(setting.piece.__name__, setting.path[-1])
