"""Whatever people do, in any order: nothing breaks, nothing is lost, old buttons never write."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.effects import Ask, Explain, Finish, Outdated, Search
from forms.engine import ask, progress, start, summary, take
from forms.inputs import Document, Location, Other, Photo, Press, SearchResult, TypedText
from forms.state import State
from locales import tr
from tests.samples import samples

WORDS = [
    *(
        "昨天",
        "32号",
        "6月25日",
        "月底",
        "2人",
        "十几",
        "王示例",
        "康民",
        "😀",
        "",
        "{0}",
        "字" * 600,
        "冷藏柜无温度记录",
    ),
    *(
        "提交",
        "修改",
        "上一步",
        "跳过",
        "完成",
        "取消",
        "全部符合",
        "逐项检查",
        "符合",
        "不符合",
        "日常检查",
        "先登记一家",
    ),
]
THINGS = [
    Photo("a"),
    Photo("b", "album", "门口"),
    Document("c", "c.pdf"),
    Document("d", "d.png"),
    Location(30, 108),
    Other("sticker"),
]
# ("tap", n) presses a button of this screen, ("old", n) one of any screen before.
MOVES = st.one_of(
    st.tuples(st.just("tap"), st.integers(0, 30)),
    st.tuples(st.just("tap"), st.integers(0, 30)),
    st.tuples(st.just("old"), st.integers(0, 300)),
    st.tuples(st.just("type"), st.sampled_from(WORDS) | st.text(max_size=20)),
    st.tuples(st.just("send"), st.sampled_from(THINGS)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
)


@pytest.mark.parametrize(
    "name", ["inspection", "correct_inspection", "risk_item", "rectification", "send_back", "void", "extend"]
)
@pytest.mark.soak
@settings(max_examples=samples(60, 10_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, max_size=40))
def test_nothing_breaks_and_nothing_is_lost(name, catalog, friday, search, moves):
    form, now = catalog[name].form, friday
    state, effects = start(form, "i", now, catalog[name].offers, catalog[name].answers)
    screens = [effects[-1]]
    for how, what in moves:
        if how == "wait":
            now += timedelta(hours=what)
            continue
        given_ = meant(how, what, screens, now)
        before = state
        state, effects = take(form, State.from_json(state.to_json()), given_, now)
        for searched in [effect for effect in effects if isinstance(effect, Search)]:
            found = SearchResult(searched.question, searched.query, tuple(search(searched.query)))
            state, effects = take(form, state, found, now)
        check(form, before, state, effects, now)
        screens += [effect for effect in effects if isinstance(effect, Ask)]
        if is_stale(given_, before):
            assert state == before
            assert [type(effect) for effect in effects] == [Outdated, Ask]


def meant(how, what, screens, now):
    screen = screens[-1] if how != "old" else screens[what % len(screens)]
    if how == "type":
        return TypedText(what, now.date())
    if how == "send":
        return what
    buttons = [button for row in screen.rows for button in row]
    button = buttons[what % len(buttons)]
    return Press(button.action, button.value, screen.revision)


def is_stale(given_, before):
    return isinstance(given_, Press) and given_.revision != before.revision


def check(form, before, state, effects, now):
    assert State.from_json(state.to_json()) == state
    assert effects
    assert state.revision in (before.revision, before.revision + 1, before.revision + 2)
    if state != before:
        assert state.revision > before.revision
    if any(isinstance(effect, Outdated) for effect in effects):
        assert state == before
    if any(isinstance(effect, Explain) for effect in effects):
        assert (state.answers, state.partial) == (before.answers, before.partial)
    for effect in effects:
        if isinstance(effect, Finish):
            assert set(state.answers) <= set(effect.answers)
        if isinstance(effect, Ask):
            assert effect.revision == state.revision
            assert 0 < len(tr(effect.text)) <= 4096
            assert all(tr(button.label) for row in effect.rows for button in row)
    number, of = progress(form, state)
    assert 1 <= number <= of
    assert all(tr(line) for line in summary(form, state))
    assert ask(form, state, now).at == state.at
