"""Files as people's phones send them: taken for what their bytes are, or refused with one sentence."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from forms.state import State
from storage.queries.messages import drafts
from storage.tables import Attachment, Draft, Inspection, Job
from tests.handlers.registers import register
from tests.handlers.stage import a_png
from tests.handlers.test_once import TO_THE_CARD

OFFICER, ADMIN = "李示例", "陈示例"
TO_THE_PHOTOS = TO_THE_CARD[:-1]
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
AVIF = b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf" + bytes(200)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200)
WEBP = b"RIFF\x20\0\0\0WEBPVP8 " + bytes(200)
UNKNOWN = "application/octet-stream"


@pytest.fixture
def asked_for_photos(stage):
    stage.do(OFFICER, *TO_THE_PHOTOS)
    return stage


def sends(stage, content: bytes, name: str, mime_type: str = UNKNOWN, who: str = OFFICER) -> str:
    """What the bot says to it, to the last line of words."""
    stage.phones[who].send_document(content, name, mime_type)
    stage.settle()
    return stage.said(who)


def attached(stage) -> list[str]:
    return stage.look(lambda session: session.exec(select(Attachment.sha256)).all())


def submits(stage) -> str:
    return stage.do(OFFICER, "完成", "提交")


@pytest.mark.parametrize("content", [HEIC, AVIF, JPEG, WEBP, a_png(1)], ids=["heic", "avif", "jpeg", "webp", "png"])
@pytest.mark.parametrize("name", ["IMG_0012.HEIC", "没有后缀", "文档.pdf"])
def test_a_picture_sent_as_a_file_is_a_photo_whatever_its_name_and_type_say(asked_for_photos, content, name):
    stage = asked_for_photos
    assert "已收到 1 张照片" in sends(stage, content, name)
    assert "编号 检查-2025-" in submits(stage)
    assert stage.files.read(attached(stage)[-1]) == content


def test_a_picture_of_a_phone_that_tells_no_type_is_a_photo(asked_for_photos):
    stage = asked_for_photos
    document = stage.world.files.document(JPEG, "x")
    del document["mime_type"]
    document["file_name"] = ""
    stage.give(OFFICER, {"document": document})
    stage.settle()
    assert "已收到 1 张照片" in stage.said(OFFICER)


def test_a_text_that_is_called_a_picture_is_refused_with_what_to_do(asked_for_photos):
    stage = asked_for_photos
    assert "“门头.jpg”不是图片，只是名称像图片。请直接拍照，或从相册里选一张发来。" in sends(
        stage, b"no picture", "门头.jpg"
    )
    assert "不是图片" in sends(stage, b"<svg/>", "标志.svg", "image/svg+xml")
    assert "已收到" not in stage.said(OFFICER)
    assert "编号 检查-2025-" in stage.do(OFFICER, "跳过", "提交")


def test_a_workbook_that_is_called_a_picture_is_a_workbook(stage):
    sends(stage, register("企业名单"), "企业名单.jpg", "image/jpeg", who=ADMIN)
    assert "检查了《企业名单.xlsx》" in "\n".join(stage.chats[ADMIN].story)


def test_a_picture_that_is_called_a_workbook_is_a_photo(asked_for_photos):
    assert "已收到 1 张照片" in sends(asked_for_photos, JPEG, "照片.xlsx")


def test_a_workbook_of_somebody_who_may_send_none_is_a_file_that_cannot_be_used(asked_for_photos):
    assert "这里不能用文件。" in sends(asked_for_photos, register("企业名单"), "企业名单.xlsx")
    assert asked_for_photos.look(lambda session: session.exec(select(Job)).all()) == []


@pytest.mark.parametrize("damage", ["short", "empty", "long"])
def test_what_is_not_as_long_as_it_should_be_is_asked_for_again(asked_for_photos, damage):
    stage = asked_for_photos
    stage.wire.faults.add("download", damage, count=2)
    stage.send_photos(OFFICER)
    stage.settle()
    assert "已收到 1 张照片" in stage.said(OFFICER)


@pytest.mark.parametrize("damage", ["short", "empty", "long"])
def test_what_never_comes_whole_is_refused_with_one_sentence_and_not_stored(asked_for_photos, damage):
    stage = asked_for_photos
    before = [file for file in stage.files.folder.rglob("*") if len(file.name) == 64]
    stage.wire.faults.add("download", damage, count=9)
    stage.send_photos(OFFICER)
    stage.settle()
    assert stage.said(OFFICER).startswith("图片没有收到，请再发一次，已填的内容都在。\n照片或备注？")
    assert [file for file in stage.files.folder.rglob("*") if len(file.name) == 64] == before
    stage.wire.faults.clear()
    assert "文件没有收到，请再发一次。" in _broken_workbook(stage)


def _broken_workbook(stage) -> str:
    stage.wire.faults.add("download", "short", count=3)
    return sends(stage, register("企业名单"), "企业名单.xlsx", who=ADMIN)


def test_an_album_counts_only_what_was_stored(asked_for_photos):
    stage = asked_for_photos
    stage.wire.faults.add("download", "short", count=3)
    stage.send_photos(OFFICER, 3)
    stage.settle()
    assert "图片没有收到，请再发一次，已填的内容都在。" in "\n".join(stage.chats[OFFICER].story)
    assert stage.said(OFFICER).splitlines()[1] == "已收到 2 张照片"
    assert "编号 检查-2025-" in submits(stage)
    assert len(attached(stage)) == 2


def test_a_file_that_is_too_big_is_refused_also_where_nothing_is_filled_in(stage):
    size = 20 * 1024 * 1024 + 1
    stage.give(
        ADMIN, {"document": {"file_id": "x", "file_unique_id": "x", "file_name": "名单.xlsx", "file_size": size}}
    )
    stage.settle()
    assert stage.said(ADMIN) == "这个文件有 21 MB，超过 20 MB。请发小一些的。"


def test_a_file_whose_size_nobody_told_is_refused_when_the_server_finds_it_too_big(asked_for_photos):
    stage = asked_for_photos
    document = stage.world.files.document(JPEG, "x.jpg")
    del document["file_size"]
    stage.wire.faults.add("getFile", "400", description="Bad Request: file is too big")
    stage.give(OFFICER, {"document": document})
    stage.settle()
    assert stage.said(OFFICER).startswith("这个文件超过 20 MB，太大了。请发小一些的。")


# --- drafts of the version before ---------------------------------------------------------------------------


def with_lost(stage, change) -> None:
    """The draft in hand as the version before would have left it."""
    with stage.looking() as session:
        row = session.exec(select(Draft)).one()
        state = State.from_json(row.state)
        drafts.keep(session, row, change(state), stage.clock())


def lost_at(key: str, answer):
    return lambda state: replace(state, answers={**state.answers, key: answer})


LEFT_OUT = "有一张以文件方式发来的图片没有存下来，已去掉。需要的话请再发一次，其他内容都在。"


@pytest.mark.parametrize("answer", [{"photos": [""], "note": ""}, {"photos": [""], "note": "门头破损"}])
def test_a_draft_that_counts_a_lost_picture_can_be_submitted_and_says_what_is_missing(stage, answer):
    stage.do(OFFICER, *TO_THE_CARD)
    with_lost(stage, lost_at("photos_note", answer))
    said = stage.do(OFFICER, "[提交]")
    assert said.count(LEFT_OUT) == 1
    assert "1 张照片" not in said
    assert "编号 检查-2025-" in stage.do(OFFICER, "[提交]")
    assert attached(stage) == []
    newest = stage.look(lambda session: session.exec(select(Inspection).order_by(col(Inspection.id).desc())).first())
    assert newest.note == answer["note"]


def test_a_lost_picture_of_a_checklist_is_left_out_too_and_the_stored_ones_stay(stage):
    stage.do(OFFICER, *TO_THE_CARD[:-2], "逐项检查", "不符合")
    stage.send_photos(OFFICER)
    stage.settle()
    stage.do(OFFICER, "完成", *["符合"] * 6, "跳过")
    (kept,) = stage.look(lambda session: _points(State.from_json(session.exec(select(Draft)).one().state)))
    with_lost(stage, _with_lost_point)
    assert LEFT_OUT in stage.do(OFFICER, "提交")
    assert "编号 检查-2025-" in stage.do(OFFICER, "提交")
    assert attached(stage) == [kept]


def _checklist(state: State) -> str:
    return next(key for key in state.answers if key.startswith("checklist_"))


def _points(state: State) -> list[str]:
    return [photo for mark in state.answers[_checklist(state)].values() for photo in mark["photos"]]


def _with_lost_point(state: State) -> State:
    key = _checklist(state)
    marks = {point: {**mark, "photos": ["", *mark["photos"]]} for point, mark in state.answers[key].items()}
    return lost_at(key, marks)(state)


def test_a_lost_picture_at_the_question_itself_is_told_with_the_next_answer(asked_for_photos):
    stage = asked_for_photos
    half = {"photos_note": {"photos": [""], "note": ""}}
    with_lost(stage, lambda state: replace(state, partial={**state.partial, **half}))
    stage.send_photos(OFFICER)
    stage.settle()
    assert LEFT_OUT in stage.said(OFFICER)
    assert "已收到 1 张照片" in stage.said(OFFICER)
    assert LEFT_OUT not in submits(stage)
    assert len(attached(stage)) == 1
