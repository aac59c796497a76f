"""Reading packs: what is wrong is said with its line, its column and what would be right."""

import json
import re

import pytest

from campaigns.load import PACKS, PackError, load_pack, pack_keys, parse
from campaigns.schema.pack import Pack

TEXT = (PACKS / "shizhu-2025.yaml").read_text("utf-8")


def complaints(text):
    with pytest.raises(PackError) as caught:
        parse(text, "mine.yaml")
    return str(caught.value).split("\n")


def changed(before, after):
    assert before in TEXT
    return complaints(TEXT.replace(before, after, 1))


def line_of(words, text=TEXT):
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


@pytest.mark.parametrize("key", pack_keys())
def test_a_pack_survives_the_database(key):
    pack = load_pack(key)
    stored = json.loads(json.dumps(pack.model_dump(mode="json")))
    assert Pack.model_validate(stored) == pack
    assert Pack.model_validate(stored).model_dump(mode="json") == stored


@pytest.mark.parametrize("key", pack_keys())
def test_the_file_is_named_after_the_pack(key):
    assert load_pack(key).key == key


def test_a_pack_is_read_from_a_path(tmp_path):
    file = tmp_path / "copy.yaml"
    file.write_text("\ufeff" + TEXT, "utf-8")
    assert load_pack(str(file)) == load_pack("shizhu-2025")


def test_an_unknown_key_is_answered_with_the_nearest_one():
    number = line_of("day: 2025-03-31")
    assert changed("day: 2025-03-31", "dya: 2025-03-31") == [
        f"mine.yaml:{number}:5：缺少“day”",
        f"mine.yaml:{number}:25：“dya”不是这里的键。您是不是想写“day”？",
    ]


def test_an_unknown_key_that_resembles_none_is_answered_with_all():
    (complaint,) = changed("per: item", "per: item\n  qqq: 1")
    assert complaint.startswith(
        f"mine.yaml:{line_of('per: item') + 1}:3：“qqq”不是这里的键，可以写：per、second_person、"
    )


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("year: 2025", "year: 今年", "6:1：“year”应填整数，不是“今年”"),
        ("year: 2025", "year:", "6:1：“year”是空的，应填整数"),
        ("issued: 2025-01-27", "issued: 2025-02-30", "11:3：“issued”应填日期，例如 2025-03-31，不是“2025-02-30”"),
        ("second_person: true", "second_person: 也许", "“second_person”应填true 或 false，不是“也许”"),
        ('until_time: "17:30"', "until_time: 晚上", "“until_time”应填时间，例如 09:00，不是“晚上”"),
        ("kind: county", "kind: couty", "18:19：“kind”不能是“couty”。您是不是想写“county”？"),
        ("per: item", "per: 企业", "“per”不能是“企业”，可以是：item、enterprise"),
        ("rule: on_day", "rule: onday", "“rule”不能是“onday”。您是不是想写“on_day”？"),
        ("rule: on_day, ", "", "缺少“rule”"),
        ("units: [brigade]", "units: [briga]", "方案中没有“briga”。您是不是想写“brigade”？"),
        ("owed_by: {entity_kinds: [distributor]}", "owed_by: {}", "没有写明是谁"),
        ("levels: [level3]", "levels: [level4]", "方案中没有“level4”。您是不是想写“level3”？"),
        ("key: hyaluronate", "key: class3", "键“class3”用了两次"),
        ("key: expired", "key: unlicensed", "键“unlicensed”用了两次"),
        ("unit: wanan", "unit: nanbin", "键“nanbin”用了两次"),
        ("key: wholesale,", "key: 批发,", "“批发”不能作为键"),
        ("percent: 25", "percent: 250", "“percent”为 250，超出可能的范围"),
        ("printed_total: 72", "printed_total: 73", "各格相加是 72，不是 73"),
        ("2025Q3: {distributor: 11, user: 7}", "2025Q3: {distributor: 11}", "缺少“user”"),
        ("2025Q3: {distributor: 11", "2025Q5: {distributor: 11", "方案中没有“2025Q5”。您是不是想写“2025Q4”？"),
        ("end: 2025-03-31", "end: 2024-03-31", "“一季度”的结束日期早于开始日期"),
        ("zone: Asia/Shanghai", "zone: 北京", "15:1：“北京”不是时区"),
        (
            "title: 未发现问题, findings: false",
            "title: 未发现问题, findings: true",
            "要有一个有问题的结果和一个没有问题的结果",
        ),
        ("days_before: [10,", "days_before: [-1,", "“days_before”为 -1，超出可能的范围"),
        ("focus:", "focus: 无\nfocs:", "“focus”应填列表，不是“无”"),
    ],
)
def test_a_mistake_is_a_sentence(before, after, says):
    assert any(says in complaint for complaint in changed(before, after))
    assert all(re.match(r"mine\.yaml:\d+:\d+：", complaint) for complaint in changed(before, after))


def test_a_key_given_twice_is_an_error_with_both_lines():
    assert changed("issuer:", "title: 又一个\nissuer:") == ["mine.yaml:9:1：“title”在这里重复出现，第一次在第 7 行"]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = TEXT.replace("per: item", "per: 企业").replace("year: 2025", "year: 今年")
    assert [complaint.split(":")[1] for complaint in complaints(text)] == ["6", str(line_of("per: item"))]


def test_scalars_mean_what_was_typed():
    pack = parse(TEXT.replace("key: mawu,", "key: yes,").replace("unit: mawu", "unit: yes"), "mine.yaml")
    assert pack.unit("yes").name == "马武所"  # not True
    assert pack.nudges.until_time.isoformat() == "17:30:00"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "文件是空的"),
        ("key: [1", "不是有效的 YAML"),
        ("key:\n\t- 1", "mine.yaml:2:1：不是有效的 YAML"),
        ("key: \x07", "不是有效的 YAML"),
        ("a: 1\n---\nb: 2", "不是有效的 YAML"),
        ("a: &x [1]\nb: *x", "mine.yaml:2:4：方案文件不使用引用"),
        ("[" * 200_000, "层级太深"),
        ("? [1]\n: 2", "键必须是一个简单的词"),
        ("- 1", "应填带键的内容"),
        ("石柱", "应填带键的内容"),
    ],
)
def test_what_is_no_pack_is_refused_politely(text, says):
    assert says in complaints(text)[0]


def test_a_plan_that_does_not_exist():
    with pytest.raises(PackError, match="您是不是想写“shizhu-2025”"):
        load_pack("shizu-2025")
    with pytest.raises(PackError, match=r"现有方案：.*shizhu-2025"):
        load_pack("食品")


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="UTF-8"):
        load_pack(str(tmp_path / "x.yaml"))
    with pytest.raises(PackError):
        load_pack(str(tmp_path))
