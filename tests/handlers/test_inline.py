"""`@bot words` in the private chat: entities of one's scope as one types, for nobody else, and never too late."""

import json

from sqlmodel import select

from storage.tables import Outbox


def ask(stage, who, words):
    query = stage.phones[who].ask_inline(words)
    stage.settle()
    return query, stage.world.inline_queries[query]


def answers(stage):
    return [params for name, params in stage.wire.calls if name == "answerInlineQuery"]


def test_initials_find_and_choosing_opens_the_page(stage):
    number, query = ask(stage, "李示例", "kmdyf")
    assert query.results[0]["title"] == "康民大药房（南宾店）"
    assert query.results[0]["description"] == "康民大药房（南宾店） · 经营企业 · 三级 · 拼音 kmdyf"
    stage.phones["李示例"].choose(number, query.results[0]["id"])
    stage.settle()
    assert stage.said("李示例").startswith("康民大药房（南宾店） · 经营企业")


def test_the_server_keeps_no_answer_and_shows_it_to_nobody_else(stage):
    ask(stage, "李示例", "km")
    (given,) = answers(stage)
    assert (given["cache_time"], json.loads(given["is_personal"])) == ("0", True)


def test_before_anything_is_typed_the_last_visited_are_offered(stage):
    _, query = ask(stage, "李示例", "")
    assert 0 < len(query.results) <= 4


def test_strangers_are_not_answered_at_all(stage):
    _, query = ask(stage, "陌生人", "kmdyf")
    assert not query.answered.is_set()
    assert answers(stage) == []
    assert stage.chats["陌生人"].story == ["▸ @xiaohao_bot kmdyf"]


def test_only_ones_own_territory_is_found(stage, people):
    other = next(one for one in people if one.role == "officer" and one.unit != people[0].unit)
    _, query = ask(stage, other.name, "康民大药房（南宾店）")
    assert query.answered.is_set()
    assert query.results == []


def test_a_query_from_another_chat_is_not_answered(stage):
    chat = stage.chats["李示例"]
    asked = {"id": "5", "from": stage.world.user(chat), "query": "km", "offset": "", "chat_type": "group"}
    stage.world.updates.add("inline_query", asked)
    stage.settle()
    assert answers(stage) == []


def test_a_result_of_another_territory_typed_by_hand_opens_nothing(stage):
    stage.send("李示例", "/find 别处的 #999999")
    stage.settle()
    assert stage.said("李示例") == "没有找到，或您没有权限查看。"


def test_a_refused_answer_is_not_tried_again(stage):
    stage.phones["李示例"].ask_inline("km")
    stage.world.inline_queries.clear()
    stage.settle()
    assert len(answers(stage)) == 1
    assert (
        stage.look(lambda session: session.exec(select(Outbox.state).where(Outbox.method == "answerInlineQuery")).one())
        == "dead"
    )
