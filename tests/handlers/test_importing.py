"""An import beside everybody's turns: its progress, being stopped, a crash between two batches, rights that end."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import col, func, select

from handlers.imports import import_progress
from storage.queries.imports import import_batches
from storage.queries.messages import job_queue, outbox
from storage.queries.people import people
from storage.tables import Audit, Entity, Job, Membership, Outbox

ADMIN = "陈示例"
ROWS = 25


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(import_batches, "BATCH", 10)


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
    committed = import_progress.ImportProgress.committed

    def arrange(work):
        counted = []

        def done(self, run):
            committed(self, run)
            counted.append(run.behind)
            work(len(counted))

        monkeypatch.setattr(import_progress.ImportProgress, "committed", done)

    return arrange


def test_progress_is_told_every_two_seconds_of_the_clock(stage, names, between):
    between(lambda nth: stage.clock.move_to(stage.clock() + timedelta(seconds=1.5)))
    stage.do(ADMIN, "[导入 25 行]")
    told = stage.look(progress)
    assert told == [f"正在导入《名单.xlsx》：{rows}/25 行" for rows in (0, 10, 25)]
    assert "导入完成：导入 25 行。" in stage.said(ADMIN)
    assert stage.look(imported) == ROWS


@pytest.fixture
def while_checking(stage, monkeypatch):
    """Three seconds pass with each batch of the dry run; then something is done: `while_checking(lambda nth: …)`."""

    def arrange(work):
        committed, counted = import_progress.CheckProgress.committed, []

        def done(self, run):
            stage.clock.move_to(stage.clock() + timedelta(seconds=3))
            committed(self, run)
            counted.append(run.behind)
            work(len(counted))

        monkeypatch.setattr(import_progress.CheckProgress, "committed", done)

    return arrange


def arrives(stage):
    """What was said has been sent meanwhile."""
    with stage.db.transaction() as session:
        row = session.exec(select(Outbox).where(col(Outbox.key).endswith(":progress:first"))).one()
        row.state = "sent"
        outbox.arrived(session, row.id, 4711)


def test_a_dry_run_that_takes_long_tells_of_it_in_one_message(stage, while_checking):
    while_checking(lambda nth: arrives(stage) if nth == 1 else None)
    stage.phones[ADMIN].send_document(workbook([f"第{number}示例大药房" for number in range(ROWS)]), "名单.xlsx")
    stage.settle()
    assert stage.look(progress) == [f"正在检查《名单.xlsx》：{rows}/25 行" for rows in (10, 20, 25)]
    said = stage.look(lambda session: session.exec(select(Outbox).where(col(Outbox.key).contains(":says"))).one())
    assert said.payload["text"].startswith("检查了《名单.xlsx》25 行：可导入 25")
    changed = select(Outbox.payload).where(col(Outbox.method) == "editMessageText")
    assert {row["message_id"] for row in stage.look(lambda session: session.exec(changed).all())} <= {4711}


def test_a_dry_run_can_be_stopped(stage, while_checking):
    def stop(nth):
        if nth == 1:
            with stage.db.transaction() as session:
                (job,) = session.exec(select(Job)).all()
                job.asked = {**job.asked, "stop": True}

    while_checking(stop)
    stage.phones[ADMIN].send_document(workbook([f"第{number}示例大药房" for number in range(ROWS)]), "名单.xlsx")
    stage.settle()
    assert "已停止检查，没有作任何改动。" in stage.said(ADMIN)
    assert stage.look(imported) == 0


def test_other_peoples_short_jobs_pass_an_import_and_ones_own_wait_for_it(stage, names):
    with stage.db.transaction() as session:
        leader, admin = (people.actor_by_account(session, stage.phones[who].id, date(2025, 6, 20)).person_id
                         for who in ("王样例", ADMIN))  # fmt: skip
        ids = [job_queue.ask_for(session, kind, {}, person, 1, stage.clock())
               for kind, person in (("import", admin), ("entity_file", leader), ("entity_file", admin))]  # fmt: skip
        own, others = {"of": ["import"]}, {"but": ["import"]}
        assert (job_queue.next_job(session, **own).id, job_queue.next_job(session, **others).id) == (ids[0], ids[1])
        job_queue.finish(session, ids[1])
        session.flush()
        assert job_queue.next_job(session, **others) is None
        job_queue.finish(session, ids[0])
        session.flush()
        assert job_queue.next_job(session, **others).id == ids[2]


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
