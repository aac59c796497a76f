"""The 西藏 2022 pack against the plan's own words: head, phases, deadlines, tasks, targets, readings."""

from datetime import date
from itertools import chain

import pytest

from campaigns.load import load_pack
from campaigns.schema.pack import OnDay, Unstated

SAYS = {  # article → its words, as printed
    "抬头": """
西藏自治区医疗器械质量安全风险隐患排查整治工作方案
""",
    "一（一）": """
（一）进一步贯彻法规要求，落实企业主体责任。医疗器械生产经营企业和使用单位要严格执行《医疗器械监督管理条例》
及有关配套规章制度，严格落实企业主体责任，以问题导向和结果导向，深入梳理排查风险隐患，持续加强风险防控和质量
监管，切实保障医疗器械产品质量安全。
""",
    "一（二）": """
（二）进一步强化监管，落实属地监管责任。各级药品监管部门要认真履行监管职责，持续加强医疗器械生产经营使用环节
监管，做到工作有部署、有检查、有督导、有落实。监督企业持续深入排查风险隐患，提升质量安全管理水平，切实落实属
地监管责任。
""",
    "一（三）": """
（三）严厉查处违法违规行为，及时移送犯罪线索。各级药品监管部门要依法严厉查处医疗器械违法违规行为，落实处罚到
人各项要求，强化行刑衔接，保障公众用械安全。加强与公安司法机关密切协作，涉嫌违法犯罪的及时移送公安司法机关。
""",
    "二": """
二、明确责任自治区药监局负责组织全区医疗器械质量安全风险隐患排查整治工作，对医疗器械生产企业的监督检查工作，
对藏青工业园区医疗器械批发企业的监督检查工作，制定全区督导检查方案；完善全区医疗器械治理体系，完善全区医疗器
械风险会商机制，定期组织风险会商等，必要时对部分市局进行督查。各地（市）药品监管职能部门负责对辖区内医疗器械
经营、使用环节开展医疗器械质量安全风险隐患排查整治，按照安排开展现场检查，梳理改进监管制度和监管体系不足，建
立健全辖区内医疗器械经营和使用单位监管责任清单。
""",
    "三（一）1": """
1.疫情防控类医疗器械。按照自治区药监局《关于印发2022年西藏自治区药品医疗器械化妆品监督检查计划的通知》
（藏药监〔2022〕20号）要求，对区内疫情防控医疗器械生产企业进行全覆盖、全项目监督检查。重点关注体外诊断
试剂储存和冷链运输管理；重点检查生产企业是否严格执行法规、标准和质量管理规范，是否保障体系持续有效运行。各地
（市）药品监督管理职能部门要继续加强疫情防控医疗器械经营使用环节监管；检查经营企业购销渠道是否合法,进货查验
和销售等记录是否真实、完整、可追溯，运输储存条件是否符合标签和说明书的标示要求，是否全过程冷链记录，是否配备
相适应的设施设备；使用单位是否按冷链管理要求验收等情况，持续加强疫情防控医疗器械各环节监管，严厉打击制假售假
行为，巩固来之不易的防控成果。
""",
    "三（一）2": """
2.无菌和植入性医疗器械。组织对无菌和植入性医疗器械企业开展全面风险排查整治。自治区局负责医疗器械生产环节的
风险排查，重点检查：我区植入型骨科材料的生产企业原材料采购和供应商管理是否符合要求；关键工序和特殊过程是否得
到识别和有效控制；是否严格落实过程检验、成品检验和成品放行的各项要求等。各地（市）药品监管职能部门负责辖区内
流通和使用环节的风险排查。流通环节重点检查：是否未经许可（备案）从事经营（网络销售）医疗器械；是否经营（网络
销售）未取得注册证或备案凭证的医疗器械；进货查验记录和销售记录是否真实完整，相关信息是否能够追溯，购销渠道是
否合法，是否经营无合格证明文件以及过期、失效、淘汰的医疗器械等。使用环节重点检查：是否从不具备合法资质的供货
者购进医疗器械；是否购进或者使用未经注册、无合格证明文件、过期、失效、淘汰的医疗器械；对无菌和植入类医疗器械
是否建立并执行使用前质量检查制度；对植入和介入类的医疗器械是否建立使用记录；植入性医疗器械使用记录是否永久保
存，相关资料是否纳入信息化管理系统，相关信息是否能够追溯；储存条件是否符合标签和说明书的标示要求，对需冷链管
理的医疗器械是否配备相适应的设施设备等。
""",
    "三（一）3": """
3.集中带量采购中选产品。聚焦冠脉支架、人工关节等国家集中带量采购中选产品，各地（市）药品监管职能部门重点排
查中选产品配送单位是否严格按照产品说明书或标签要求运输、贮存，并做好相应记录；使用单位是否按照规定做好中选产
品的采购、验收和贮存等质量管理。
""",
    "三（二）1": """
1.既往监督检查检验、监测评价、投诉举报等发现问题较多企业。各级药品监管职能部门重点排查既往监督检查、飞行检
查和专项检查中发现存在问题较多的企业，检查落实整改情况。全面梳理投诉举报、监测评价情况，深入分析历史抽检数据
，梳理典型问题和共性问题，挖掘存在的潜在风险，对可能存在风险的医疗器械生产企业和需要重点关注的产品，有针对性
的加大监督检查力度，加强跟踪抽检。对“屡禁不止”的问题企业和问题品种，要及时开展线索调查，确保一查到底、查实
查清，切实排除产品质量安全隐患。
""",
    "三（二）2": """
2.社会关注度高的医疗器械产品生产经营企业。各地（市）药品监管职能部门严格按照自治区药监局《关于进一步加强第
一类医疗器械监管工作的通知》（藏药监综〔2022〕8号）要求开展第一类医疗器械备案。重点品种：敷贴类医疗器械
、射频治疗设备、整形填充材料、整形用注射填充物等可用于医疗美容的医疗器械，角膜接触镜及其护理产品、眼视光医疗
器械等青少年近视防治相关医疗器械，避孕套、HIV试剂、装饰性彩色平光隐形眼镜等医疗器械。重点排查进货渠道、供
货方资质、产品资质、购进验收记录、销售记录及贮存条件等内容。
""",
    "三（三）1": """
1.医疗器械生产环节。全面规范医疗器械生产行为，重点关注是否按照强制性标准以及经注册或备案的产品技术要求组织
上生产，医疗器械注册（备案）材料、批生产检验记录是否真实，产品上市后变更管理是否符合法定要求，自查发现的各种
风险隐患是否依法及时控制，分析改进措施是否系统、科学、有效等。
""",
    "三（三）2": """
2.医疗器械经营许可（备案）环节。全面规范医疗器械经营行为及许可（备案）工作，各地（市）药品监管职能部门要重
点清理未按《医疗器械监督管理条例》《医疗器械经营监督管理办法》《医疗器械使用质量监督管理办法》等法规的要求，
违规批准、下放医疗器械许可（备案）事项，降低准入条件、不依法现场核查经营条件办理许可或备案后未依法现场核查的
情况；各地（市）药品监管职能部门要对发现的未经许可经营、超范围经营、经营无证医疗器械、通过伪造资质证明文件、
出租出借证照等违法购进销售医疗器械行为的，要依法严肃查处。自治区局将实时督导抽查，并将督导抽检结果纳入年底考
核。
""",
    "三（三）3": """
3.医疗器械网络销售环节。自治区药监局将继续依托南方所网络信息化技术监测力量，对我区网络销售医疗器械行为开展
主动监测。各地（市）级药品监管职能部门要深化责任落实，进一步夯实医疗器械网络销售企业主体责任，增强企业守法诚
信意识。实时开展对已备案网络销售企业的监测工作，重点关注已备案企业网售产品产品说明书、标签是否与经注册的内容
一致；是否按照经注册的产品适用范围和预期用途进行销售；是否存在产品销售时对产品断言功效，虚假宣传等行为；自治
区药监局向各地（市）转办的网络销售医疗器械违法违规线索要加大查办力度，净化医疗器械营销环境。
""",
    "三（一）": """
（一）聚焦重点产品
""",
    "三（二）": """
（二）聚焦重点企业
""",
    "三（三）": """
（3）聚焦重点环节
""",
    "五（一）": """
（一）自查整改（3月20日-5月31日）医疗器械生产经营企业和使用单位在全面自查的基础上，对自查发现的风险隐
患形成台账，并制定整改计划，及时采取整改措施消除风险隐患，并分别填写自查表（附表1、2、3、4），由生产经营
企业或者使用单位盖章，法定代表人（或主要负责人）签字，并对自查报告的真实性、准确性和完整性负责。5月31日前
，第二类医疗器械生产企业自查表报自治区，第一类医疗器械生产企业、经营企业、使用单位自查表报所在地医疗器械监督
管理的部门。
""",
    "五（二）": """
（二）现场检查（6月1日-8月30日）各地（市）药品监管职能部门要在认真梳理经营企业、使用单位自查表的基础上
，针对企业自查发现的问题，聚焦重点产品、重点企业和重点环节，分门别类深入梳理排查风险隐患，特别是梳理辖区内典
型问题和共性问题，建立风险清单（附表5），实行销号管理，按月报送情况汇总表（附表6、7），并抽取辖区内不低于
15%的经营无菌和植入性医疗器械企业和使用单位进行监督现场检查，8月30日前将单位自查情况、现场检查情况及是
否违规降低准入条件等情况形成书面阶段总结报自治区。
""",
    "五（三）": """
（三）督导检查（9月1日-10月31日）自治区将对照风险隐患清单，对各地（市）药品监管职能部门风险排查整治工
作进行督导检查，必要时将开展延伸检查，对工作未开展或落实不到位的将予以通报。风险隐患排查治理工作全过程要做到
企业自查和整改贯穿始终，监管部门监督检查和改进提升贯穿始终。
""",
    "五（四）": """
（四）总结提升（11月1日-11月15日）各地（市）药品监管职能部门要及时对企业自查整改和排查治理情况进行总
结归纳，对发现的共性问题和好的做法经验进行梳理，提炼完善监管体系制度，形成长效机制，书面总结报告和情况汇总表
（附表6、7）于2022年11月15日前报自治区药监局。总结报告内容应包括：辖区内相关医疗器械经营企业、使用
单位和本部门的风险隐患排查情况、发现的主要问题、采取的主要措施、法规宣贯培训等情况、构建长效机制情况及相关意
见和建议等。
""",
    "附表": """
附表：1.2022年医疗器械生产企业风险隐患自查表2.2022年医疗器械经营企业风险隐患自查表3.2022年
医疗器械使用单位风险隐患自查表4.2022年医疗器械网络交易服务第三方平台风险隐患自查表5.2022年医疗器
械风险隐患整治销号清单6.2022年医疗器械质量安全风险隐患排查整治工作情况表
""",
}


def squeezed(text):
    """Without spaces and line breaks, which the notice sets as its pages fall."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def pack():
    return load_pack("xizang-2022")


@pytest.fixture(scope="module")
def says():
    return {article: squeezed(text) for article, text in SAYS.items()}


def test_the_head_of_the_plan(pack, says):
    assert pack.title == says["抬头"]
    assert (pack.year, pack.number, pack.source.issued) == (2022, None, None)
    assert (pack.first_day, pack.last_day) == (date(2022, 3, 20), date(2022, 11, 15))
    for document in pack.documents:
        assert f"《{document.title}》（{document.number}）" in says["三（一）1"] + says["三（二）2"]


def test_four_phases_with_their_days_and_one_day_between_them(pack, says):
    assert [(phase.title, phase.start, phase.end) for phase in pack.phases] == [
        ("自查整改", date(2022, 3, 20), date(2022, 5, 31)),
        ("现场检查", date(2022, 6, 1), date(2022, 8, 30)),
        ("督导检查", date(2022, 9, 1), date(2022, 10, 31)),
        ("总结提升", date(2022, 11, 1), date(2022, 11, 15)),
    ]
    for number, phase in zip("一二三四", pack.phases, strict=True):
        assert f"（{number}）{phase.title}（{phase.printed}）{phase.words}" == says[phase.source]
    assert not any(phase.contains(date(2022, 8, 31)) for phase in pack.phases)


def test_the_articles_keep_the_numbers_they_print(pack, says):
    for task in pack.tasks:
        assert f"{task.number}{task.title}。{task.words}" == says[task.source], task.key
        assert task.part.startswith(("一、", "三、"))
    assert [(task.part[-9:], task.number) for task in pack.tasks if task.source.startswith("三")] == [
        ("（一）聚焦重点产品", "1."), ("（一）聚焦重点产品", "2."), ("（一）聚焦重点产品", "3."),
        ("（二）聚焦重点企业", "1."), ("（二）聚焦重点企业", "2."),
        ("（3）聚焦重点环节", "1."), ("（3）聚焦重点环节", "2."), ("（3）聚焦重点环节", "3."),
    ]  # fmt: skip


def test_who_does_what(pack, says):
    region, prefectures = pack.duties[:2]
    assert says["二"] == f"二、明确责任{region.words}。{prefectures.words}。"
    assert (region.by.units, prefectures.by.unit_kinds) == (("xizang",), ("city",))
    assert [unit.key for unit in pack.units if unit.named_in_plan] == ["xizang"]
    assert len(pack.children("xizang")) == 7  # the plan says 各地（市）


def due(pack):
    return {found.key: found for found in pack.deadlines}


def test_where_each_self_check_goes_by_31_may(pack):
    routes = [
        (found.owed_by.entity_kinds, found.owed_by.tags, found.owed_to.units or found.owed_to.unit_kinds, form)
        for found in pack.deadlines
        for form in found.fulfilled_by
        if found.due == OnDay(rule="on_day", day=date(2022, 5, 31))
    ]
    assert routes == [
        (("manufacturer",), ("class2",), ("xizang",), "manufacturer_self_check"),
        (("manufacturer",), ("class1",), ("city",), "manufacturer_self_check"),
        (("distributor",), (), ("city",), "distributor_self_check"),
        (("user",), (), ("city",), "user_self_check"),
    ]


def test_the_prefectures_reports(pack):
    stage, final = due(pack)["stage_summary"], due(pack)["final_report"]
    assert stage.due == OnDay(rule="on_day", day=date(2022, 8, 30))
    assert stage.topics == ("单位自查情况", "现场检查情况", "是否违规降低准入条件等情况")
    assert final.due == OnDay(rule="on_day", day=date(2022, 11, 15))
    assert final.topics == (
        "辖区内相关医疗器械经营企业、使用单位和本部门的风险隐患排查情况", "发现的主要问题", "采取的主要措施",
        "法规宣贯培训等情况", "构建长效机制情况", "相关意见和建议",
    )  # fmt: skip
    assert final.fulfilled_by == ("statistics", "licences")
    assert due(pack)["monthly_tables"].due == Unstated(rule="unstated", says="按月", every="month")


def test_every_obliging_sentence_stands_in_the_article_it_names(pack, says):
    pieces = (*pack.duties, *pack.deadlines, *pack.targets, *pack.work_items, pack.close_out)
    for piece in pieces:
        assert piece.words in says[piece.source], piece.key
    for found in pack.deadlines:
        assert all(topic in says[found.source] for topic in found.topics)
    for step in pack.escalation:
        assert step.when in says[step.source]


def test_every_tag_and_kind_uses_a_word_of_its_article(pack, says):
    tags = chain.from_iterable(group.tags for group in pack.focus)
    named = (*tags, *pack.entity_kinds, *pack.inspection_kinds, *pack.regulator_findings, *pack.risk_sources)
    table, form = pack.table("statistics"), next(form for form in pack.self_checks if form.entity_kind == "distributor")
    labels = "".join(line.title for line in (*table.row_heads, *table.rows, *table.columns))
    says = says | {"情况汇总表": labels} | {f"附表2第{item.number}项": item.text for item in form.items}
    for part in (*named, *pack.transfers, *(outcome for outcome in pack.outcomes if outcome.source)):
        assert (part.printed or part.title) in says[part.source], part.key
    assert pack.focus[1].note in says["三（二）2"]


def test_the_points_of_a_visit_are_the_plans_own_questions(pack, says):
    for checklist in pack.checklists:
        for item in checklist.items:
            assert item.text in says[item.source], item.key
    assert [len(pack.checklist_for(kind).items) for kind in ("manufacturer", "distributor", "user")] == [8, 8, 6]


def test_fifteen_percent_is_read_apart_and_can_be_read_together(pack):
    shares = [target for target in pack.targets if target.percent == 15]
    assert [(target.key, target.reading.option, pack.taken(target.reading)) for target in shares] == [
        ("sterile_distributors", "apart", True),
        ("users", "apart", True),
        ("distributors_and_users", "together", False),
    ]
    assert [shares[0].wanted(members) for members in (0, 1, 40, 41)] == [0, 1, 6, 7]
    assert {(target.phase, target.within, target.inspection_kinds) for target in shares} == {
        ("onsite", "unit", ("onsite",))
    }


def test_faults_of_a_regulator_are_not_faults_of_an_entity(pack):
    assert [found.key for found in pack.regulator_findings] == ["unlawful_approval", "lowered_entry", "no_site_check"]


def test_the_list_of_annexes_the_annexes_and_the_text_number_them_differently(pack, says):
    numbers = {annex.key: (annex.listed, annex.printed, annex.cited) for annex in pack.annexes}
    assert numbers == {
        "manufacturer_self_check": ("附表1", "附表1", "附表1"),
        "distributor_self_check": ("附表2", "附表2", "附表2"),
        "user_self_check": ("附表3", "附表3", "附表3"),
        "platform_self_check": ("附表4", "", "附表4"),
        "close_out_list": ("附表5", "附表4", "附表5"),
        "statistics": ("", "附表５", "附表6"),
        "licences": ("附表6", "附表６", "附表7"),
    }
    listed = [f"{annex.listed.removeprefix('附表')}.{annex.title}" for annex in pack.annexes if annex.listed]
    assert says["附表"] == "附表：" + "".join(listed)
    assert [annex.key for annex in pack.annexes if not pack.has_form(annex.key)] == ["platform_self_check"]


def test_what_is_damaged_is_admitted(pack):
    assert {note.key for note in pack.unclear} >= {
        "year", "numbering", "annex_numbers", "platform_form", "close_out_title", "statistics_year", "statistics_title",
        "stamp", "blank_groups", "production_rows", "fifteen_percent", "day_between", "monthly_day", "prefectures",
        "class3_manufacturers", "rectification_due", "close_out", "reminders",
    }  # fmt: skip
    assert pack.close_out.default_due_days is None
    assert pack.plan_tables == ()
