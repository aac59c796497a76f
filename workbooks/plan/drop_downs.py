"""Drop-downs and the comments over columns: what may be chosen, kept in lists on a hidden sheet."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.cells import closed_words
from workbooks.plan.block_columns import BlockColumn
from workbooks.plan.field_kinds import FieldKind
from workbooks.plan.layout import BLOCKS, NAMED
from workbooks.plan.pack_cells import example
from workbooks.plan.piece_names import PieceNames

HIDDEN = "选项"
YES_NO = (True, False)
MOST_NAMED = 12


class DropDowns:
    """One list on the hidden sheet for each vocabulary and each sort of reference, made when it is first offered."""

    def __init__(self, book: Workbook, names: PieceNames) -> None:
        self.book, self.names = book, names
        self.lists: dict[tuple[str, ...], str] = {}
        self.rules: dict[tuple[str, tuple[str, ...]], DataValidation] = {}

    def words(self, kind: FieldKind) -> tuple[str, ...]:
        if kind.sort == "choice":
            return tuple(closed_words.words(kind.values))
        if kind.sort == "yes_no":
            return tuple(closed_words.words(YES_NO))
        return tuple(self.names.words(kind.to)) if kind.sort == "reference" else ()

    def explain(self, column: BlockColumn) -> str:
        """The comment over a column: what it means, and how it is written."""
        kind, words = column.kind, self.words(column.kind)
        how = []
        if kind.sort == "piece":
            how.append(("每行一个，写法：" if kind.many else "写法：") + example(kind))
        elif words and kind.many:
            how.append(
                f"可填多个，用“、”隔开：{'、'.join(words[:MOST_NAMED])}{'……' if len(words) > MOST_NAMED else ''}"
            )
        elif kind.sort == "reference" and kind.to in NAMED:
            blocks = "”“".join(BLOCKS[path].title for path in NAMED[kind.to])
            how.append(f"从“{blocks}”中选。" if blocks else "")
        return "\n".join(filter(None, [column.hint, *how]))

    def offer(self, sheet: Worksheet, row: int, column: int, about: BlockColumn) -> None:
        """A drop-down in this cell. A closed vocabulary refuses other words; names may have been added meanwhile."""
        words = self.words(about.kind)
        if not words or about.kind.many:
            return
        key = (sheet.title, words)
        if key not in self.rules:
            rule = DataValidation(type="list", formula1=self._list(words), allow_blank=True)
            rule.errorStyle = "warning" if about.kind.sort == "reference" else "stop"
            rule.errorTitle, rule.error = "请从下拉列表中选", "这里填的不在列表中。"
            sheet.add_data_validation(rule)
            self.rules[key] = rule
        self.rules[key].add(f"{get_column_letter(column)}{row}")

    def finish(self) -> None:
        sheet = self.book.create_sheet(HIDDEN)
        sheet.sheet_state = "hidden"
        for column, words in enumerate(self.lists, 1):
            for row, word in enumerate(words, 1):
                sheet.cell(row, column, word).data_type = "s"

    def _list(self, words: tuple[str, ...]) -> str:
        letter = get_column_letter(len(self.lists) + 1)
        return self.lists.setdefault(words, f"{HIDDEN}!${letter}$1:${letter}${len(words)}")
