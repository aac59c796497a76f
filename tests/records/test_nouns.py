"""What a noun's declaration says is true of its table, and no two nouns are mixed up."""

import pytest
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  the tables have to be known
from campaigns.schema.pack import Pack
from forms.kinds.date import Day
from forms.kinds.photos_note import PhotosNote
from forms.kinds.text import FreeText
from records.all_nouns import all_nouns
from records.noun import ShownPart
from storage.queries.records.attachments import may_have_attachments
from storage.tables.entered_record import EnteredRecord
from storage.tables.noun_tables import table_called, table_of

NOUNS = list(all_nouns().values())
EVERY = {"id", "number", "entity_id", "unit_id", "recorded_by", "recorded_at"}


def columns(table):
    return set(table.__table__.columns.keys())


def test_every_table_that_keeps_a_noun_has_a_declaration_and_the_other_way_round():
    kept = {table.info["noun"]: name for name, table in SQLModel.metadata.tables.items() if "noun" in table.info}
    assert kept == {noun.key: noun.table for noun in NOUNS}


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.key)
def test_the_columns_that_a_declaration_names_are_there(noun):
    table = columns(table_of(noun))
    assert table >= EVERY | set(noun.uncounted)
    for line in noun.timeline:
        steps = columns(table_called(line.steps.table)) if line.steps else table
        assert steps >= {line.day, line.step or line.day} | ({line.steps.owner} if line.steps else set())
        if isinstance(line.words, ShownPart):
            part = line.words
            assert columns(table_called(part.table)) >= {part.owner, part.words, part.unless}
        else:
            assert line.words in table
        assert not line.titles or line.titles in Pack.model_fields
    if noun.unfinished is not None:
        named = {noun.unfinished.column, noun.unfinished.officer, noun.unfinished.opened_in}
        assert table >= named - {""}
    for steps in noun.steps_with_attachments.values():
        assert steps.owner in columns(table_called(steps.table))


def test_no_two_nouns_share_a_printed_word():
    assert len({noun.printed for noun in NOUNS}) == len(NOUNS)


def test_nothing_is_attached_to_what_has_no_attachments():
    assert may_have_attachments() >= {"inspection", "risk_item", "risk_event"}
    assert may_have_attachments().isdisjoint({"enforcement_case", "referral", "licence_action"})


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.key)
def test_what_a_form_asks_has_its_place_in_the_table(noun):
    """Columns of what may be skipped can be empty; a record is recognised by a text or day that it has to say."""
    if noun.entry is None:
        return
    table, asked = table_of(noun).__table__.columns, noun.entry.form.questions
    assert issubclass(table_of(noun), EnteredRecord)
    needed = [question for question in asked if not question.optional and question.when is None]
    for question in asked:
        column = table.get("entity_id" if question.key == "entity" else question.key)
        assert column is None or question in needed or column.nullable
    assert any(question.key in table and isinstance(question.kind, FreeText | Day) for question in needed)
    assert not noun.entry.done_by or {"due", noun.entry.done_by} <= {question.key for question in asked}
    assert noun.attachments or not any(isinstance(question.kind, PhotosNote) for question in asked)
