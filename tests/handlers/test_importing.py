"""An import beside everybody's turns: its progress, being stopped, a crash between two batches, rights that end."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import col, func, select

from storage.queries.importing import course
from storage.tables import Audit, Entity, Job, Membership, Outbox

ADMIN = "陈示例"
ROWS = 25


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(course, "BATCH", 10)


@pytest.fixture
def names(stage):
    """Twenty-five new pharmacies, checked and waiting for [导入 25 行]."""
    made = [f"第{number}示例大药房" for number in range(ROWS)]
    stage.phones[ADMIN].send_document(workbook(made), "名单.xlsx")
    stage.settle()
    assert "可导入 25" in stage.said(ADMIN)
    return made


def workbook(names):
    book = Workbook()
    book.active.title = "监管对象"
    book.active.append(["企业名称", "类型", "监管所"])
    for name in names:
        book.active.append([name, "经营企业", "南宾所"])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def imported(session):
    return session.exec(select(func.count()).select_from(Entity).where(col(Entity.name).contains("示例大药房"))).one()


def progress(session):
    """What the progress message said, in its order."""
    rows = session.exec(select(Outbox).where(col(Outbox.key).contains(":progress:")).order_by(col(Outbox.id)))
    return [row.payload["text"].partition("\n")[0] for row in rows]


@pytest.fixture
def between(monkeypatch):
    """Does something after each committed batch: `between(lambda nth: …)`."""
    from handlers import import_progress

    committed = import_progress.Progress.committed

    def arrange(work):
        counted = []

        def done(self, run):
            committed(self, run)
            counted.append(run.behind)
            work(len(counted))

        monkeypatch.setattr(import_progress.Progress, "committed", done)

    return arrange


def test_progress_is_told_every_two_seconds_of_the_clock(stage, names, between):
    from datetime import timedelta

    between(lambda nth: stage.clock.move_to(stage.clock() + timedelta(seconds=1.5)))
    stage.do(ADMIN, "[导入 25 行]")
    told = stage.look(progress)
    assert told == [f"正在导入《名单.xlsx》：{rows}/25 行" for rows in (0, 10, 25)]
    assert "导入完成：导入 25 行。" in stage.said(ADMIN)
    assert stage.look(imported) == ROWS


def test_it_can_be_stopped_between_two_batches(stage, names, between):
    def stop(nth):
        if nth == 1:
            with stage.db.transaction() as session:
                job = session.exec(select(Job).where(Job.kind == "import")).one()
                job.asked = {**job.asked, "stop": True}

    between(stop)
    stage.do(ADMIN, "[导入 25 行]")
    assert "已停止：已导入 10 行，保留" in stage.said(ADMIN)
    assert stage.look(imported) == 10


def test_the_stop_button_is_below_the_progress(stage, names):
    async def all_but_the_work(app):
        await stage.take_in(app)
        await stage.take_turns(app)
        await stage.deliver(app)

    stage.press(ADMIN, "导入 25 行")
    stage._with_a_new_app(all_but_the_work)
    assert "正在导入《名单.xlsx》：0/25 行" in stage.said(ADMIN)
    assert "已停止：已导入 0 行" in stage.do(ADMIN, "[停止]")
    assert "已经导入完了" in stage.do(ADMIN, "[停止]")
    assert stage.look(imported) == 0


def test_a_crash_between_two_batches_loses_nothing_and_doubles_nothing(stage, names, between):
    class Killed(BaseException):
        pass

    def kill(nth):
        if nth == 2:
            raise Killed

    between(kill)
    stage.press(ADMIN, "导入 25 行")
    with pytest.raises(Killed):
        stage.settle()
    assert stage.look(imported) == 20
    between(lambda nth: None)
    stage.settle()
    assert "导入完成：导入 25 行。" in stage.said(ADMIN)
    assert stage.look(imported) == ROWS
    audited = select(func.count()).select_from(Audit).where(Audit.action == "entity.import")
    assert stage.look(lambda session: session.exec(audited).one()) == ROWS


def test_whoever_loses_the_right_meanwhile_imports_no_further(stage, names, between):
    def end(nth):
        with stage.db.transaction() as session:
            for row in session.exec(select(Membership).where(Membership.role == "admin")):
                row.role = "officer"

    between(end)
    stage.do(ADMIN, "[导入 25 行]")
    assert stage.look(imported) == 10


def test_the_second_press_starts_no_second_import(stage, names):
    stage.press(ADMIN, "导入 25 行")
    stage.press(ADMIN, "导入 25 行")
    stage.settle()
    assert "这次导入已经开始了。" in "\n".join(stage.chats[ADMIN].story)
    assert stage.look(imported) == ROWS


def test_what_changed_since_the_dry_run_is_seen_row_by_row(stage, names):
    with stage.db.transaction() as session:
        for row in session.exec(select(Entity).where(Entity.name == "康民大药房")):
            row.name = names[0]
    stage.phones[ADMIN].send_document(workbook(names[:3]), "前三家.xlsx")
    stage.settle()
    stage.do(ADMIN, "[导入 3 行]")
    said = stage.do(ADMIN, "[导入 25 行]")
    assert "导入完成：导入 22 行。" in said
    assert "监管对象：新增 22、没有变化 3" in said
    assert stage.look(imported) == ROWS


def test_wrong_rows_come_back_with_the_reason_in_front(stage):
    stage.phones[ADMIN].send_document(workbook(["好药房", ""]), "名单.xlsx")
    stage.settle()
    back = stage.phones[ADMIN].messages[-1]
    assert back.file_name == "名单（有问题的行）.xlsx"
    head, row = list(load_workbook(BytesIO(back.file))["监管对象"].iter_rows(values_only=True))
    assert head[:2] == ("错误原因", "企业名称")
    assert row[0]
    assert row[2] == "经营企业"


def test_what_is_no_register_is_refused_in_one_sentence(stage):
    stage.phones[ADMIN].send_document(b"nothing", "名单.xlsx")
    stage.settle()
    assert "这不是 Excel 表格" in stage.said(ADMIN)
