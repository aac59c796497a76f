"""Telegram's HTML is parsed as strictly as Telegram parses it, and shown safely."""

import pytest

from sandbox.formatted import to_html, trimmed, with_found
from sandbox.text_entities import BrokenHtml, parse_html


def entity(kind, offset, length, **more):
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>3</b> 家", "3 家", [entity("bold", 0, 1)]),
        ("👍<i>好</i>", "👍好", [entity("italic", 2, 1)]),
        ("&lt;&gt;&amp;&quot;&laquo;&#20013;&#x56FD;", '<>&"&laquo;中国', []),
        ("<B>a<u>b</u></B>", "ab", [entity("bold", 0, 2), entity("underline", 1, 1)]),
        ("<pre>一  二</pre>", "一  二", [entity("pre", 0, 4)]),
        ('<pre><code class="language-sql">x</code></pre>', "x", [entity("pre", 0, 1, language="sql")]),
        ('<code class="language-sql">x</code>', "x", [entity("code", 0, 1)]),
        ('<a href="https://x.cn/?a=1&amp;b=2">看</a>', "看", [entity("text_link", 0, 1, url="https://x.cn/?a=1&b=2")]),
        ('<a href="javascript:alert(1)">看</a>', "看", []),
        ("<blockquote expandable>引</blockquote>", "引", [entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">密</span>', "密", [entity("spoiler", 0, 1)]),
        ("<b></b>空", "空", []),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
    ],
)
def test_tags_become_entities(html, text, entities):
    assert parse_html(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("家<b", "Unclosed start tag at byte offset 3"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(html, complaint):
    with pytest.raises(BrokenHtml) as broken:
        parse_html(html)
    assert str(broken.value) == complaint


def test_a_lone_surrogate_is_refused():
    with pytest.raises(BrokenHtml, match="unmatched surrogate"):
        parse_html("&#xD800;")


def test_text_is_trimmed_but_not_inside_an_entity():
    assert trimmed("\n 一 \n", []) == ("一", [])
    assert trimmed("  一 ", [entity("pre", 1, 3)]) == (" 一", [entity("pre", 0, 2)])


def test_commands_and_addresses_are_found_but_not_fractions():
    assert with_found("/start abc", []) == [entity("bot_command", 0, 6)]
    assert with_found("经营 8/11 · 使用5/7", []) == []
    assert with_found("看 https://x.cn/a。", []) == [entity("url", 2, 14)]
    assert with_found("/a", [entity("pre", 0, 2)]) == [entity("pre", 0, 2)]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<b>a&lt;script&gt;</b>", "<b>a&lt;script&gt;</b>"),
        ("<b>a<i>b</i></b>c", "<b>a<i>b</i></b>c"),
        ("👍<pre>一&amp;</pre>后", "👍<pre>一&amp;</pre>后"),
        (
            '<a href="https://x.cn/&quot;onclick=1">看</a>',
            '<a href="https://x.cn/&quot;onclick=1" target="_blank" rel="noopener noreferrer">看</a>',
        ),
    ],
)
def test_entities_become_html_that_is_safe(html, shown):
    assert to_html(*parse_html(html)) == shown


def test_entities_that_cross_are_cut_so_that_the_html_stays_whole():
    assert to_html("abcd", [entity("bold", 0, 3), entity("italic", 2, 2)]) == "<b>ab<i>c</i></b>d"
    assert to_html("ab", [entity("text_link", 0, 2, url="javascript:x")]) == "ab"
