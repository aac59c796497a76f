"""The 晋城 2021 pack, which carries the province's notice, against the words of both: duties and no dated deadline."""

from datetime import date
from itertools import chain

import pytest

from campaigns.load import load_pack
from campaigns.schema.pack import Unstated

SAYS = {  # article → its words, as printed
    "转发通知": """
晋城市市场监督管理局办公室文件晋市市监办发〔2021〕115号晋城市市场监督管理局办公室 转发《关于加强集中带量采购中选医疗
器械 质量监管的通知》的通知各县（市、区）市场监管局、开发区分局，市综合行政执法队：现将山西省药品监督管理局办公室《
关于加强集中带量采购中选医疗器械质量监管的通知》（晋药监办〔2021〕61号）文转发给你们，请认真遵照执行，切实组织好辖区
集中带量采购中选医疗器械质量监管。在监管工作中遇到重大问题应当及时向市局器械科报告。联系人：（略）电话：（电话略）电
子邮箱: （邮箱略）晋城市市场监督管理局办公室2021年10月22日(此件主动公开)抄送: 驻局纪检监察组。晋城市市场监督管理局办
公室2021年10月22日印发
""",
    "省 抬头": """
山西省药品监督管理局办公室文件晋药监办〔2021〕61号山西省药品监督管理局办公室 关于加强集中带量采购中选医疗器械 质量监
管的通知各市市场监督管理局、综改示范区市场监督管理局，省局机关有关处室、各直属事业单位，省检验检测中心：
""",
    "省 引言": """
医疗器械集中带量采购工作是深化医疗保障制度改革、破解人民群众看病贵问题的有效手段。国家医疗保障部门已会同相关部门开展
了冠脉支架、人工关节集中带量采购工作，省级医疗保障部门对冠脉球囊、人工晶体等品种进行了集中带量采购。为深入贯彻药品安
全“四个最严”要求，推动中选企业全面落实主体责任，切实保障中选品种质量安全，按照国家药监局工作部署，进一步加强集中带
量采购中选医疗器械质量监管，现将有关要求通知如下：
""",
    "省 一": """
一、强化重点监管，切实保障集中带量采购中选医疗器械质量安全以国家组织高值医用耗材集中带量采购中选品种为重点，将中选品
种涉及的生产企业和配送企业全部纳入重点监管。对各级医疗保障部门组织的高值医用耗材集中带量采购中选品种，各级药品监管部
门应当切实落实监管责任，及时主动收集辖区内中选企业及产品配送、使用信息，并将其纳入重点监管。通过全面落实中选企业的质
量安全主体责任和药品监管部门的质量监管责任，实现中选企业全覆盖检查和中选品种全覆盖抽检，切实保障集中带量采购中选品种
质量安全。
""",
    "省 二": """
二、明确工作重点，全面加强集中带量采购中选医疗器械质量监督
""",
    "省 二（一）": """
（一）全面落实中选企业主体责任凝聚全省监管合力，发挥属地管理优势，督促指导辖区中选企业切实落实主体责任，省药监局监督
指导二类以上医疗器械中选企业、各市市场监督管理部门监督指导第一类医疗器械中选企业重点落实四项要求：一要及时报送中选信
息。中选企业或进口医疗器械注册代理人应当切实落实主体责任，应当及时向当地药品监管部门报告集中带量采购中选情况。二要加
强质量管控。按照医疗器械法律法规和生产质量管理规范要求，持续完善质量管理体系，提升企业质量管理水平，强化原材料审核和
供应商管理，认真排查生产环节风险隐患，切实加强生产过程、质量控制和成品放行环节的管控，采取有效措施保证产品质量符合强
制性标准以及经注册的产品技术要求。三要认真开展医疗器械不良事件监测。落实不良事件有关法规要求，加强不良事件的收集、上
报、分析和处置，强化中选产品全生命周期风险管理。四要建立健全追溯体系。按照医疗器械唯一标识实施工作要求，开展产品赋码
、数据上传和维护工作，鼓励中选企业基于唯一标识建立健全追溯体系，做好产品召回、追踪追溯等有关工作。
""",
    "省 二（二）": """
（二）切实加强选中企业监督管理省局组织对二类以上医疗器械中选企业开展监督检查，各市市场监督管理部门负责第一类医疗器械
中选企业监督检查。一要加强辖区内选中企业的日常监管，实施清单管理，建立监管台账，监管责任要明确到人，动态掌握选中企业
和产品相关信息，实现“一企一档”管理。二要加强选中企业的监督检查，每年实现全覆盖检查，原则上采取飞行检查的形式，针对
检查发现的问题建立台账，逐一明确整改时限，督促企业按时完成整改，逐项销账。三要每季度对选中企业进行调度，要求每家企业
逐一汇报体系运行情况 and 产品质量状况，根据调度情况针对性制定工作计划。四要将选中企业质量管理体系运行情况和中选品种
质量状况纳入风险会商，尤其关注低价中标、降价幅度较大或者中选后发生变更的企业和品种，坚持问题导向，督促企业全面排查生
产环节风险隐患，并采取针对性的监管措施，切实保证产品安全、有效。五要定期组织开展专项培训，抓住企业负责人、管理者代表
等“关键少数”，对医疗器械最新法律法规、产品标准、监管工作要求等进行讲解和考核，考核成绩纳入企业信用档案。
""",
    "省 二（三）": """
（三）扎实做好流通使用环节监督检查各市市场监管部门要督促指导中选品种配送企业和使用单位落实医疗器械流通使用环节质量管
理责任。对中选品种配送单位实施重点监管，结合《医疗器械经营企业分类分级监督管理规定》，组织每年检查不少于一次。督促中
选品种配送企业严格执行医疗器械经营质量管理规范，采取有效措施，确保中选品种运输、贮存过程符合产品说明书或者标签标示要
求，做好运输、贮存的相关记录。加强中选品种使用单位监督检查，按照《医疗器械使用质量监督管理办法》要求，制定检查计划，
确定检查重点、频次和覆盖率。督促相关医疗机构严格按照《医疗器械使用质量监督管理办法》要求，做好中选品种采购、验收和储
存等质量管理工作，确保中选品种在流通、使用环节的质量安全和可追溯。
""",
    "省 二（四）": """
（四）认真开展中选品种质量抽检要持续跟踪和关注集中带量采购中选品种，省局组织实施全省医疗器械中选品种抽检工作，指导推
进中选品种在生产环节和进口医疗器械注册人指定代理人、配送经营企业以及使用单位开展全覆盖质量抽检。对于检验结果不符合强
制性标准或者不符合产品技术要求的，应当在出具检验报告后第一时间将电子检验报告发至相关省级药品监管部门，由相关省级药品
监管部门及时通知中选企业采取风险控制措施并跟踪督办。符合立案条件的，要及时立案查处。本省医疗器械检测机构暂不具备相应
产品检验资质的，可以委托其他省份有资质的检测机构承检。省检验检测中心要重视和持续推进医疗器械检验检测能力建设，不断适
应和满足监管要求。
""",
    "省 二（五）": """
（五）持续加强不良事件监测对中选企业开展质量体系检查时，要将企业开展不良事件监测工作情况纳入重点检查内容，根据《国家
药监局综合司关于印发医疗器械注册人备案人开展不良事件监测工作检查要点的通知》要求，每年至少开展一次检查，督促指导企业
提高不良事件监测能力和水平。各级医疗器械不良事件监测机构要将中选品种作为监测重点，密切关注相关产品的预警信号和风险信
息，指导企业及时开展产品风险信号评价，督促企业按季度报告不良事件监测及风险评价情况，每年报送总结报告。要督促中选品种
生产企业和配送企业确定专人负责医疗器械不良事件监测工作，并将负责人名单报送至所在地监测机构，建立有效信息收集渠道，通
过企业网站、用户随访、用户投诉收集、文献报道等途径，加强对中选品种不良事件收集和上报，并按相关要求做好调查、分析和评
价工作。各市市场监管部门要组织加强对医疗机构实施医疗器械不良事件报告情况监督检查，督促中选品种使用单位发现可疑医疗器
械不良事件要按照法规要求及时告知中选企业，并通过国家医疗器械不良事件监测信息系统报告。
""",
    "省 二（六）": """
（六）严肃查处违法违规行为各级监管部门要突出强化问题治理，在监督检查、抽检、不良事件监测等各项监管工作中，对发现问题
的中选企业和品种，要采取责令停产、召回、约谈企业法定代表人等措施；涉嫌违法违规行为的，要按照新《医疗器械监督管理条例
》要求，依法严肃查处，严格落实行政处罚到人的各项要求；强化行刑衔接工作，涉嫌犯罪的依法移送公安机关追究刑事责任；强化
行纪衔接工作，以强监督促强监管；对各种违法违规行为要严查到底，形成有力震慑。
""",
    "省 三（一）": """
三、工作要求（一）提高政治站位，强化责任落实。要充分认识集中带量采购中选医疗器械质量监管工作的重要性，从政治和全局的
高度，切实把思想认识统一到党中央、国务院的决策部署上来，全面落实属地监管责任，全面压实中选企业主体责任，抓实抓细各项
监管措施，严守质量安全底线，全力保障中选品种质量安全。
""",
    "省 三（二）": """
（二）建立长效机制，提升监管效能。要结合工作职责和实际情况细化各项措施，做好任务分解，制定针对性的实施方案，加强统筹
协调，建立切实有效的中选品种长效监管机制。要创新监管方式方法，综合运用监督检查、抽检监测、稽查办案、投诉举报等多方面
信息，实施精准监管，提升监管效能。
""",
    "省 三（三）": """
（三）健全沟通机制，加强协调联动。要加强与卫生健康、医疗保障等部门的协调配合和信息沟通，在监管工作中发现中选品种可能
存在质量安全隐患的，要及时通报相关部门，有效控制风险；督促企业落实供应保障责任，严格执行停产报告有关要求，实现医疗、
医保、医药“三医联动”，形成部门监管合力。
""",
    "省 三（四）": """
（四）加强信息公开，推进社会共治。要依法公开有关监管信息，提高监管工作透明度；要加强舆情监测处置工作，对舆情按程序要
求进行认真评估、科学研判，妥善应对舆情热点问题，及时回应社会关切；要充分发挥医疗器械行业组织作用，加强行业自律，树立
先进典型，促进中选企业全面提升质量管理水平。
""",
    "省 结尾": """
在监管工作中遇到重大问题应当及时向省药监局报告，并由省药监局统一向国家药监局报告。省药监局将适时对市县工作情况进行督
导检查。监管工作联系人：（略） （电话略）抽检工作联系人：（略） （电话略）监测工作联系人：（略） （电话略）山西省药
品监督管理局办公室2021年10月15日（主动公开）抄送：省卫生健康委员会、省医疗保障局。山西省药品监督管理局办公室2021年10
月15日印发
""",
}


def squeezed(text):
    """Without spaces and line breaks, which the notice sets as its pages fall."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def pack():
    return load_pack("shanxi-2021")


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


def test_the_head_of_the_forwarding_notice(pack, says):
    assert pack.printed == ("晋城市市场监督管理局办公室转发《关于加强集中带量采购中选医疗器械质量监管的通知》的通知")
    assert pack.title in pack.printed
    assert (pack.number, pack.issuer) == ("晋市市监办发〔2021〕115号", "晋城市市场监督管理局办公室")
    head = f"{pack.issuer}文件{pack.number}{pack.printed}{pack.source.addressed_to}：现将"
    assert says["转发通知"].startswith(head)
    assert (pack.year, pack.source.issued) == (2021, date(2021, 10, 22))
    foot = f"抄送:{pack.source.copied_to}。{pack.source.printed_by}{pack.source.issued_words}"
    assert says["转发通知"].endswith(foot)


def test_the_notice_that_it_carries(pack, says):
    (carried,) = [document for document in pack.documents if document.relation == "carried"]
    assert carried.title == "山西省药品监督管理局办公室关于加强集中带量采购中选医疗器械质量监管的通知"
    assert (carried.number, carried.issuer) == ("晋药监办〔2021〕61号", "山西省药品监督管理局办公室")
    assert says["省 抬头"] == f"{carried.issuer}文件{carried.number}{carried.title}{carried.source.addressed_to}："
    assert carried.source.issued == date(2021, 10, 15)
    foot = f"抄送：{carried.source.copied_to}。{carried.source.printed_by}{carried.source.issued_words}"
    assert says["省 结尾"].endswith(foot)
    assert f"（{carried.number}）文转发给你们" in says["转发通知"]


def test_what_both_rest_on(pack, says):
    basis = [document.title for document in pack.documents if document.relation == "basis"]
    assert len(basis) == 4
    assert all(f"《{title}》" in "".join(says.values()) for title in basis)


def test_articles_of_the_carried_notice_say_so(pack):
    (carried,) = [document for document in pack.documents if document.relation == "carried"]
    own = [found.key for found in pack.deadlines if not found.source.startswith(carried.cited_as)]
    assert own == ["serious_problem_city"]
    assert all(task.source.startswith(f"{carried.cited_as} ") for task in pack.tasks)


def test_the_articles_word_for_word(pack, says):
    assert [(task.part[:2], task.number, task.title) for task in pack.tasks] == [
        ("", "一、", "强化重点监管，切实保障集中带量采购中选医疗器械质量安全"),
        ("二、", "（一）", "全面落实中选企业主体责任"),
        ("二、", "（二）", "切实加强选中企业监督管理"),
        ("二、", "（三）", "扎实做好流通使用环节监督检查"),
        ("二、", "（四）", "认真开展中选品种质量抽检"),
        ("二、", "（五）", "持续加强不良事件监测"),
        ("二、", "（六）", "严肃查处违法违规行为"),
        ("三、", "（一）", "提高政治站位，强化责任落实"),
        ("三、", "（二）", "建立长效机制，提升监管效能"),
        ("三、", "（三）", "健全沟通机制，加强协调联动"),
        ("三、", "（四）", "加强信息公开，推进社会共治"),
    ]
    for task in pack.tasks:
        stop = "。" if task.part.startswith("三") else ""
        whole = f"{task.number}{task.title}{stop}{squeezed(task.words)}"
        assert says[task.source].removeprefix("三、工作要求") == whole, task.key
    assert {task.part for task in pack.tasks if task.part.startswith("二")} == {says["省 二"]}


def test_no_deadline_has_a_day(pack):
    assert all(isinstance(found.due, Unstated) for found in pack.deadlines)
    assert pack.phases == pack.annexes == pack.tables == ()
    assert {found.due.says for found in pack.deadlines} == {
        "每季度", "按季度", "每年", "定期", "及时", "及时主动", "第一时间", "适时", "",
    }  # fmt: skip


def test_the_periodic_duties(pack):
    assert {(key, found.due.every) for key, found in due(pack).items() if found.due.every} == {
        ("dispatch_class2", "quarter"), ("dispatch_class1", "quarter"),
        ("adverse_quarterly", "quarter"), ("adverse_yearly", "year"),
    }  # fmt: skip


def test_every_awarded_manufacturer_reports_each_quarter_to_its_own_authority(pack):
    for key, tag, to in (
        ("dispatch_class2", "award_class2", ("shanxi",)),
        ("dispatch_class1", "award_class1", ("city",)),
    ):
        found = due(pack)[key]
        assert (found.owed_by.entity_kinds, found.owed_by.tags) == (("manufacturer",), (tag,))
        assert found.owed_to.units + found.owed_to.unit_kinds == to
        assert found.topics == ("体系运行情况", "产品质量状况")
        assert "体系运行情况 and 产品质量状况" in found.words  # the English word is the notice's


def test_adverse_events_are_reported_each_quarter_and_summed_up_each_year(pack, says):
    assert "督促企业按季度报告不良事件监测及风险评价情况，每年报送总结报告" in says["省 二（五）"]
    for key, kind in (("responsible_persons", "manufacturer"), ("responsible_persons_delivery", "distributor")):
        persons = due(pack)[key]
        assert persons.owed_by.entity_kinds == (kind,)
        assert (persons.owed_to.outside, persons.due) == ("所在地监测机构", Unstated(rule="unstated"))


@pytest.mark.parametrize(
    ("key", "says_when", "event"),
    [
        ("failed_test_report", "第一时间", "test_failed"),
        ("risk_control", "及时", "test_failed"),
        ("case_filing", "及时", "case_conditions"),
        ("award_report", "及时", "awarded"),
        ("award_report_import", "及时", "awarded"),
        ("user_adverse_event", "及时", "adverse_event"),
        ("hazard_notice", "及时", "quality_hazard"),
        ("serious_problem_city", "及时", "serious_problem"),
        ("serious_problem_province", "及时", "serious_problem"),
        ("serious_problem_nation", "", "serious_problem"),
        ("stop_report", "", "production_stop"),
    ],
)
def test_what_an_event_sets_off(pack, key, says_when, event):
    assert due(pack)[key].due == Unstated(rule="unstated", says=says_when, event=event)


def test_serious_problems_go_up_step_by_step(pack):
    steps = [due(pack)[f"serious_problem_{level}"] for level in ("city", "province", "nation")]
    assert [step.owed_to.units or step.owed_to.outside for step in steps] == [
        ("jincheng_devices",),
        ("shanxi",),
        "国家药监局",
    ]


def test_the_province_checks_class_two_and_up_and_the_city_the_rest(pack, says):
    assert "省局组织对二类以上医疗器械中选企业开展监督检查" in says["省 二（二）"]
    assert "各市市场监督管理部门负责第一类医疗器械中选企业监督检查" in says["省 二（二）"]
    for kind in ("coverage", "unannounced"):
        class2, class1 = target(pack, f"class2_{kind}"), target(pack, f"class1_{kind}")
        assert (class2.by.units, class2.by.unit_kinds, class2.of[0].tags) == (("shanxi",), (), ("award_class2",))
        assert (class1.by.units, class1.of[0].tags) == ((), ("award_class1",))
        assert "city" in class1.by.unit_kinds
    assert "city" in target(pack, "delivery").by.unit_kinds
    assert not target(pack, "delivery").by.units


def test_every_awarded_manufacturer_is_checked_each_year_in_principle_unannounced(pack):
    taken = {found.key: found for found in pack.targets if pack.taken(found.reading)}
    assert {"class2_coverage", "class1_coverage"} <= set(taken)
    assert not {"class2_unannounced", "class1_unannounced"} & set(taken)
    for key in ("class2", "class1"):
        assert target(pack, f"{key}_coverage").percent == target(pack, f"{key}_unannounced").percent == 100
        assert target(pack, f"{key}_unannounced").inspection_kinds == ("unannounced",)
    note = next(note for note in pack.unclear if note.key == "in_principle")
    assert "原则上采取飞行检查的形式" in note.says


def test_checks_of_delivery_firms_and_of_adverse_event_work_at_least_once_a_year(pack):
    delivery, adverse = target(pack, "delivery"), target(pack, "adverse_events")
    for found in (delivery, adverse):
        assert (found.at_least, found.every, found.period) == (1, 1, "year")
    assert "组织每年检查不少于一次" in delivery.words
    assert "每年至少开展一次检查" in adverse.words
    assert adverse.inspection_kinds == ("system", "adverse_events")


def test_using_units_get_a_plan_and_no_invented_frequency(pack):
    assert all("user" not in where.entity_kinds for found in pack.targets for where in found.of)
    assert due(pack)["user_check_plan"].topics == ("检查重点", "频次", "覆盖率")


def test_every_awarded_product_is_sampled(pack):
    found = target(pack, "sampling")
    assert (found.percent, found.denominator, found.of) == (100, "中选品种", ())
    assert found.by.units == ("shanxi",)


def test_problems_are_struck_off_one_by_one_each_with_a_due_day(pack):
    close_out = pack.close_out
    assert (close_out.per, close_out.due_required, close_out.default_due_days) == ("item", True, None)
    assert "逐一明确整改时限，督促企业按时完成整改，逐项销账" in close_out.words


def test_one_file_for_each_enterprise(pack):
    file = next(item for item in pack.work_items if item.key == "enterprise_file")
    assert file.title == "一企一档"
    assert file.steps == ("实施清单管理", "建立监管台账", "监管责任要明确到人", "动态掌握选中企业和产品相关信息")


def test_training_ends_in_an_exam_whose_marks_enter_the_credit_file(pack):
    training = next(item for item in pack.work_items if item.key == "training")
    assert training.steps == ("讲解", "考核", "考核成绩纳入企业信用档案")
    assert training.proof == "考核成绩纳入企业信用档案"
    assert due(pack)["training"].due == Unstated(rule="unstated", says="定期")


def test_the_watch_list_of_risk_meetings(pack, says):
    assert tags(pack, "watch") == ["低价中标", "降价幅度较大", "中选后发生变更"]
    assert "尤其关注低价中标、降价幅度较大或者中选后发生变更的企业和品种" in says["省 二（二）"]


def test_the_products_bought_centrally(pack):
    assert tags(pack, "product") == ["冠脉支架", "人工关节", "冠脉球囊", "人工晶体"]


def test_what_may_be_done_to_an_enterprise(pack, says):
    printed = [outcome.printed or outcome.title for outcome in pack.outcomes if outcome.source]
    assert printed == ["逐一明确整改时限", "责令停产", "召回", "约谈企业法定代表人", "立案查处"]
    assert "责令停产、召回、约谈企业法定代表人等措施" in says["省 二（六）"]


def test_every_obliging_sentence_stands_in_the_article_it_names(pack, says):
    pieces = (*pack.duties, *pack.deadlines, *pack.targets, *pack.work_items, pack.close_out)
    for piece in pieces:
        assert squeezed(piece.words) in says[piece.source], piece
    for found in pack.deadlines:
        assert all(topic in says[found.source] for topic in found.topics)
        assert found.due.says in says[found.source]
    for item in pack.work_items:
        assert all(step in says[item.source] for step in (*item.steps, item.proof))


def test_every_tag_and_kind_uses_a_word_of_its_article(pack, says):
    all_tags = [*chain.from_iterable(group.tags for group in pack.focus)]
    kinds = (*pack.entity_kinds, *pack.inspection_kinds, *pack.events, *pack.risk_sources, *pack.transfers)
    for part in (*all_tags, *kinds, *(outcome for outcome in pack.outcomes if outcome.source)):
        assert (part.printed or part.title) in says[part.source], part.key
    assert all(tag.words in says[tag.source] for tag in all_tags)
    assert all(group.note in says[group.source] for group in pack.focus if group.note)


def test_the_points_of_a_visit_are_the_notices_own_words(pack, says):
    for item in chain.from_iterable(checklist.items for checklist in pack.checklists):
        assert item.text in says[item.source], item.key
    assert [(checklist.entity_kind, len(checklist.items)) for checklist in pack.checklists] == [
        ("manufacturer", 6), ("distributor", 4), ("user", 2),
    ]  # fmt: skip


def test_what_is_damaged_or_left_open_is_admitted(pack):
    assert {note.key for note in pack.unclear} >= {
        "no_dates", "two_words", "english_and", "delivery_names", "in_principle", "adverse_event_checks",
        "adverse_event_reports", "using_units", "sampling_coverage", "training_period", "county_part", "county_names",
        "contacts", "close_out", "reminders",
    }  # fmt: skip
    assert {unit.key for unit in pack.units if not unit.named_in_plan} == {
        "chengqu", "zezhou", "gaoping", "yangcheng", "lingchuan", "qinshui",
    }  # fmt: skip
