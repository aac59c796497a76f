"""The empty register workbook to fill in: eight sheets with drop-downs, explanations, and one example row each."""

from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from workbooks.cells.workbook_style import FONT, wide
from workbooks.opening.limits import REGISTER
from workbooks.register.register_choices import Choices
from workbooks.register.register_column import RegisterColumn, RegisterSheet
from workbooks.register.register_export import TOP_LEFT, format_of, width, words_by_key
from workbooks.register.register_sheets import register_sheets
from workbooks.register.sheet_writer import TEXT_FORMAT, Row, SheetWriter, streaming_book

GUIDE, LISTS = "说明", "选项"
FIRST_ROW = 3
LAST_ROW = FIRST_ROW + REGISTER.rows - 1
EXAMPLE = "示例："
EXAMPLE_FONT = Font(FONT, 11, italic=True, color="7F7F7F")
MOST_WORDS = 20
KINDS = {
    "day": "日期，例如 2024-03-05、2024.3.5、2024年3月5日、20240305。",
    "money": "金额，可以写成 12000、1.2万元。",
    "count": "整数。",
    "names": "用“、”隔开。",
    "yes_no": "是或否。",
}
HOW_TO = (
    "监管数据导入表：照着填，存成 .xlsx，在聊天里发给机器人，或者用 xiaohao import 导入。",
    "先试读，不写入：列出新增、变更、相同、有误各多少行，确认以后才写入。有误的行会退回，写明原因，改好再发。",
    "只填用得着的表和列；不用的表可以删掉，列可以删掉、换顺序。没有的列和空着的格子不会改动已有的内容；要清除已有的内容，填“清空”。",
    "同一个文件再导入一次，不会重复。橙色的列每行必填。每张表里以“示例：”开头的灰色一行不会导入，可以删掉。",
    "自己的表也可以直接导入：按表头的文字认列，认不出的列会列出来。"
    f"每张表最多 {REGISTER.rows:,} 行 × {REGISTER.columns} 列，文件不超过 {REGISTER.bytes // 2**20} MB。",
)
GUIDE_HEAD, GUIDE_WIDTHS = ("表", "列", "必填", "怎样填", "例子"), (12, 22, 8, 90, 30)


def template(choices: Choices) -> bytes:
    """The file's bytes. `choices` are the words that the drop-downs offer."""
    book = streaming_book()
    _guide(book, choices)
    lists = DropDownLists(choices)
    for sheet in register_sheets().values():
        _empty_sheet(book, sheet, lists)
    lists.write(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class DropDownLists:
    """The drop-downs: each list of words is a column of a hidden sheet."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.places: dict[str, int] = {}

    def words(self, column: RegisterColumn) -> list[str]:
        if column.kind == "yes_no":
            return ["是", "否"]
        return words_offered(self.choices, column)

    def rule(self, column: RegisterColumn, letter: str) -> DataValidation | None:
        """None where nothing is offered, or several may be chosen, which a drop-down cannot do."""
        words = self.words(column)
        if not words or column.kind == "choices":
            return None
        name = column.choices or column.kind
        place = get_column_letter(self.places.setdefault(name, len(self.places) + 1))
        rule = DataValidation("list", formula1=f"{LISTS}!${place}$1:${place}${len(words)}", allow_blank=True)
        rule.errorStyle = "warning" if column.open else "stop"
        rule.errorTitle, rule.error = "请从下拉列表中选", "这里填的不在列表中。"
        rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        return rule

    def write(self, book: Workbook) -> None:
        named = {
            column.choices or column.kind: self.words(column)
            for sheet in register_sheets().values()
            for column in sheet.columns
        }
        columns = [named[name] for name in self.places]
        writer = SheetWriter(book, LISTS, [20] * len(columns))
        writer.sheet.sheet_state = "hidden"
        for row in range(max(map(len, columns), default=0)):
            writer.append(writer.row([words[row] if row < len(words) else None for words in columns]))


def words_offered(choices: Choices, column: RegisterColumn) -> list[str]:
    """The first word of each key, in the order of the list; 批零兼营 is two keys, and is read but not offered."""
    return [word for key, word in words_by_key(choices.get(column.choices, {})).items() if "," not in key]


def explained(column: RegisterColumn, choices: Choices) -> str:
    """The comment over a column, and its line in the guide."""
    words = words_offered(choices, column)
    offered = f"可填：{'、'.join(words[:MOST_WORDS])}{'……' if len(words) > MOST_WORDS else ''}。" if words else ""
    return "".join(filter(None, [column.hint, KINDS.get(column.kind, ""), offered]))


def _guide(book: Workbook, choices: Choices) -> None:
    writer = SheetWriter(book, GUIDE, GUIDE_WIDTHS)
    for line in HOW_TO:
        writer.line(line)
    writer.head(GUIDE_HEAD)
    for sheet in register_sheets().values():
        for column in sheet.columns:
            how = explained(column, choices)
            cells = writer.row([sheet.title, column.title, "必填" if column.required else "", how, column.example])
            writer.append(cells, lines=ceil((wide(how) + 1) / (GUIDE_WIDTHS[3] - 1)))


def _empty_sheet(book: Workbook, sheet: RegisterSheet, lists: DropDownLists) -> None:
    writer = SheetWriter(book, sheet.title, [width(column) for column in sheet.columns])
    writer.sheet.freeze_panes = TOP_LEFT
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        writer.sheet.column_dimensions[letter].number_format = format_of(column)
        if rule := lists.rule(column, letter):
            writer.sheet.data_validations.append(rule)
    writer.line(sheet.about)
    hints = [explained(column, lists.choices) for column in sheet.columns]
    writer.head([column.title for column in sheet.columns], hints, [column.required for column in sheet.columns])
    writer.append(_example(writer, sheet))


def _example(writer: SheetWriter, sheet: RegisterSheet) -> Row:
    first, *others = [column.example for column in sheet.columns]
    cells = writer.row([EXAMPLE + first, *others], [TEXT_FORMAT] * len(sheet.columns))
    for cell in filter(None, cells):
        cell.font = EXAMPLE_FONT
    return cells
