"""The annexes of the 西藏 2022 pack against the plan's own: three self-check forms, a list, two tables."""

import pytest

from campaigns.load import load_pack

MANUFACTURERS = [
    "质量管理体系自查工作是否落实到位，自查报告及各项相关记录是否真实、完整、可追溯",
    "企业法定代表人（主要负责人）是否熟悉医疗器械法律法规及质量管理体系相关要求，管理者代表是否有职权负责建立、实施质量管理体系并保持有效运行",
    "是否组织了医疗器械法律法规、质量管理体系、风险管理、产品知识相关的培训，企业与质量相关的人员是否具备与岗位相适应的知识、技能和经验",
    "对接收到的顾客投诉是否均进行了记录、评价和调查处理",
    "对发生的不良事件是否进行了情况调查，深入分析原因并采取有效处置措施",
    "风险管理输出的各项风险控制措施是否得到有效落实",
    "是否对采购的原材料、外包过程及供应商进行了有效管理和控制",
    "关键工序/特殊过程是否与验证/确认的相一致，并得到有效控制",
    "生产、检验等各项设施设备是否运转正常，是否与所生产产品的特性相适应，是否能够满足企业生产和质量管理的实际需要，发生异常情况是否能够得到及时处理和有效控制",
    "是否建立了完善的变更管理体系，是否符合医疗器械法律法规的要求，体系和产品发生的各项变更是否得到有效验证和控制",
    "各项检验规程是否涵盖强制性标准以及经注册或者备案的产品技术要求的性能指标；放行程序是否清晰合理、符合实际，能够确保放行的产品符合强制性标准以及产品技术要求",
    "对监督检查发现缺陷项、监督抽检发现不合格产品是否及时完成整改并采取针对性的纠正/预防措施",
    "其他",
]
DISTRIBUTORS = [
    "是否未经许可经营第三类医疗器械。",
    "是否经营未取得医疗器械注册证的第二类、第三类医疗器械。",
    "是否经营无合格证明文件、过期、失效、淘汰的医疗器械。",
    "是否未按照医疗器械说明书和标签标示要求运输、贮存医疗器械。",
    "经营条件发生变化，不再符合医疗器械经营质量管理规范要求，是否未按照规定进行整改。",
    "是否从不具有资质的生产、经营企业购进医疗器械。",
    "企业为其他医疗器械生产经营企业提供贮存、配送服务，是否符合有关要求。",
    "从事第二类、第三类医疗器械批发以及第三类医疗器械零售业务的企业是否建立的真实、准确、完整的销售记录。",
    "网络销售的企业是否办理网络销售备案，相关备案情况发生变化时是否及时变更备案。",
    "自建网站从事医疗器械网络销售的企业，是否取得《互联网药品信息服务资格证书》，并具备与其规模相适应的办公场所以及数据备份、故障恢复等技术条件。",
    "网络销售企业入驻的第三方平台是否取得医疗器械网络交易服务第三方平台备案凭证。",
    "其他",
]
USERS = [
    "是否建立覆盖质量管理全过程的使用质量管理制度。",
    "是否对医疗器械采购实行统一管理，指定部门或者人员统一采购医疗器械。",
    "是否从具有资质的医疗器械生产经营企业购进医疗器械，是否索取、查验供货者资质、医疗器械注册证或者备案凭证等证明"
    "文件。对购进的医疗器械是否验明产品合格证明文件，并按规定进行验收。对有特殊储运要求的医疗器械是否核实储运条件"
    "。",
    "是否建立进货查验制度，真实、完整、准确地记录进货查验情况并按规定保存记录。",
    "贮存医疗器械的场所、设施及条件是否与医疗器械品种、数量相适应。",
    "是否存在购进和使用未依法注册或者备案、无合格证明文件以及过期、失效、淘汰的医疗器械等情形。",
    "是否建立医疗器械维护维修管理制度。对需要定期检查、检验、校准、保养、维护的医疗器械，是否按照产品说明书的要求进行检查、检验、校准、保养、维护并记录，及时进行分析、评估，确保医疗器械处于良好状态。",
    "由医疗器械生产经营企业或者维修服务机构对医疗器械进行维护维修的，是否与其约定明确的质量要求、维修要求等相关事"
    "项，是否在每次维护维修后索取并保存相关记录；自行对医疗器械进行维护维修的，是否加强对从事医疗器械维护维修的技"
    "术人员的培训考核，并建立培训档案。",
    "其他",
]
PLEDGE = "本人承诺自查报告及相关记录真实、完整、可追溯，并承担相应法律责任。"
COLUMNS = ["序号", "自查要点", "自查情况", "原因分析", "整改措施", "整改结果"]
STATISTICS = [
    "出动人员人次", "检查企业家次", "责令改正家次", "完成整改家次", "约谈企业数", "查处违法违规案件（含简易处罚程序）",
    "企业罚没款（万元）", "处罚主要责任人", "人员罚款（万元）", "责令停产停业数", "吊销生产经营许可证数",
    "列入严重违法失信名单企业数", "移送公安机关案件数", "移交卫生主管部门线索数", "移交通信管理部门违法网站数",
]  # fmt: skip
ROWS_IN_ORDER = """
重点产品//生产 重点产品//经营 重点产品//使用 重点产品/医用口罩生产企业 重点产品/医用防护服生产企业
重点产品//生产 重点产品//配送 重点产品//使用 重点产品//生产 重点产品//经营 重点产品//使用
重点产品/创新医疗器械生产企业
重点企业/医疗器械注册人委托生产/注册人 重点企业/医疗器械注册人委托生产/受托生产企业
重点企业/既往监管发现问题较多的企业/生产 重点企业/既往监管发现问题较多的企业/经营
重点企业/既往监管发现问题较多的企业/使用
重点企业/敷贴类医疗器械/生产 重点企业/敷贴类医疗器械/经营
重点企业/可用于医疗美容的医疗器械/生产 重点企业/可用于医疗美容的医疗器械/经营
重点企业/可用于医疗美容的医疗器械/使用
重点企业/青少年近视防治相关医疗器械/生产 重点企业/青少年近视防治相关医疗器械/经营
重点企业/青少年近视防治相关医疗器械/使用
重点企业/艾滋病防治相关医疗器械/生产 重点企业/艾滋病防治相关医疗器械/经营
重点环节/医疗器械生产 重点环节/医疗器械网络销售企业 重点环节/医疗器械网络交易服务第三方平台
"""
CLEARED = "清理医疗器械经营许可证和备案凭证数量"
LICENCES = [
    "医疗器械经营许可证数量",
    "第二类医疗器械经营备案凭证数量",
    f"{CLEARED}/企业主动注销许可证数量（个）",
    f"{CLEARED}/申报资料不实等被撤销许可证数量（个）",
    f"{CLEARED}/严重违法经营被吊销许可证（个）",
    f"{CLEARED}/因不具备经营条件且无法取得联系公告注销许可证数量（个）",
    f"{CLEARED}/其他清理许可证数量（个）",
    f"{CLEARED}/企业主动取消备案凭证数量（个）",
    f"{CLEARED}/申报资料不实等被取消备案凭证数量（个）",
    f"{CLEARED}/因与备案信息不符且无法取得联系公告标注备案凭证数量（个）",
    f"{CLEARED}/其他清理备案凭证数量（个）",
]
UNTIL = "本统计报表内数据应为排查整治工作开展以来截止至2022年X月X日的累计数据。"
YES_IS_BAD = {"distributor": {"1", "2", "3", "4", "5", "6"}, "user": {"6"}, "manufacturer": set()}
NOT_FOR_ALL = {"distributor": {"7", "8", "9", "10", "11"}, "user": {"7", "8"}, "manufacturer": set()}


@pytest.fixture(scope="module")
def pack():
    return load_pack("xizang-2022")


@pytest.fixture(scope="module")
def statistics(pack):
    return pack.table("statistics")


def label(blank):
    return blank.label + blank.after


def printed(line, heads):
    """`重点产品//生产`: the heads from the outside in, as the plan prints them, a blank one as nothing."""
    over = {head.key: "" if head.blank else (head.printed or head.title) for head in heads}
    return "/".join([*(over[key] for key in line.under), line.printed or line.title])


@pytest.mark.parametrize(
    ("kind", "title", "items"),
    [
        ("manufacturer", "2022年医疗器械生产企业风险隐患自查表", MANUFACTURERS),
        ("distributor", "2022年医疗器械经营企业风险隐患自查表", DISTRIBUTORS),
        ("user", "2022年医疗器械使用单位风险隐患自查表", USERS),
    ],
)
def test_a_self_check_form_word_for_word(pack, kind, title, items):
    form = next(form for form in pack.self_checks if form.entity_kind == kind)
    assert (form.title, form.pledge) == (title, PLEDGE)
    assert [column.title for column in form.columns] == COLUMNS
    assert [(item.number, item.text) for item in form.items] == [(str(n), text) for n, text in enumerate(items, 1)]
    assert {item.number for item in form.items if item.polarity == "yes_is_violation"} == YES_IS_BAD[kind]
    assert {item.number for item in form.items if item.may_not_apply} == NOT_FOR_ALL[kind]
    assert [item.text for item in form.items if item.polarity is None] == ["其他"]


def test_the_forms_have_13_12_and_9_points(pack):
    assert [len(form.items) for form in pack.self_checks] == [13, 12, 9]


def test_a_condition_uses_the_points_own_words(pack):
    for form in pack.self_checks:
        for item in form.items:
            assert all(words in item.text for words in item.applies_when.split("；"))


def test_the_heads_of_the_forms(pack):
    heads = [[label(blank) for blank in form.head] for form in pack.self_checks]
    assert heads == [
        ["企业名称：", "产品名称：（可另附表）", "联系人：", "联系方式："],
        ["企业名称：", "联系人：", "联系方式："],
        ["单位名称：", "联系人：", "联系方式："],
    ]


def test_who_signs_and_where_the_seal_goes(pack):
    lines = [[line.sign + line.seal + line.date for line in form.sign] for form in pack.self_checks]
    assert lines == [
        ["管理者代表（签名）：（企业盖章）", "企业法定代表人或企业主要负责人（签名）：年月日"],
        ["企业质量负责人（签名）：（企业盖章）", "企业法定代表人或企业主要负责人（签名）：年月日"],
        ["单位法定代表人或单位主要负责人（签名）：（单位盖章）", "年月日"],
    ]


def test_the_close_out_list_has_eight_columns(pack):
    table = pack.table("close_out_list")
    assert table.title == "2022年医疗器械监管部门风险隐患整治销号清单"
    assert [column.title for column in table.columns] == [
        "序号", "风险隐患描述", "建档日期", "销号日期", "风险隐患监管负责人", "联系方式", "单位及职务", "备注",
    ]  # fmt: skip
    assert [label(blank) for blank in (*table.head, *table.foot)] == [
        "上报单位（公章）：药监局",
        "填报人：",
        "联系电话：",
    ]
    assert table.blank_rows == ("", "1", "2", "3", "4")
    assert pack.close_out.ledger == table.key


def test_the_statistics_table_has_30_rows_and_15_metrics_behind_3_stub_columns(statistics):
    rows = ROWS_IN_ORDER.split()
    assert [printed(row, statistics.row_heads) for row in statistics.rows] == rows
    assert [column.title for column in statistics.columns] == STATISTICS
    assert (len(rows), len(STATISTICS), statistics.stub_columns, statistics.stub) == (30, 15, 3, ("整治项目",))
    assert [sum(row.startswith(part) for row in rows) for part in ("重点产品", "重点企业", "重点环节")] == [12, 15, 3]


def test_the_statistics_table_around_its_cells(statistics):
    assert statistics.printed == "2021年医疗器械风险隐患排查治理经营使用单位情况汇总表"
    assert statistics.title == statistics.printed.replace("2021", "2022")
    assert "".join(map(label, statistics.head)) == "填报单位：省（区、市）药品监督管理局（盖章）："
    assert statistics.notes == (
        f"1.{UNTIL}",
        "2.本统计报表内集中带量采购中选产品的配送是指为集中带量采购中选品种提供配送服务的医疗器械经营企业。",
    )
    assert statistics.counts_from == "campaign_start"


def test_three_labels_are_missing_and_two_of_them_are_inferred(pack, statistics):
    blank = [(head.title, head.reading is not None) for head in statistics.row_heads if head.blank]
    assert blank == [("疫情防控类医疗器械", True), ("集中带量采购中选产品", False), ("无菌和植入性医疗器械", True)]
    assert all(pack.taken(head.reading) for head in statistics.row_heads)


def test_a_row_is_a_condition_and_production_is_not_for_prefectures(statistics):
    conditions = {row.key: (row.where.entity_kinds, row.where.tags) for row in statistics.rows}
    assert conditions["masks"] == (("manufacturer",), ("mask",))
    assert conditions["vbp_delivered"] == (("distributor",), ("vbp_delivery",))
    assert conditions["sterile_used"] == (("user",), ("sterile_implant",))
    assert conditions["online_sellers"] == ((), ("online",))
    assert conditions["platforms"] == (("platform",), ())
    for row in statistics.rows:
        assert (row.not_for == ("city",)) == (row.where.entity_kinds == ("manufacturer",))


def test_the_licence_table_has_11_columns_under_two_header_rows(pack):
    table = pack.table("licences")
    assert table.title == "2022年医疗器械质量安全风险隐患排查整治工作情况表"
    assert [printed(column, table.column_heads) for column in table.columns] == LICENCES
    assert max(len(column.under) for column in table.columns) + 1 == 2
    assert {column.measure for column in table.columns} == {"entered"}
    assert "".join(map(label, table.head)) == "填报单位：省（区、市）药品监督管理局（盖章）："
    assert (table.notes, table.blank_rows) == ((UNTIL,), ("", "", "", ""))
