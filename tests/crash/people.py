"""Simulated people: they read what the bot says, press what it shows, and do not act twice when it repeats itself."""

import asyncio
import re

from sandbox.phone import PATIENCE, Bubble, Phone
from tests.crash.ledger import Ledger

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


UNASKED = ("等您复核：", "今天 ")
"""How a nudge begins: a card to review, the morning's digest. It comes between any two words of a talk, and people see
that it is no answer, whatever stands in it."""


class GaveUp(Exception):
    """Somebody was not answered."""


def answers(text: str, expected: tuple[str, ...]) -> bool:
    """Whether somebody who listens for these words takes this for the answer."""
    return not text.startswith(UNASKED) and all(words in text for words in expected)


class Somebody:
    """A person with a phone, who goes on until there is `enough`."""

    def __init__(self, phone: Phone, name: str, ledger: Ledger, enough: asyncio.Event) -> None:
        self.phone, self.name, self.ledger, self.enough = phone, name, ledger, enough
        self.round = 0
        self.waits_for: tuple[str, ...] = ()

    async def live(self) -> None:
        while not self.enough.is_set():
            self.round += 1
            await self.one_round()

    async def one_round(self) -> None:
        raise NotImplementedError

    async def hears(self, *expected: str) -> Bubble:
        """Passes over what is no answer to the last act: a nudge, or an older answer that a crash repeats."""
        self.waits_for = expected
        self.ledger.listened.setdefault(self.phone.id, set()).add(expected)
        while True:
            try:
                said = await self.phone.reply(timeout=3 * PATIENCE)  # through as many restarts as come
            except TimeoutError as error:
                raise GaveUp(f"{self.name} waited in vain for {expected}; {error}") from None
            if answers(said.text, expected):
                self.waits_for = ()
                return said

    async def says(self, text: str, *expected: str) -> Bubble:
        self.phone.send(text)
        return await self.hears(*expected)

    async def shows(self, words: str, *expected: str) -> Bubble:
        """Sends a photo that no other record has."""
        self.ledger.photos[words] = PNG + words.encode()
        self.phone.send_photo(self.ledger.photos[words])
        return await self.hears(*expected)

    async def presses(self, screen: Bubble, label: str, *expected: str, twice: bool = False) -> Bubble:
        """Presses a button of the screen that was read; `twice` as impatient people do."""
        places = [
            (screen.message_id, row, column)
            for row, labels in enumerate(screen.buttons)
            for column, shown in enumerate(labels)
            if shown.startswith(label)
        ]
        if not places:
            raise LookupError(f"no button [{label}] under:\n{screen}")
        self.phone.press(places[0])
        if twice:
            self.phone.press(places[0])
        return await self.hears(*expected)


class Officer(Somebody):
    """Logs visits, reports risk items, rectifies them, and closes out those of a colleague."""

    async def one_round(self) -> None:
        words = f"{self.name}{self.round}"
        await self.logs_a_visit(words)
        if self.round % 2:
            await self.reports_a_risk(f"隐患{words}")
        else:
            await self.closes_what_waits()

    async def logs_a_visit(self, words: str) -> None:
        screen = await self.says("记检查", "查的是哪一家")
        screen = await self.presses(screen, screen.buttons[0][0], "检查类型")
        screen = await self.presses(screen, "日常检查", "哪天")
        screen = await self.presses(screen, "今天", "几个人")
        screen = await self.presses(screen, "2人", "检查要点")
        screen = await self.presses(screen, "全部符合", "照片或备注")
        if self.round % 2:
            await self.shows(words, "已收到 1 张")
        screen = await self.says(words, words)
        screen = await self.presses(screen, "完成", "核对一下")
        self.ledger.visits[words] = ""
        saved = await self.presses(screen, "提交", "已保存", twice=self.round % 3 == 0)
        self.ledger.visits[words] = number_in(saved)

    async def reports_a_risk(self, words: str) -> None:
        screen = await self.says("报隐患", "什么隐患")
        screen = await self.says(words, "哪一家")
        screen = await self.presses(screen, screen.buttons[0][0], "整改期限到哪天")
        screen = await self.presses(screen, screen.buttons[0][0], "有照片吗")
        screen = await self.shows(words, "已收到 1 张")
        screen = await self.presses(screen, "完成", "核对一下")
        self.ledger.risks[words] = ""
        screen = await self.presses(screen, "提交", "已建档")
        self.ledger.risks[words] = number_in(screen)
        await self.rectifies(screen, f"已处理{words}")

    async def rectifies(self, card: Bubble, words: str) -> None:
        screen = await self.presses(card, "已整改", "整改后的照片")
        screen = await self.presses(screen, "跳过", "整改措施")
        screen = await self.says(words, "核对一下")
        self.ledger.measures[words] = number_in(card)
        await self.presses(screen, "提交", "等待复核")

    async def closes_what_waits(self) -> None:
        screen = await self.says("我的待办", "待办")
        while not (to_review := labelled(screen, "复核")) and (more := labelled(screen, "还有")):
            screen = await self.presses(screen, more[0], "待办")
        for label in to_review[:1]:
            number = number_in(next(line for line in screen.text.split("\n") if line.startswith(label[0])))
            card = await self.presses(screen, label, number, "整改于")
            self.ledger.closed.append(number)
            await self.presses(card, "销号", f"已销号 · {number}")


class Leader(Somebody):
    """Wants the figures and their file, again and again."""

    async def one_round(self) -> None:
        self.ledger.asked += 1
        await self.says("二季度汇总", "年初以来")
        try:
            async with asyncio.timeout(5):  # a file whose fate a crash left unknown never comes
                while not (await self.phone.reply()).file_name:
                    pass
        except TimeoutError:
            pass


def labelled(screen: Bubble, words: str) -> list[str]:
    """The buttons that say these words."""
    return [label for row in screen.buttons for label in row if words in label]


def number_in(said: Bubble | str) -> str:
    """The first printed number (检查-2025-0164) in what was said."""
    text = said if isinstance(said, str) else said.text
    found = re.search(r"(检查|隐患)-\d{4}-\d{4,}", text)
    if found is None:
        raise LookupError(f"no number in: {text}")
    return found[0]
