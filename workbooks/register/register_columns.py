"""The eight sheets of the register's workbook, column by column: key, title, kind, hint, example. Data only.

They are what the register, the ledgers and the official tables of the plans need (销号清单, 情况汇总表, 工作情况表). The
first column of every sheet tells whose row it is. Other words for the heads are in `register_heads`.
"""
# ruff: noqa: E501  # a line is a column

from workbooks.register.register_column import RegisterColumn, RegisterSheet

EXTERNAL = RegisterColumn(
    "external_ref",
    "外部编号",
    "text",
    "原来的表或系统里的编号，一行一个。填了它，同一行以后再导入只会更新，不会重复。",
    "2024-0001",
)
NOTE = RegisterColumn("note", "备注")
ENTITY = RegisterColumn(
    "entity",
    "监管对象",
    "text",
    "监管对象的全称。名称对不上时按统一社会信用代码找。",
    "石柱县康民大药房",
    required=True,
    instead="credit_code",
)
CODE = RegisterColumn(
    "credit_code",
    "统一社会信用代码",
    "credit_code",
    "18位；旧的15位注册号也可以。单元格要设为“文本”，否则Excel会丢掉后几位数字。",
    "91500240MA5U0DX41Y",
)

UNITS = RegisterSheet(
    "units", "单位", "市场监管系统内的单位：省局、市局、县局、所、科室、执法队。上级单位写在下级单位前面或后面都可以。",
    (
        RegisterColumn("name", "单位名称", "text", "单位的全称。", "南宾市场监管所", required=True),
        RegisterColumn("kind", "单位类别", "choice", "新单位必填。", "所", choices="unit_kinds"),
        RegisterColumn("parent", "上级单位", "text", "最上面的单位空着。", "石柱县市场监管局"),
        RegisterColumn("aliases", "其他叫法", "names", "以后的表里可能出现的叫法。", "南宾所、南宾市场所"),
        RegisterColumn("merged_into", "并入单位", "text", "单位撤并后由哪个单位承接。"),
        RegisterColumn("closed_on", "撤并日期", "day", "最后一天。"),
        EXTERNAL,
    ),
)  # fmt: skip

PEOPLE = RegisterSheet(
    "people", "人员", "每人一行；一个人在几个单位任职的，每个单位一行。导入后为每人生成邀请，本人用邀请加入。",
    (
        RegisterColumn("name", "姓名", "text", "", "张三", required=True),
        RegisterColumn("unit", "所属单位", "text", "单位的全称或简称，例如：南宾所。", "南宾所", required=True),
        RegisterColumn("role", "角色", "choice", "", "监管人员", required=True, choices="roles"),
        RegisterColumn("post", "职务", "text", "", "二级主办"),
        RegisterColumn("phone", "手机号", "phone", "", "10000000000"),
        RegisterColumn("entity", "所属企业", "text", "只有企业联系人填：他代表哪一家。"),
        RegisterColumn("credit_code", "企业信用代码", "credit_code", "只有企业联系人填。"),
        RegisterColumn("valid_from", "起始日期", "day", "空着：导入当天。", "2025-01-01"),
        RegisterColumn("valid_to", "截止日期", "day", "含当天；空着：一直有效。"),
        EXTERNAL,
    ),
)  # fmt: skip

ENTITIES = RegisterSheet(
    "entities", "监管对象", "生产企业、经营企业、使用单位、第三方平台，每家一行。先按统一社会信用代码认，没有代码的按名称和所属单位认。",
    (
        RegisterColumn("name", "名称", "text", "营业执照或执业许可证上的全称。", "石柱县康民大药房", required=True, instead="credit_code"),
        CODE,
        RegisterColumn("kind", "类型", "choice", "新登记的必填。", "经营企业", choices="entity_kinds"),
        RegisterColumn("unit", "所属单位", "text", "由哪个单位监管。新登记的必填。", "南宾所"),
        RegisterColumn("grade", "机构等级", "choice", "只有使用单位填；这不是监管级别。", choices="grades", open=True),
        RegisterColumn("ways", "经营方式", "choices", "可填多个，用“、”隔开。", "零售", choices="ways"),
        RegisterColumn("device_classes", "管理类别", "choices", "生产或经营哪几类医疗器械，用“、”隔开。", "第二类、第三类", choices="device_classes"),
        RegisterColumn("tags", "重点标签", "choices", "用“、”隔开。这里写了标签，就以这里为准；空着不改。", choices="tags"),
        RegisterColumn("tags_from", "标签起始日期", "day", "空着：导入当天。"),
        RegisterColumn("level_scheme", "分级制度", "choice", "空着：按正在执行的方案。", "三级制", choices="schemes"),
        RegisterColumn("level", "监管级别", "choice", "", "二级", choices="levels"),
        RegisterColumn("level_from", "级别起始日期", "day", "空着：导入当天。", "2025-01-01"),
        RegisterColumn("level_reason", "定级理由"),
        RegisterColumn("level_published_on", "级别公布日期", "day"),
        RegisterColumn("licence_kind", "许可证种类", "choice", "", "医疗器械经营许可证", choices="licence_kinds", open=True),
        RegisterColumn("licence_number", "许可证编号", "text", "", "渝石药监械经营许20210012号"),
        RegisterColumn("licence_issued_on", "许可证发证日期", "day", "", "2021-06-01"),
        RegisterColumn("licence_until", "许可证有效期至", "day", "长期有效的写“长期”。", "2026-05-31"),
        RegisterColumn("filing_kind", "备案种类", "choice", "", "第二类医疗器械经营备案凭证", choices="licence_kinds", open=True),
        RegisterColumn("filing_number", "备案编号", "text", "", "渝石药监械经营备20210034号"),
        RegisterColumn("filed_on", "备案日期", "day", "", "2021-06-01"),
        RegisterColumn("officer", "监管责任人", "text", "本单位的监管人员姓名。", "张三"),
        RegisterColumn("contact", "联系人", "text", "", "李四"),
        RegisterColumn("contact_post", "联系人职务"),
        RegisterColumn("phone", "联系电话", "phone", "", "10000000001"),
        RegisterColumn("address", "地址", "text", "", "重庆市石柱县南宾街道城南路1号"),
        RegisterColumn("longitude", "经度", "degrees", "经度和纬度要一起填。", "108.1124"),
        RegisterColumn("latitude", "纬度", "degrees", "", "29.9985"),
        RegisterColumn("status", "状态", "choice", "空着：在营。", "在营", choices="statuses"),
        RegisterColumn("closed_on", "注销日期", "day"),
        EXTERNAL,
    ),
)  # fmt: skip

INSPECTIONS = RegisterSheet(
    "inspections", "检查", "过去的检查，一家一天一次为一行。",
    (
        ENTITY,
        CODE,
        RegisterColumn("day", "检查日期", "day", "", "2024-03-05", required=True),
        RegisterColumn("kind", "检查类型", "choice", "", "日常检查", required=True, choices="inspection_kinds"),
        RegisterColumn("unit", "检查单位", "text", "空着：监管对象的所属单位。", "南宾所"),
        RegisterColumn("people", "检查人数", "count", "空着：按检查人员的人数，都没有时记 2 人。", "2"),
        RegisterColumn("officers", "检查人员", "names", "姓名。", "张三、王五"),
        RegisterColumn("outcome", "检查结果", "choice", "", "责令改正", required=True, choices="outcomes"),
        RegisterColumn("findings", "发现问题", "text", "每行一条。", "未建立进货查验记录制度"),
        RegisterColumn("interviewed", "约谈", "yes_no", "", "否"),
        RegisterColumn("tags", "重点标签", "choices", "这次检查计入哪些重点，用“、”隔开；空着：按监管对象当时的标签。", choices="tags"),
        NOTE,
        EXTERNAL,
    ),
)  # fmt: skip

RISK_ITEMS = RegisterSheet(
    "risk_items", "隐患", "一个隐患一行，从建档到销号。",
    (
        ENTITY,
        CODE,
        RegisterColumn("description", "风险隐患描述", "text", "", "冷藏柜温度记录不完整", required=True),
        RegisterColumn("source", "隐患来源", "choice", choices="risk_sources", open=True),
        RegisterColumn("opened_on", "建档日期", "day", "", "2024-03-05", required=True),
        RegisterColumn("due", "整改期限", "day", "最迟哪一天整改完。", "2024-03-20", required=True),
        RegisterColumn("officer", "风险隐患监管负责人", "text", "姓名。", "张三"),
        RegisterColumn("unit", "所属单位", "text", "空着：监管对象的所属单位。", "南宾所"),
        RegisterColumn("rectified_on", "整改日期", "day", "企业整改完成的那一天。", "2024-03-18"),
        RegisterColumn("rectification", "整改情况", "text", "", "已补记并安装自动温度记录仪"),
        RegisterColumn("closed_on", "销号日期", "day", "没有销号的空着。", "2024-03-20"),
        RegisterColumn("closed_by", "销号人", "text", "姓名；应与整改记录人不是同一人。", "王五"),
        RegisterColumn("inspection_ref", "检查外部编号", "text", "由哪次检查发现：那一行的外部编号。", "2024-0001"),
        NOTE,
        EXTERNAL,
    ),
)  # fmt: skip

CASES = RegisterSheet(
    "cases", "案件", "一个案件一行。件数按立案日期统计，金额和处罚人数按处罚决定日期统计。",
    (
        ENTITY,
        CODE,
        RegisterColumn("unit", "办案单位", "text", "空着：监管对象的所属单位。", "南宾所"),
        RegisterColumn("cause", "案由", "text", "", "经营未取得注册证的医疗器械", required=True),
        RegisterColumn("procedure", "程序", "choice", "空着：普通程序。", "普通程序", choices="procedures"),
        RegisterColumn("filed_on", "立案日期", "day", "简易程序填处罚当天。", "2024-04-01", required=True),
        RegisterColumn("decided_on", "处罚决定日期", "day", "没有决定的空着。", "2024-06-01"),
        RegisterColumn("closed_on", "结案日期", "day", "", "2024-06-20"),
        RegisterColumn("decision_number", "处罚决定书文号", "text", "", "石市监处罚〔2024〕12号"),
        RegisterColumn("entity_fine", "企业罚款（元）", "money", "表头写“万元”的按万元读。只有罚没款合计的，填在这里。", "20000"),
        RegisterColumn("confiscated", "没收金额（元）", "money", "", "1500"),
        RegisterColumn("punished_people", "处罚人数", "count", "处罚了几名责任人。", "1"),
        RegisterColumn("people_fine", "人员罚款（元）", "money", "", "5000"),
        RegisterColumn("suspended", "责令停产停业", "yes_no", "", "否"),
        RegisterColumn("revoked", "吊销许可证", "yes_no", "", "否"),
        RegisterColumn("blacklisted", "列入严重违法失信名单", "yes_no", "", "否"),
        NOTE,
        EXTERNAL,
    ),
)  # fmt: skip

REFERRALS = RegisterSheet(
    "referrals", "移送", "移送其他部门的案件或线索，一次一行。",
    (
        ENTITY,
        CODE,
        RegisterColumn("unit", "移送单位", "text", "空着：监管对象的所属单位。", "南宾所"),
        RegisterColumn("authority", "移送部门", "choice", "公安机关、卫生健康部门、通信管理部门……", "公安机关", required=True, choices="authorities", open=True),
        RegisterColumn("subject", "移送事项", "text", "", "涉嫌销售不符合标准的医用器材", required=True),
        RegisterColumn("day", "移送日期", "day", "", "2024-05-01", required=True),
        RegisterColumn("case_ref", "案件外部编号", "text", "由哪个案件移送：那一行的外部编号。"),
        RegisterColumn("answered_on", "回复日期", "day", "", "2024-05-20"),
        RegisterColumn("result", "处理结果", "text", "", "已立案侦查"),
        EXTERNAL,
    ),
)  # fmt: skip

LICENCES = RegisterSheet(
    "licences", "证照", "许可证和备案凭证，一证一行；填了办理事项的，另记一次办理（新办、变更、延续、注销、撤销、吊销等）。",
    (
        ENTITY,
        CODE,
        RegisterColumn("kind", "证照种类", "choice", "", "医疗器械经营许可证", required=True, choices="licence_kinds", open=True),
        RegisterColumn("number", "证照编号", "text", "", "渝石药监械经营许20210012号", required=True),
        RegisterColumn("issued_on", "发证日期", "day", "", "2021-06-01"),
        RegisterColumn("valid_until", "有效期至", "day", "备案凭证没有有效期，空着。", "2026-05-31"),
        RegisterColumn("action", "办理事项", "choice", "只登记证照的空着。清理九类：许可证主动注销、撤销、吊销、公告注销、其他清理；备案凭证主动取消、取消、公告标注、其他清理。", "主动注销", choices="licence_actions"),
        RegisterColumn("action_on", "办理日期", "day", "填了办理事项的必填。", "2024-09-01"),
        RegisterColumn("unit", "办理单位", "text", "空着：监管对象的所属单位。", "南宾所"),
        RegisterColumn("reason", "办理原因", "text", "", "企业不再经营"),
        EXTERNAL,
    ),
)  # fmt: skip

SHEETS = {
    sheet.key: sheet
    for sheet in (UNITS, PEOPLE, ENTITIES, INSPECTIONS, RISK_ITEMS, CASES, REFERRALS, LICENCES)
}  # fmt: skip
"""In the order of the workbook, in which they are taken over too: each refers only to those before it."""
