"""How an official sheet is printed: margins, title and page number by GB/T 9704-2012, tables in 5号 (10.5 pt)."""

from openpyxl.styles import Font
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.drawing.table import Orientation

CHINESE = 134  # GB2312: lets an office program pick a Chinese font where it lacks the named one
BODY_SIZE = 10.5

NORMAL = Font(name="Arial", size=11)
"""No text is in it, but column widths count its digits: eight pixels each, and every machine has it or its twin."""
TITLE = Font(name="方正小标宋简体", size=22, charset=CHINESE)
ANNEX = Font(name="黑体", size=16, charset=CHINESE)
HEADER = Font(name="黑体", size=BODY_SIZE, charset=CHINESE)
BODY = Font(name="仿宋_GB2312", size=BODY_SIZE, charset=CHINESE)

MARGINS_CM: dict[Orientation, dict[str, float]] = {
    "portrait": {"left": 2.8, "right": 2.6, "top": 3.7, "bottom": 3.5},
    "landscape": {"left": 3.5, "right": 3.7, "top": 2.8, "bottom": 2.6},  # turned: the binding edge is above
}
A4_CM: dict[Orientation, tuple[float, float]] = {"portrait": (21.0, 29.7), "landscape": (29.7, 21.0)}
UNDER_THE_TEXT_CM = 1.2  # 7 mm of air and the page number itself
INCH_CM = 2.54


def room(orientation: Orientation) -> tuple[float, float]:
    """What the margins leave, in centimetres: width and height."""
    (wide, high), margins = A4_CM[orientation], MARGINS_CM[orientation]
    return wide - margins["left"] - margins["right"], high - margins["top"] - margins["bottom"]


def set_up(sheet: Worksheet, orientation: Orientation, area: str, repeated_rows: str | None) -> None:
    """A4, as wide as the page and as many pages long as needed, the head rows on each."""
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.orientation = orientation
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)  # or fitToWidth is ignored
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_area = area
    sheet.print_title_rows = repeated_rows
    sheet.print_options.horizontalCentered = True
    for side, centimetres in MARGINS_CM[orientation].items():
        setattr(sheet.page_margins, side, centimetres / INCH_CM)
    sheet.page_margins.footer = (MARGINS_CM[orientation]["bottom"] - UNDER_THE_TEXT_CM) / INCH_CM
    _number_pages(sheet)


def _number_pages(sheet: Worksheet) -> None:
    """“— 1 —” in 4号 宋体, at the outer edge: right on odd pages, left on even ones."""
    number = _HeaderFooterPart(text="— &P —", font="宋体,Regular", size=14)
    sheet.HeaderFooter = HeaderFooter(
        differentOddEven=True, oddFooter=HeaderFooterItem(right=number), evenFooter=HeaderFooterItem(left=number)
    )
