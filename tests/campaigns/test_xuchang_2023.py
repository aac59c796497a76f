"""The 许昌 2023 pack against the notice's own words: six dated deadlines, a gap in the numbers, a missing annex."""

from datetime import date
from itertools import chain

import pytest

from campaigns.load import load_pack
from campaigns.schema.pack import EndOf, Every, OnDay, Unstated

SAYS = {  # article → its words, as printed
    "抬头": """
许昌市市场监督管理局许市监械〔2023〕002号许昌市市场监督管理局 关于开展2023年医疗器械质量安全 专项整治工作的通知各县
（市、区）市场监督管理局、市局各区分局、各相关科室：为保障我市医疗器械产品质量安全，进一步推动医疗器械产业高质量发展
，根据《河南省药品监督管理局综合处关于开展2023年医疗器械质量安全专项整治工作的通知》（豫药监综械管〔2023〕14号）工作
要求，经市药监局同意，现就开展我市医疗器械质量安全专项整治工作通知如下：
""",
    "一": """
一、指导思想与工作目标以习近平新时代中国特色社会主义思想为指导，全面贯彻落实党的二十大精神，认真落实“四个最严”要求
，按照“讲政治、强监管、保安全、促发展、惠民生”工作思路，进一步强化医疗器械全链条、全过程、全生命周期质量监管，切实
落实我市医疗器械备案人主体责任和监管部门监管责任，推动我市医疗器械产业高质量发展，保障人民群众用械安全。落实省药监局
各项监管工作要求，科学把握安全与发展、监管与服务、风险与责任、体系与能力的关系，按照“风险管理、全程管控、科学监管、
社会共治”的工作原则，深入开展专项整治，聚焦安全风险隐患、强化重点产品监管、压实企业主体责任、完善监管工作机制，努力
实现企业质量管理水平有效提升，监管效能有效提升，市场环境持续优化，监管体系和机制持续优化，确保产品质量安全。
""",
    "二": """
二、重点任务各县（市、区）市场监督管理局、市局各区分局要持续强化对疫情防控医疗器械等重点产品、备案人受托生产等重点企
业、网络销售等重点环节和医疗美容使用等重点领域的监督管理，完善运行机制，提升监管能力，严查违法违规，严控安全风险。
""",
    "二（一）": """
（一）疫情防控医疗器械。按照省市场监管总局《河南省涉疫药品和医疗用品稳价保质专项行动实施方案》和市局落实方案的通知要
求，持续加强生产、经营、使用等各环节、全链条的动态监管，服务保障新阶段疫情防控大局。经营使用环节重点检查承担防疫物资
储备、配送任务的经营企业，对体外诊断试剂储存和冷链运输管理、网络销售疫情防控医疗器械持续加大监督检查力度。
""",
    "二（二）": """
（二）集中带量采购中选医疗器械。继续按照国家药监局印发的《加强集中带量采购中选医疗器械质量监管工作方案》要求做好相关
工作，对冠脉支架、人工关节和骨科脊柱类产品等国家集采中选品种开展全覆盖检查；将种植牙、人工晶体等地方集采中选品种和企
业纳入重点监管，加强监督检查。中选产品配送单位是否严格按照产品说明书或者标签标示要求运输、贮存，并做好相应记录；医疗
机构是否按照规定在采购、验收和贮存等环节做好中选产品的质量管理。
""",
    "二（三）": """
（三）无菌和植入性医疗器械。持续加强无菌和植入性医疗器械监管。经营环节重点检查企业是否未经许可（备案）经营（网络销售
）医疗器械，是否经营（网络销售）无证医疗器械；使用环节重点检查使用单位是否从不具备合法资质的供货者购进医疗器械，是否
购进或者使用未经注册、无合格证明文件、过期、失效、淘汰的医疗器械。
""",
    "二（四）": """
（四）医疗美容医疗器械。持续推进医疗美容医疗器械专项整治。重点关注注射用透明质酸钠凝胶、射频皮肤治疗仪、激光脱毛仪、
显微针、皮秒激光治疗仪、脉冲光治疗仪等产品，加大经营、使用和网络销售等环节监督检查力度，深挖违法违规案件线索，严厉打
击非法生产、经营和使用未经注册医疗器械行为。综合运用日常监管、飞行检查、不良事件监测、投诉举报等监管手段，完善市、县
（区）、乡纵向联动和部门间横向协同机制，不断加大案件查办、新闻宣传、公益科普工作力度；加强网络销售监测，加大线索排查
、处置力度，确保违法线索查清查实。
""",
    "二（五）": """
（五）生产经营重大变化企业。对于新开办、新迁建、质量管理岗位人员变动频繁的企业，要加强关注，重点检查企业质量管理体系
是否健全并保持有效运行、质量管理人员是否具备相应履职能力。对于既往发现问题较多、被行政处罚、多年抽检同品种不合格和多
品种不合格企业，要督促企业深入调查分析原因，切实采取有效措施整改到位，并加强后续监管，必要时对其产品组织跟踪抽检。对
于不良事件监测发现可能存在严重问题的企业，要重点排查其产品是否存在质量安全风险隐患，企业是否对不良事件及时收集、评价
和处置，并有针对性地采取相适应的风险控制措施。
""",
    "二（六）": """
（六）特定人群使用医疗器械。重点关注角膜接触镜（含装饰性彩色平光隐形眼镜）及其护理产品、眼视光医疗器械、眼用粘弹剂等
青少年近视防治相关医疗器械，重点关注眼镜商城、眼镜店、购物商场、学校周边、居民区等区域，组织实施拉网式排查，严厉打击
非法经营行为；加大网络销售监测违法违规线索调查处置力度，严厉打击违法违规行为。落实国家优化生育政策促进人口长期均衡发
展有关任务要求，重点关注辅助生殖导管、辅助生殖穿刺取卵/取精针、辅助生殖微型工具、体外辅助生殖用液、辅助生殖专用仪器
等医疗器械，加大辖区内生产、经营、使用企业（单位）排查整治力度，重点排查生产、经营、使用未经注册、无合格证明文件、过
期、失效医疗器械等违法违规行为。
""",
    "二（九）": """
（九）网络销售。持续开展“线上清网，线下规范”治理。重点排查疫情防控医疗器械、投诉举报和舆情关注较为集中的医疗器械，
重点关注产品说明书、标签是否与经注册的内容一致；是否按照经注册的产品适用范围和预期用途进行销售；是否存在对产品断言功
效，虚假宣传等违规销售行为。督促网络销售企业切实履行主体责任，加大医疗器械网络销售监测处置力度，严查违法线索，加强跨
区域协同配合，加强与公安、卫健、网信等部门的沟通协作，做好跨区域案件协查和跨部门联合处置工作。
""",
    "二（十）": """
(十) 严查违法违规行为。接续推进药品安全专项整治，强化日常监管和稽查执法衔接，加强协同联动，重点打击整治无证生产经营
、编造生产记录、检验记录、经营使用未经注册或者备案的医疗器械、网络违法违规销售以及通过伪造资质证明文件、出租出借证照
非法购进销售医疗器械等违法违规行为，重点关注医疗美容医疗器械、彩色隐形眼镜、定制式义齿等投诉举报较为集中的产品，深挖
线索，深入调查，严肃处置。发现涉嫌犯罪案件，及时移送当地公安机关，并积极配合公安司法机关做好案件相关检验、鉴定、认定
等技术工作。推进行政执法与纪检监察监督贯通协同，对有案不查、有案不移、有案不接，涉嫌失职渎职的，及时移交纪检监察机关
。
""",
    "三": """
三、成立工作领导小组按照省药监局工作要求，市局成立 2023 年医疗器械质量安全专项整治工作领导小组。组长：市市场监管局副
局长成员：法规科、医疗器械监管科、政务服务科、执法稽查和案件管理科主要负责同志。领导小组办公室设在市局医疗器械监管科
。
""",
    "四（一）": """
四、工作措施(一) 坚持责任到人，督促企业落实主体责任。各县（市、区）市场监督管理局、市局各区分局要切实加强《医疗器械
监督管理条例》和配套规章的宣传培训，督促企业认真对照国家药监局制定的《企业落实医疗器械质量安全主体责任监督管理规定》
要求，修订完善企业负责人、管理者代表、质量管理部门负责人任职要求以及岗位职责，针对不同岗位加强培训力度。要通过抽查考
试、现场问答等形式抽查企业培训效果，提高企业依法管理能力。鼓励企业完善内部监督机制，强化企业自查自纠，推动企业主体责
任落实。
""",
    "四（二）": """
（二）推进风险会商，持续深化风险防控。市局要按照国家药监局《关于全面加强医疗器械质量安全风险会商工作的通知》要求，持
续深入开展风险会商，建立风险清单责任制和销号制，对监督检查、监督抽检、不良事件监测、网络销售监测、投诉举报、舆情监测
等工作中发现的风险信息及时梳理、调查和处置，确保风险防控到位。监督指导辖区监管部门建立风险清单，开展风险会商工作，及
时发现、合力整治风险隐患。要重点关注普遍性问题，查明原因、立行立改，坚决做到“发现一处、整治一类、不留死角”。
""",
    "四（三）": """
（三）强化体系检查，落实属地监管责任。要压实监管责任，明确人到事，要按照《国家药监局综合司关于加强医疗器械生产经营分
级监管工作的指导意见》要求，对第一类医疗器械生产企业每3年开展一次全覆盖检查，四级、三级医疗器械经营企业每年开展一次
规范检查。
""",
    "四（四）": """
（四）注重提质增效，持续加强抽检监测。市局医疗器械监管科要按照2023年度省抽工作方案要求均衡抽样任务，落实抽样、处置等
工作任务。按要求及时完成抽样任务。并对抽检发现的不合格问题及线索，及时移交相关部门，组织调查，查清流向并依法处置。各
县（市、区）市场监督管理局、市局各区分局配合做好抽样工作。要组织开展以备案人为重点的不良事件专项检查，重点关注备案人
落实不良事件监测主体责任落实情况，对责任落实不到位的，依法予以处置。
""",
    "四（五）": """
（五）推动典型引领，深入开展示范创建。各县（市、区）市场监督管理局、市局各区分局选择一定比例的企业进行示范建设，深入
开展多种形式的交流活动，强化合规引导与激励，加强行业自律，强化典型示范引领，推动企业质量管理不断上新台阶上水平。积极
开展监管部门示范化建设，一级带一级，在开展专项整治、监督检查、监测评价、查办案件等方面树立典型、推广先进，形成以点带
面、比学赶超、全面发展的良好局面。
""",
    "四（六）": """
（六）落实严惩重处，严厉打击违法违规。市局发挥牵头抓总作用，加强统筹协调和督促检查，充分发挥执法办案的利剑作用，推动
违法违规案件查办工作走深走细。各县（市、区）市场监督管理局、市局各区分局要提升专项整治的针对性，要以打击违法行为、曝
光典型案例为抓手，规范医疗器械市场秩序，提升质量安全水平。要依法公开案件处罚信息，加大曝光力度，形成强大震慑。
""",
    "四（七）": """
（七）加强考核评价，着力提升监管效能。充分认识和发挥考核的“指挥棒”作用，把责任和压力层层传递到具体单位和具体人员，
激励鞭策担当作为。加强考核评价，将专项整治纳入年度考核。强化考核结果运用，认真分析存在的问题和不足，严肃整改，实现“
标本兼治”努力构建长效监管机制。
""",
    "五（一）": """
五、工作要求(一) 提高政治站位，加强组织领导。各县（市、区）市场监督管理局、市局各区分局要进一步提高政治站位，加强组
织领导，强化力量统筹，加大部门协同联动力度，把专项整治工作作为全年重点工作抓实抓细、抓出成效。各县（市、区）年底前要
向当地党委政府汇报专项整治开展情况；专项领导小组每季度要专题听取一次专项整治情况汇报。要认真分析本地区医疗器械监管形
势，把握现状、成绩、问题、原因及对策，形成分析报告报告市局及当地党委政府。
""",
    "五（二）": """
(二) 加强能力建设，提升监管水平。要组织对执法人员的法律法规培训，提高执法人员的监管水平。推行“以案说法”评选优秀案
件，提高市县级药品监管的部门执法办案能力。要加强与公安、卫健、医保等部门信息共享和协同联动，提高监管效能。市局要加强
对县乡级药品监管部门医疗器械监管工作的监督指导，全面提升监管水平。
""",
    "五（三）": """
(三) 强化社会共治，提升行动效果。各县（市、区）市场监督管理局、市局各区分局要充分发挥行业组织作用，加强诚信建设，助
力信用监管有力实施。要加大对投诉举报和舆情反映问题的处置力度，从投诉举报中挖掘有价值的违法违规线索，充分运用“互联网
+监管”智慧监管手段，提升行动效果。要充分发挥媒体监督作用，积极推动社会共治。
""",
    "五（四）": """
(四) 加大宣传力度，营造良好氛围。市局要加强与许昌日报等地方重要媒体的沟通联系，加大对专项整治工作的宣传力度，树典型
、推先进，营造良好舆论氛围，不断巩固专项整治行动成效。要创新方式方法，结合医疗器械安全宣传周等活动，加强对公众科普宣
传力度，切实增强人民群众幸福感、获得感、安全感。
""",
    "结尾": """
请各县（市、区）市场监督管理局、市局各区分局按照职责分工每季度末汇总本地区推进专项整治行动情况，填报（2023年许昌市医
疗器械质量安全专项整治工作情况统计）（见附件），于每季度末月27日前报送市局医疗器械监管科，并于2023年12月17日前报送全
年工作总结。附件：2023年许昌市医疗器械质量安全专项整治工作情况统计
""",
}


def squeezed(text):
    """Without spaces and line breaks, which the notice sets as its pages fall."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def pack():
    return load_pack("xuchang-2023")


@pytest.fixture(scope="module")
def says():
    return {article: squeezed(text) for article, text in SAYS.items()}


def due(pack):
    return {found.key: found for found in pack.deadlines}


def target(pack, key):
    return next(found for found in pack.targets if found.key == key)


def titles(parts):
    return [part.title for part in parts]


def tags(pack, group):
    return [tag.printed or tag.title for tag in next(found for found in pack.focus if found.key == group).tags]


def test_the_head_of_the_notice(pack, says):
    assert pack.printed == "许昌市市场监督管理局关于开展2023年医疗器械质量安全专项整治工作的通知"
    assert pack.title == "2023年医疗器械质量安全专项整治工作"
    assert (pack.year, pack.number, pack.issuer) == (2023, "许市监械〔2023〕002号", "许昌市市场监督管理局")
    assert says["抬头"].startswith(f"{pack.issuer}{pack.number}{pack.printed}{pack.source.addressed_to}：")
    assert pack.source.issued is None  # the notice prints no day
    assert pack.phases == ()


def test_what_the_notice_rests_on(pack, says):
    basis = pack.documents[0]
    assert basis.title == "河南省药品监督管理局综合处关于开展2023年医疗器械质量安全专项整治工作的通知"
    assert f"《{basis.title}》（{basis.number}）" in says["抬头"]
    for document in pack.documents:
        assert f"《{document.title}》" in "".join(says.values())
        assert document.relation == "basis"


def test_eight_tasks_whose_numbers_jump_from_six_to_nine(pack, says):
    assert [(task.number, task.title) for task in pack.tasks] == [
        ("（一）", "疫情防控医疗器械"),
        ("（二）", "集中带量采购中选医疗器械"),
        ("（三）", "无菌和植入性医疗器械"),
        ("（四）", "医疗美容医疗器械"),
        ("（五）", "生产经营重大变化企业"),
        ("（六）", "特定人群使用医疗器械"),
        ("（九）", "网络销售"),
        ("(十)", "严查违法违规行为"),
    ]
    for task in pack.tasks:
        assert f"{task.number}{task.title}。{squeezed(task.words)}" == says[task.source], task.key
        assert says["二"].startswith(squeezed(task.part))


def test_the_leading_group_sits_in_four_sections(pack, says):
    group = pack.leading_group
    assert f"市局成立{group.title}。{squeezed(group.words)}" in says["三"]
    assert group.head == "市市场监管局副局长"
    assert list(group.members) == [
        "法规科主要负责同志", "医疗器械监管科主要负责同志",
        "政务服务科主要负责同志", "执法稽查和案件管理科主要负责同志",
    ]  # fmt: skip
    assert f"领导小组办公室设在{group.office}。" in says["三"]
    sections = [unit.name for unit in pack.units if unit.kind == "section"]
    assert f"成员：{'、'.join(sections)}主要负责同志。" in says["三"]


def test_the_four_quarterly_statistics_are_due_on_the_27th(pack, says):
    found = due(pack)["statistics"]
    assert found.due == Every(rule="every", every="quarter", month=3, day=27)  # 03-27, 06-27, 09-27, 12-27
    assert (pack.first_day, pack.last_day) == (date(2023, 1, 1), date(2023, 12, 31))
    assert "于每季度末月27日前报送市局医疗器械监管科" in says["结尾"]
    assert (found.owed_by.unit_kinds, found.owed_to.units) == (("county", "branch"), ("xuchang_devices",))
    assert (found.fulfilled_by, found.states_as_of) == (("statistics",), False)


def test_the_summary_comes_before_the_last_statistics_and_says_as_of_when(pack, says):
    found = due(pack)["annual_summary"]
    assert found.due == OnDay(rule="on_day", day=date(2023, 12, 17))
    assert found.states_as_of
    assert "并于2023年12月17日前报送全年工作总结" in says["结尾"]
    assert found.owed_by.unit_kinds == ("county", "branch")


def test_counties_report_to_their_government_before_the_years_end(pack, says):
    found = due(pack)["government_report"]
    assert found.due == EndOf(rule="end_of", period="year", year=2023)
    assert (found.owed_by.unit_kinds, found.owed_to.outside) == (("county",), "当地党委政府")
    assert "各县（市、区）年底前要向当地党委政府汇报" in says["五（一）"]


def test_nothing_else_has_a_day(pack):
    dated = [key for key, found in due(pack).items() if not isinstance(found.due, Unstated)]
    assert dated == ["statistics", "annual_summary", "government_report"]


def test_the_leading_group_hears_a_briefing_every_quarter(pack):
    found = due(pack)["quarterly_briefing"]
    assert found.due == Unstated(rule="unstated", says="每季度", every="quarter")
    assert found.owed_to.leading_group
    (form,) = found.fulfilled_by
    assert next(item.kind for item in pack.work_items if item.key == form) == "meeting"


def test_the_analysis_has_five_topics_and_no_day(pack):
    found = due(pack)["analysis"]
    assert found.due == Unstated(rule="unstated")
    assert found.topics == ("现状", "成绩", "问题", "原因", "对策")
    assert (found.owed_to.units, found.owed_to.outside) == (("xuchang",), "当地党委政府")


def test_six_sources_of_news_of_risks(pack, says):
    sources = titles(pack.risk_sources)
    assert sources == ["监督检查", "监督抽检", "不良事件监测", "网络销售监测", "投诉举报", "舆情监测"]
    assert f"对{'、'.join(sources)}等工作中发现的风险信息" in says["四（二）"]


def test_frequencies_follow_four_levels_of_which_two_are_named(pack):
    assert [(level.title, level.source) for level in pack.levels.levels] == [
        ("四级", "四（三）"), ("三级", "四（三）"), ("二级", ""), ("一级", ""),
    ]  # fmt: skip
    class1, upper = target(pack, "class1_manufacturers"), target(pack, "upper_levels")
    assert (class1.at_least, class1.every, class1.period, class1.of[0].tags) == (1, 3, "year", ("class1",))
    assert (upper.at_least, upper.every, upper.period, upper.of[0].levels) == (1, 1, "year", ("level4", "level3"))
    (standard,) = [kind.title for kind in pack.inspection_kinds if kind.key in upper.inspection_kinds]
    assert standard == "规范检查"


def test_products_bought_centrally(pack, says):
    assert tags(pack, "procured_products") == [
        "冠脉支架", "人工关节", "骨科脊柱类产品", "种植牙", "人工晶体", "中选产品配送单位",
    ]  # fmt: skip
    found = target(pack, "national_procured")
    assert (found.percent, found.of[0].tags) == (100, ("stent", "joint", "spine"))
    assert "对冠脉支架、人工关节和骨科脊柱类产品等国家集采中选品种开展全覆盖检查" in says["二（二）"]


def test_six_products_of_cosmetic_medicine_are_named(pack, says):
    products = tags(pack, "cosmetic_products")
    assert products == [
        "注射用透明质酸钠凝胶", "射频皮肤治疗仪", "激光脱毛仪", "显微针", "皮秒激光治疗仪", "脉冲光治疗仪",
    ]  # fmt: skip
    assert f"重点关注{'、'.join(products)}等产品" in says["二（四）"]


def test_products_and_places_for_certain_people(pack, says):
    assert f"重点关注{'、'.join(tags(pack, 'myopia'))}等青少年近视防治相关医疗器械" in says["二（六）"]
    assert f"重点关注{'、'.join(tags(pack, 'myopia_places'))}等区域" in says["二（六）"]
    assert f"重点关注{'、'.join(tags(pack, 'reproduction'))}等医疗器械" in says["二（六）"]
    assert [len(tags(pack, group)) for group in ("myopia", "myopia_places", "reproduction")] == [3, 5, 5]


def test_enterprises_to_watch(pack):
    assert tags(pack, "enterprise") == [
        "备案人受托生产", "新开办", "新迁建", "质量管理岗位人员变动频繁", "既往发现问题较多", "被行政处罚",
        "多年抽检同品种不合格和多品种不合格企业", "不良事件监测发现可能存在严重问题的企业",
    ]  # fmt: skip


def test_the_annex_is_named_but_not_there(pack, says):
    (annex,) = pack.annexes
    assert says["结尾"].endswith(f"{annex.listed}：{annex.title}")
    assert annex.title == "2023年许昌市医疗器械质量安全专项整治工作情况统计"
    assert annex.printed == ""
    assert not pack.has_form(annex.key)  # 原文未附表样
    assert due(pack)["statistics"].fulfilled_by == (annex.key,)


def test_work_that_is_counted_without_being_an_inspection(pack):
    kinds = {item.kind for item in pack.work_items}
    assert kinds >= {"training", "exam", "demonstration", "publicity", "case_publication", "meeting", "sampling"}
    check = next(item for item in pack.work_items if item.key == "training_check")
    assert check.words == "要通过抽查考试、现场问答等形式抽查企业培训效果，提高企业依法管理能力"


def test_every_obliging_sentence_stands_in_the_article_it_names(pack, says):
    pieces = (*pack.duties, *pack.deadlines, *pack.targets, *pack.work_items, pack.levels, pack.close_out)
    for piece in pieces:
        assert piece.words in says[piece.source], piece
    for found in pack.deadlines:
        assert all(topic in says[found.source] for topic in found.topics)


def test_every_tag_and_kind_uses_a_word_of_its_article(pack, says):
    all_tags = [*chain.from_iterable(group.tags for group in pack.focus)]
    kinds = (*pack.entity_kinds, *pack.inspection_kinds, *pack.regulator_findings, *pack.events, *pack.risk_sources)
    levels = [level for level in pack.levels.levels if level.source]
    for part in (*all_tags, *kinds, *levels, *pack.transfers):
        assert (part.printed or part.title) in says[part.source], part.key
    for part in (*all_tags, *(group for group in pack.focus if group.note)):
        assert (part.words if part in all_tags else part.note) in says[part.source], part.key


def test_the_points_of_a_visit_are_the_notices_own_questions(pack, says):
    for item in chain.from_iterable(checklist.items for checklist in pack.checklists):
        assert item.text in says[item.source], item.key
        assert item.applies_when in says[item.source], item.key
    assert [(checklist.entity_kind, len(checklist.items)) for checklist in pack.checklists] == [
        ("manufacturer", 4), ("distributor", 8), ("user", 3),
    ]  # fmt: skip
    violations = [item.key for checklist in pack.checklists for item in checklist.items if "violation" in item.polarity]
    assert violations == ["hidden_risk", "unlicensed", "uncertified", "online_claims", "suppliers", "products"]


def test_counties_and_branches_are_not_named_by_the_notice(pack, says):
    ours = [unit for unit in pack.units if not unit.named_in_plan]
    assert {unit.kind for unit in ours} == {"county", "branch"}
    assert "county_names" in {note.key for note in pack.unclear}


def test_each_risk_is_closed_out_by_a_second_person_without_an_invented_day(pack):
    close_out = pack.close_out
    assert (close_out.per, close_out.second_person, close_out.default_due_days) == ("item", True, None)


def test_what_is_damaged_is_admitted(pack, says):
    notes = {note.key: note for note in pack.unclear}
    assert set(notes) >= {
        "numbering_gap", "annex_missing", "issue_date", "summary_before_statistics", "names_of_authorities",
        "level_four", "who_briefs", "analysis_day", "demonstration_share", "garbled", "close_out", "reminders",
    }  # fmt: skip
    assert "经市药监局同意" in says["抬头"]
    assert "省市场监管总局" in says["二（一）"]
    assert "“经市药监局同意”“省市场监管总局”" in notes["names_of_authorities"].says
