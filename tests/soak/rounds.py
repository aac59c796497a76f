"""One piece of each kind of work, cut where the bot is to be killed: what comes before, the act itself, the rest."""

from datetime import timedelta
from io import BytesIO

from openpyxl import Workbook

from days.calendar import WorkingDays
from sandbox.phone import Bubble
from tests.crash.harness import Town
from tests.crash.people import Somebody, number_in

ROWS = 150
"""Of an import: two batches."""


class Round(Somebody):
    """`act()` is where the bot dies; before it, undisturbed, come the rest of the round before and `prepare()`."""

    role = "officer"
    """Who does it."""
    at_once = False
    """There is nothing to prepare or to finish."""
    comes_by: str | None = None
    """A point that other kinds of work do not reach."""
    screen: Bubble

    def day_comes(self, town: Town) -> None:
        """Between two rounds, while no bot runs."""

    async def prepare(self) -> None:
        if self.round:
            await self.finish()
        self.round += 1

    async def act(self) -> None:
        raise NotImplementedError

    async def finish(self) -> None:
        pass

    @property
    def words(self) -> str:
        return f"{self.name}{self.round}"

    async def _visit_up_to_its_note(self) -> None:
        screen = await self.says("记检查", "查的是哪一家")
        screen = await self.presses(screen, screen.buttons[0][0], "检查类型")
        screen = await self.presses(screen, "日常检查", "哪天")
        screen = await self.presses(screen, "今天", "几个人")
        screen = await self.presses(screen, "2人", "检查要点")
        self.screen = await self.presses(screen, "全部符合", "照片或备注")

    async def _note_and_check(self) -> None:
        screen = await self.says(self.words, self.words)
        self.screen = await self.presses(screen, "完成", "核对一下")

    async def _submit(self) -> None:
        self.ledger.visits[self.words] = ""
        self.ledger.visits[self.words] = number_in(await self.presses(self.screen, "提交", "已保存"))


class Text(Round):
    at_once = True

    async def act(self) -> None:
        await self.says("/help", "记检查")


class Press(Round):
    async def prepare(self) -> None:
        await super().prepare()
        self.screen = await self.says("记检查", "查的是哪一家")

    async def act(self) -> None:
        await self.presses(self.screen, self.screen.buttons[0][0], "检查类型")

    async def finish(self) -> None:
        await self.says("/cancel", "取消")


class Photo(Round):
    comes_by = "photo kept"

    async def prepare(self) -> None:
        await super().prepare()
        await self._visit_up_to_its_note()

    async def act(self) -> None:
        await self.shows(self.words, "已收到 1 张")

    async def finish(self) -> None:
        await self._note_and_check()
        await self._submit()


class Submit(Round):
    async def prepare(self) -> None:
        await super().prepare()
        await self._visit_up_to_its_note()
        await self._note_and_check()

    async def act(self) -> None:
        await self._submit()


class Nudge(Round):
    """On each working morning the first tick has digests to send."""

    at_once = True
    comes_by = "nudges claimed"

    def day_comes(self, town: Town) -> None:
        calendar, tomorrow = WorkingDays(), town.sandbox.clock() + timedelta(days=1)
        while not calendar.is_working_day(tomorrow.date()):
            tomorrow += timedelta(days=1)
        town.sandbox.clock.move_to(tomorrow)

    async def act(self) -> None:
        await self.says("/help", "记检查")


class Report(Round):
    role = "leader"
    at_once = True
    comes_by = "report made"

    async def act(self) -> None:
        self.ledger.asked += 1
        said = await self.says("二季度汇总", "年初以来")
        while not (said.file_name or "文件可能没有送到" in said.text):
            said = await self.phone.reply()


class Import(Round):
    role = "admin"
    comes_by = "batch imported"

    async def prepare(self) -> None:
        await super().prepare()
        self.phone.send_document(self._workbook(), "名单.xlsx")
        self.screen = await self.hears(f"可导入 {ROWS}")

    async def act(self) -> None:
        await self.presses(self.screen, "导入 ", "导入完成", f"导入 {ROWS} 行")

    def _workbook(self) -> bytes:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "监管对象"
        sheet.append(["企业名称", "类型", "监管所"])
        for number in range(ROWS):
            sheet.append([f"第{self.round}批{number}示例大药房", "经营企业", "南宾所"])
        file = BytesIO()
        book.save(file)
        return file.getvalue()


IN_ALL = (
    "batch fetched",
    "batch stored",
    "turn done, not committed",
    "turn committed",
    "about to send",
    "sent, not marked",
)
"""Points that every kind of work reaches."""
KINDS: tuple[type[Round], ...] = (Text, Press, Photo, Submit, Nudge, Report, Import)
