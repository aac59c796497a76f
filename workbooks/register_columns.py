"""The eight sheets of the register's workbook, column by column: data only.

The columns are those that the register, the ledgers and the official tables of the plans need (销号清单, 情况汇总表,
工作情况表). The first column of every sheet tells whose row it is.
"""

from dataclasses import replace

from workbooks.register_column import Column, Sheet

EXTERNAL = Column(
    "external_ref", "外部编号", "text", ("原系统编号", "系统编号", "原编号", "记录编号", "业务编号"),
    "原来的表或系统里的编号，一行一个。填了它，同一行以后再导入只会更新，不会重复。", "2024-0001",
)  # fmt: skip
NOTE = Column("note", "备注", "text", ("说明", "备注说明"))
ENTITY = Column(
    "entity", "监管对象", "text",
    ("企业名称", "单位名称", "对象名称", "被检查单位", "被检查企业", "检查对象", "当事人", "当事人名称", "涉事企业",
     "持证企业", "企业", "使用单位", "经营企业", "生产企业", "被检查对象", "受检单位"),
    "监管对象的全称。名称对不上时按统一社会信用代码找。", "石柱县康民大药房", required=True,
)  # fmt: skip
CODE = Column(
    "credit_code", "统一社会信用代码", "code", ("信用代码", "社会信用代码", "统一信用代码", "统一代码", "机构代码"),
    "18 位（旧的 15 位注册号也可以）。单元格要设为“文本”，否则 Excel 会丢掉后几位数字。", "91500240MA5U0DX41K",
)  # fmt: skip


def unit(title: str, *words: str, hint: str = "") -> Column:
    return Column("unit", title, "text", words, hint or "单位的全称或简称，例如：南宾所。", "南宾所")


UNITS = Sheet(
    "units", "单位", ("单位", "机构", "组织机构", "单位名单", "机构名单"),
    "市场监管系统内的单位：省局、市局、县局、所、科室、执法队。上级单位写在下级单位前面或后面都可以。",
    (
        Column("name", "单位名称", "text", ("名称", "单位", "机构名称", "部门名称", "部门"), "单位的全称。",
               "南宾市场监管所", required=True),
        Column("kind", "单位类别", "choice", ("类别", "单位类型", "机构类别", "层级"), "新单位必填。", "所",
               choices="unit_kinds"),
        Column("parent", "上级单位", "text", ("上级", "主管单位", "上级部门", "隶属单位"), "最上面的单位空着。",
               "石柱县市场监管局"),
        Column("aliases", "其他叫法", "names", ("简称", "别名"), "以后的表里可能出现的叫法，用“、”隔开。", "南宾所、南宾市场所"),
        Column("merged_into", "并入单位", "text", ("合并到", "撤并到"), "单位撤并后由哪个单位承接。"),
        Column("closed_on", "撤并日期", "day", ("撤销日期", "合并日期"), "最后一天。", ""),
        replace(EXTERNAL, words=(*EXTERNAL.words, "单位编号", "单位代码", "机构编号")),
    ),
)  # fmt: skip

PEOPLE = Sheet(
    "people", "人员", ("人员", "人员名单", "花名册", "通讯录", "执法人员"),
    "每人一行；一个人在几个单位任职的，每个单位一行。导入后为每人生成邀请，本人用邀请加入。",
    (
        Column("name", "姓名", "text", ("名字", "人员姓名", "执法人员"), "", "张三", required=True),
        replace(unit("所属单位", "单位", "工作单位", "所在单位", "部门", "所在部门"), required=True),
        Column("role", "角色", "choice", ("身份", "权限", "人员类别"), "", "监管人员", required=True, choices="roles"),
        Column("post", "职务", "text", ("岗位", "职位", "职称"), "", "二级主办"),
        Column("phone", "手机号", "phone", ("手机", "电话", "联系电话", "联系方式", "手机号码"), "", "13800000000"),
        replace(ENTITY, title="所属企业", words=("企业", "企业名称", "监管对象"), required=False,
                hint="只有企业联系人填：他代表哪一家。", example=""),
        replace(CODE, title="企业信用代码", words=(CODE.title, *CODE.words), hint="只有企业联系人填。", example=""),
        Column("valid_from", "起始日期", "day", ("任职日期", "开始日期", "到岗日期"), "空着：导入当天。", "2025-01-01"),
        Column("valid_to", "截止日期", "day", ("离任日期", "结束日期", "离岗日期"), "含当天；空着：一直有效。"),
        replace(EXTERNAL, words=(*EXTERNAL.words, "工号", "人员编号", "执法证号")),
    ),
)  # fmt: skip

ENTITIES = Sheet(
    "entities", "监管对象", ("监管对象", "企业名单", "企业", "对象名录", "监管对象名录", "企业名录", "名录"),
    "生产企业、经营企业、使用单位、第三方平台，每家一行。先按统一社会信用代码认，没有代码的按名称和所属单位认。",
    (
        Column("name", "名称", "text",
               ("监管对象", "企业名称", "单位名称", "对象名称", "经营企业名称", "生产企业名称", "使用单位名称",
                "医疗机构名称", "机构名称", "企业", "平台名称", "主体名称"),
               "营业执照或执业许可证上的全称。", "石柱县康民大药房", required=True),
        CODE,
        Column("kind", "类型", "choice", ("对象类型", "对象类别", "监管对象类型", "企业类型", "主体类型", "类别"),
               "新登记的必填。", "经营企业", choices="entity_kinds"),
        unit("所属单位", "属地单位", "监管单位", "管辖单位", "监管所", "所属监管所", "辖区", "所属辖区", "管辖所", "属地",
             "监管部门", "日常监管单位", hint="由哪个单位监管。新登记的必填。"),
        Column("grade", "机构等级", "choice", ("医院等级", "医疗机构等级", "等级", "机构类别", "医疗机构类别"),
               "只有使用单位填；这不是监管级别。", "", choices="grades", open=True),
        Column("ways", "经营方式", "choices", ("经营模式", "经营业态"), "可填多个，用“、”隔开。", "零售", choices="ways"),
        Column("device_classes", "管理类别", "choices", ("器械类别", "产品类别", "医疗器械类别", "经营类别", "类别管理"),
               "生产或经营哪几类医疗器械，用“、”隔开。", "第二类、第三类", choices="device_classes"),
        Column("tags", "重点标签", "choices", ("重点", "重点类别", "标签", "重点产品", "重点品种"),
               "用“、”隔开。这里写了标签，就以这里为准；空着不改。", "", choices="tags"),
        Column("tags_from", "标签起始日期", "day", ("标签日期", "列入重点日期"), "空着：导入当天。"),
        Column("level_scheme", "分级制度", "choice", ("级别方案", "分级方案"), "空着：按正在执行的方案。", "三级制",
               choices="schemes"),
        Column("level", "监管级别", "choice", ("监管等级", "分级", "风险等级", "风险级别", "监管分级"), "", "二级",
               choices="levels"),
        Column("level_from", "级别起始日期", "day", ("定级日期", "级别日期"), "空着：导入当天。", "2025-01-01"),
        Column("level_reason", "定级理由", "text", ("分级理由", "调级理由")),
        Column("level_published_on", "级别公布日期", "day", ("公布日期", "公示日期")),
        Column("licence_kind", "许可证种类", "choice", ("许可证类型", "许可证名称"), "", "医疗器械经营许可证",
               choices="licence_kinds", open=True),
        Column("licence_number", "许可证编号", "text",
               ("许可证号", "经营许可证编号", "经营许可证号", "生产许可证编号", "生产许可证号", "医疗器械经营许可证编号",
                "医疗器械经营许可证号", "医疗器械生产许可证编号", "执业许可证号", "许可证"), "", "渝石药监械经营许20210012号"),
        Column("licence_issued_on", "许可证发证日期", "day", ("发证日期", "许可日期", "许可证批准日期"), "", "2021-06-01"),
        Column("licence_until", "许可证有效期至", "day",
               ("有效期至", "有效期", "许可证有效期", "有效期限", "许可证到期日期", "许可期限"), "长期有效的写“长期”。", "2026-05-31"),
        Column("filing_kind", "备案种类", "choice", ("备案类型", "备案凭证名称"), "", "第二类医疗器械经营备案凭证",
               choices="licence_kinds", open=True),
        Column("filing_number", "备案编号", "text",
               ("备案号", "备案凭证号", "备案凭证编号", "经营备案编号", "经营备案号", "经营备案凭证编号", "生产备案编号",
                "第二类医疗器械经营备案凭证编号", "二类备案号", "备案凭证"), "", "渝石药监械经营备20210034号"),
        Column("filed_on", "备案日期", "day", ("备案时间",), "", "2021-06-01"),
        Column("officer", "监管责任人", "text", ("责任人", "监管人员", "网格员", "包保责任人", "监管员", "日常监管人员"),
               "本单位的监管人员姓名。", "张三"),
        Column("contact", "联系人", "text", ("企业联系人", "负责人", "质量负责人", "企业负责人"), "", "李四"),
        Column("contact_post", "联系人职务", "text", ("联系人岗位",)),
        Column("phone", "联系电话", "phone", ("电话", "联系方式", "手机", "手机号", "联系人电话", "企业电话"), "", "13900000000"),
        Column("address", "地址", "text",
               ("经营地址", "经营场所", "住所", "注册地址", "生产地址", "详细地址", "单位地址", "企业地址", "经营场所地址"),
               "", "重庆市石柱县南宾街道城南路1号"),
        Column("longitude", "经度", "degrees", ("东经", "lng", "lon"), "经度和纬度要一起填。", "108.1124"),
        Column("latitude", "纬度", "degrees", ("北纬", "lat"), "", "29.9985"),
        Column("status", "状态", "choice", ("经营状态", "企业状态", "登记状态", "存续状态"), "空着：在营。", "在营",
               choices="statuses"),
        Column("closed_on", "注销日期", "day", ("停业日期", "关闭日期")),
        replace(EXTERNAL, words=(*EXTERNAL.words, "企业编号", "档案编号", "档案号")),
    ),
)  # fmt: skip

INSPECTIONS = Sheet(
    "inspections", "检查", ("检查", "检查记录", "检查台账", "监督检查", "日常检查", "检查情况"),
    "过去的检查，一家一天一次为一行。",
    (
        ENTITY,
        CODE,
        Column("day", "检查日期", "day", ("日期", "检查时间", "时间"), "", "2024-03-05", required=True),
        Column("kind", "检查类型", "choice", ("类型", "检查类别", "检查方式", "检查形式"), "", "日常检查", required=True,
               choices="inspection_kinds"),
        unit("检查单位", "单位", "检查机构", "实施单位", "执法单位", hint="空着：监管对象的所属单位。"),
        Column("people", "检查人数", "count", ("出动人数", "出动人次", "人数", "出动执法人员", "出动人员人次"),
               "空着：按检查人员的人数，都没有时记 2 人。", "2"),
        Column("officers", "检查人员", "names", ("执法人员", "检查员", "检查人", "监管人员"), "姓名，用“、”隔开。", "张三、王五"),
        Column("outcome", "检查结果", "choice", ("结果", "处理结果", "检查结论", "处理情况", "处置措施"), "", "责令改正",
               required=True, choices="outcomes"),
        Column("findings", "发现问题", "text", ("存在问题", "问题", "发现的问题", "主要问题", "问题描述"), "每行一条。",
               "未建立进货查验记录制度"),
        Column("interviewed", "约谈", "yes_no", ("是否约谈", "约谈企业"), "", "否"),
        Column("tags", "重点标签", "choices", ("重点", "标签", "重点产品"), "这次检查计入哪些重点，用“、”隔开；空着：按监管对象当时的标签。",
               "", choices="tags"),
        NOTE,
        replace(EXTERNAL, words=(*EXTERNAL.words, "检查编号", "检查记录编号")),
    ),
)  # fmt: skip

RISK_ITEMS = Sheet(
    "risk_items", "隐患", ("隐患", "隐患清单", "风险隐患", "销号清单", "问题清单", "隐患台账", "风险清单"),
    "一个隐患一行，从建档到销号。",
    (
        ENTITY,
        CODE,
        Column("description", "风险隐患描述", "text", ("隐患描述", "隐患", "风险隐患", "问题描述", "隐患内容", "存在问题", "问题"),
               "", "冷藏柜温度记录不完整", required=True),
        Column("source", "隐患来源", "choice", ("来源", "风险来源", "问题来源"), "", "", choices="risk_sources", open=True),
        Column("opened_on", "建档日期", "day", ("发现日期", "发现时间", "建档时间", "排查日期"), "", "2024-03-05", required=True),
        Column("due", "整改期限", "day", ("整改时限", "整改截止日期", "限期", "期限", "要求完成日期"), "最迟哪一天整改完。",
               "2024-03-20", required=True),
        Column("officer", "风险隐患监管负责人", "text", ("监管负责人", "监管责任人", "责任人", "监管人员"), "姓名。", "张三"),
        unit("所属单位", "单位", "监管单位", "上报单位", "填报单位", hint="空着：监管对象的所属单位。"),
        Column("rectified_on", "整改日期", "day", ("整改完成日期", "完成日期", "整改时间"), "企业整改完成的那一天。", "2024-03-18"),
        Column("rectification", "整改情况", "text", ("整改措施", "整改结果"), "", "已补记并安装自动温度记录仪"),
        Column("closed_on", "销号日期", "day", ("销号时间", "消号日期", "核销日期"), "没有销号的空着。", "2024-03-20"),
        Column("closed_by", "销号人", "text", ("核查人", "消号人", "验收人", "复查人"), "姓名；应与整改记录人不是同一人。", "王五"),
        Column("inspection_ref", "检查外部编号", "text", ("检查编号", "来源检查编号"), "由哪次检查发现：那一行的外部编号。", "2024-0001"),
        NOTE,
        replace(EXTERNAL, words=(*EXTERNAL.words, "隐患编号")),
    ),
)  # fmt: skip

CASES = Sheet(
    "cases", "案件", ("案件", "案件台账", "行政处罚", "处罚案件", "立案", "案件查处"),
    "一个案件一行。件数按立案日期统计，金额和处罚人数按处罚决定日期统计。",
    (
        ENTITY,
        CODE,
        unit("办案单位", "单位", "办案机构", "承办单位", "处罚机关", "立案单位", hint="空着：监管对象的所属单位。"),
        Column("cause", "案由", "text", ("违法行为", "案件名称", "违法事实", "案件性质"), "", "经营未取得注册证的医疗器械",
               required=True),
        Column("procedure", "程序", "choice", ("办案程序", "适用程序", "处罚程序", "是否简易程序"), "空着：普通程序。", "普通程序",
               choices="procedures"),
        Column("filed_on", "立案日期", "day", ("立案时间",), "简易程序填处罚当天。", "2024-04-01", required=True),
        Column("decided_on", "处罚决定日期", "day", ("决定日期", "处罚日期", "处罚决定时间"), "没有决定的空着。", "2024-06-01"),
        Column("closed_on", "结案日期", "day", ("结案时间", "办结日期"), "", "2024-06-20"),
        Column("decision_number", "处罚决定书文号", "text", ("决定书文号", "文号", "处罚文号", "处罚决定书编号", "案号"), "",
               "石市监处罚〔2024〕12号"),
        Column("entity_fine", "企业罚款（元）", "money",
               ("罚款", "罚款金额", "企业罚没款", "罚没款", "罚没金额", "罚没款金额", "企业罚款金额"),
               "表头写“万元”的按万元读。只有罚没款合计的，填在这里。", "20000"),
        Column("confiscated", "没收金额（元）", "money", ("没收违法所得", "没收", "没收款", "没收违法所得金额"), "", "1500"),
        Column("punished_people", "处罚人数", "count", ("处罚主要责任人", "处罚责任人人数", "处罚到人", "处罚人员数"),
               "处罚了几名责任人。", "1"),
        Column("people_fine", "人员罚款（元）", "money", ("个人罚款", "人员罚款金额", "责任人罚款"), "", "5000"),
        Column("suspended", "责令停产停业", "yes_no", ("停产停业", "责令停业", "是否责令停产停业"), "", "否"),
        Column("revoked", "吊销许可证", "yes_no", ("吊销", "吊销证照", "是否吊销许可证", "吊销生产经营许可证"), "", "否"),
        Column("blacklisted", "列入严重违法失信名单", "yes_no", ("列入失信", "失信名单", "列入失信名单", "严重违法失信", "是否列入失信名单"),
               "", "否"),
        NOTE,
        replace(EXTERNAL, words=(*EXTERNAL.words, "案件编号", "立案号", "立案编号")),
    ),
)  # fmt: skip

REFERRALS = Sheet(
    "referrals", "移送", ("移送", "移送台账", "案件移送", "线索移送", "移交"),
    "移送其他部门的案件或线索，一次一行。",
    (
        ENTITY,
        CODE,
        unit("移送单位", "单位", "移交单位", hint="空着：监管对象的所属单位。"),
        Column("authority", "移送部门", "choice", ("接收部门", "受移送机关", "移送机关", "移送给", "接收单位", "移交部门"),
               "公安机关、卫生健康部门、通信管理部门……", "公安机关", required=True, choices="authorities", open=True),
        Column("subject", "移送事项", "text", ("事项", "移送内容", "线索内容", "案由", "移交线索"), "", "涉嫌销售不符合标准的医用器材",
               required=True),
        Column("day", "移送日期", "day", ("日期", "移送时间", "移交日期"), "", "2024-05-01", required=True),
        Column("case_ref", "案件外部编号", "text", ("案件编号", "关联案件"), "由哪个案件移送：那一行的外部编号。"),
        Column("answered_on", "回复日期", "day", ("反馈日期", "回复时间"), "", "2024-05-20"),
        Column("result", "处理结果", "text", ("结果", "反馈结果", "回复情况", "反馈情况"), "", "已立案侦查"),
        replace(EXTERNAL, words=(*EXTERNAL.words, "移送编号", "移送书文号")),
    ),
)  # fmt: skip

LICENCES = Sheet(
    "licences", "证照", ("证照", "许可备案", "许可证", "备案凭证", "证照办理", "许可证台账", "备案台账"),
    "许可证和备案凭证，一证一行；填了办理事项的，另记一次办理（新办、变更、延续、注销、撤销、吊销等）。",
    (
        ENTITY,
        CODE,
        Column("kind", "证照种类", "choice", ("证照类型", "许可证种类", "种类", "证照名称", "证件类型"), "", "医疗器械经营许可证",
               required=True, choices="licence_kinds", open=True),
        Column("number", "证照编号", "text",
               ("许可证编号", "许可证号", "备案号", "备案编号", "证号", "编号", "备案凭证编号", "许可证（备案凭证）编号", "证照号"),
               "", "渝石药监械经营许20210012号", required=True),
        Column("issued_on", "发证日期", "day", ("备案日期", "批准日期", "发证时间"), "", "2021-06-01"),
        Column("valid_until", "有效期至", "day", ("有效期", "有效期限", "到期日期"), "备案凭证没有有效期，空着。", "2026-05-31"),
        Column("action", "办理事项", "choice", ("办理类型", "事项", "清理类型", "业务类型", "清理方式"),
               "只登记证照的空着。清理九类：许可证主动注销、撤销、吊销、公告注销、其他清理；备案凭证主动取消、取消、公告标注、其他清理。",
               "主动注销", choices="licence_actions"),
        Column("action_on", "办理日期", "day", ("办结日期", "清理日期", "注销日期", "办理时间"), "填了办理事项的必填。", "2024-09-01"),
        unit("办理单位", "单位", "发证单位", "发证机关", "备案部门", hint="空着：监管对象的所属单位。"),
        Column("reason", "办理原因", "text", ("注销原因", "清理原因", "事由"), "", "企业不再经营"),
        replace(EXTERNAL, words=(*EXTERNAL.words, "办理编号", "受理号")),
    ),
)  # fmt: skip

SHEETS = {
    sheet.key: sheet
    for sheet in (UNITS, PEOPLE, ENTITIES, INSPECTIONS, RISK_ITEMS, CASES, REFERRALS, LICENCES)
}  # fmt: skip
"""In the order in which they are taken over: each refers only to those before it."""
IGNORED = ("序号", "错误原因", "原因", "No", "行号")
"""Heads over columns that are nothing to be read, and need no remark."""
