"""Pictures over the wire: what comes damaged is asked for again, and nothing counts before it is stored whole."""

import pytest

from tests.bot.test_lanes import PNG

TO_THE_PHOTOS = ("记检查", "康民大药房（南宾店）", "日常检查", "今天", "2人", "全部符合")


async def asked_for_photos(office) -> None:
    office.li.send("记检查")
    await office.li.reply("哪")
    for label in TO_THE_PHOTOS[1:]:
        office.li.press(label)
        await office.li.reply()


def stored(office) -> list[bytes]:
    return [file.read_bytes() for file in (office.folder / "files").rglob("*") if len(file.name) == 64]


@pytest.mark.parametrize("kind", ["short", "empty", "long", "500"])
def test_a_picture_that_came_damaged_is_asked_for_again(office, kind):
    async def body(office):
        await asked_for_photos(office)
        office.faults.add("download", kind, count=2)
        office.li.send_photo(PNG)
        assert "已收到 1 张照片" in (await office.li.reply()).text
        assert len(office.calls("getFile")) == 3
        assert stored(office) == [PNG]

    office(body)


@pytest.mark.parametrize("kind", ["short", "empty", "long", "500"])
def test_a_picture_that_never_comes_whole_is_refused_with_one_sentence(office, kind):
    async def body(office):
        await asked_for_photos(office)
        office.faults.add("download", kind, count=3)
        office.li.send_photo(PNG)
        assert (await office.li.reply()).text.startswith("图片没有收到，请再发一次，已填的内容都在。")
        assert stored(office) == []

    office(body)
