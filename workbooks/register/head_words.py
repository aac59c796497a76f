"""By which words sheets and columns are recognised beside their own titles: what offices write in files of their own.

`HEADS["entities.name"]` are heads over the column `name` of the sheet `entities`, `HEADS["*.note"]` those over `note` on
every sheet, `HEADS["entities"]` names of that sheet.
"""
# ruff: noqa: E501  # a line is a column

from workbooks.register.register_column import RegisterColumn, RegisterSheet

HEADS: dict[str, str] = {
    # on every sheet
    "*.entity": "企业名称 单位名称 对象名称 被检查单位 被检查企业 检查对象 当事人 当事人名称 涉事企业 持证企业 企业 使用单位 经营企业 生产企业 被检查对象 受检单位",
    "*.credit_code": "信用代码 社会信用代码 统一信用代码 统一代码 机构代码",
    "*.note": "说明 备注说明",
    "*.external_ref": "原系统编号 系统编号 原编号 记录编号 业务编号",
    # 单位
    "units": "单位 机构 组织机构 单位名单 机构名单",
    "units.name": "名称 单位 机构名称 部门名称 部门",
    "units.kind": "类别 单位类型 机构类别 层级",
    "units.parent": "上级 主管单位 上级部门 隶属单位",
    "units.aliases": "简称 别名",
    "units.merged_into": "合并到 撤并到",
    "units.closed_on": "撤销日期 合并日期",
    "units.external_ref": "单位编号 单位代码 机构编号",
    # 人员
    "people": "人员 人员名单 花名册 通讯录 执法人员",
    "people.name": "名字 人员姓名 执法人员",
    "people.unit": "单位 工作单位 所在单位 部门 所在部门",
    "people.role": "身份 权限 人员类别",
    "people.post": "岗位 职位 职称",
    "people.phone": "手机 电话 联系电话 联系方式 手机号码",
    "people.entity": "企业 企业名称 监管对象",
    "people.credit_code": "统一社会信用代码",
    "people.valid_from": "任职日期 开始日期 到岗日期",
    "people.valid_to": "离任日期 结束日期 离岗日期",
    "people.external_ref": "工号 人员编号 执法证号",
    # 监管对象
    "entities": "监管对象 企业名单 企业 对象名录 监管对象名录 企业名录 名录",
    "entities.name": "监管对象 企业名称 单位名称 对象名称 经营企业名称 生产企业名称 使用单位名称 医疗机构名称 机构名称 企业 平台名称 主体名称",
    "entities.kind": "对象类型 对象类别 监管对象类型 企业类型 主体类型 类别",
    "entities.unit": "属地单位 监管单位 管辖单位 监管所 所属监管所 辖区 所属辖区 管辖所 属地 监管部门 日常监管单位",
    "entities.grade": "医院等级 医疗机构等级 等级 机构类别 医疗机构类别",
    "entities.ways": "经营模式 经营业态",
    "entities.device_classes": "器械类别 产品类别 医疗器械类别 经营类别 类别管理",
    "entities.tags": "重点 重点类别 标签 重点产品 重点品种",
    "entities.tags_from": "标签日期 列入重点日期",
    "entities.level_scheme": "级别方案 分级方案",
    "entities.level": "监管等级 分级 风险等级 风险级别 监管分级",
    "entities.level_from": "定级日期 级别日期",
    "entities.level_reason": "分级理由 调级理由",
    "entities.level_published_on": "公布日期 公示日期",
    "entities.licence_kind": "许可证类型 许可证名称",
    "entities.licence_number": "许可证号 经营许可证编号 经营许可证号 生产许可证编号 生产许可证号 医疗器械经营许可证编号 医疗器械经营许可证号 医疗器械生产许可证编号 执业许可证号 许可证",
    "entities.licence_issued_on": "发证日期 许可日期 许可证批准日期",
    "entities.licence_until": "有效期至 有效期 许可证有效期 有效期限 许可证到期日期 许可期限",
    "entities.filing_kind": "备案类型 备案凭证名称",
    "entities.filing_number": "备案号 备案凭证号 备案凭证编号 经营备案编号 经营备案号 经营备案凭证编号 生产备案编号 第二类医疗器械经营备案凭证编号 二类备案号 备案凭证",
    "entities.filed_on": "备案时间",
    "entities.officer": "责任人 监管人员 网格员 包保责任人 监管员 日常监管人员",
    "entities.contact": "企业联系人 负责人 质量负责人 企业负责人",
    "entities.contact_post": "联系人岗位",
    "entities.phone": "电话 联系方式 手机 手机号 联系人电话 企业电话",
    "entities.address": "经营地址 经营场所 住所 注册地址 生产地址 详细地址 单位地址 企业地址 经营场所地址",
    "entities.longitude": "东经 lng lon",
    "entities.latitude": "北纬 lat",
    "entities.status": "经营状态 企业状态 登记状态 存续状态",
    "entities.closed_on": "停业日期 关闭日期",
    "entities.external_ref": "企业编号 档案编号 档案号",
    # 检查
    "inspections": "检查 检查记录 检查台账 监督检查 日常检查 检查情况",
    "inspections.day": "日期 检查时间 时间",
    "inspections.kind": "类型 检查类别 检查方式 检查形式",
    "inspections.unit": "单位 检查机构 实施单位 执法单位",
    "inspections.people": "出动人数 出动人次 人数 出动执法人员 出动人员人次",
    "inspections.officers": "执法人员 检查员 检查人 监管人员",
    "inspections.outcome": "结果 处理结果 检查结论 处理情况 处置措施",
    "inspections.findings": "存在问题 问题 发现的问题 主要问题 问题描述",
    "inspections.interviewed": "是否约谈 约谈企业",
    "inspections.tags": "重点 标签 重点产品",
    "inspections.external_ref": "检查编号 检查记录编号",
    # 隐患
    "risk_items": "隐患 隐患清单 风险隐患 销号清单 问题清单 隐患台账 风险清单",
    "risk_items.description": "隐患描述 隐患 风险隐患 问题描述 隐患内容 存在问题 问题",
    "risk_items.source": "来源 风险来源 问题来源",
    "risk_items.opened_on": "发现日期 发现时间 建档时间 排查日期",
    "risk_items.due": "整改时限 整改截止日期 限期 期限 要求完成日期",
    "risk_items.officer": "监管负责人 监管责任人 责任人 监管人员",
    "risk_items.unit": "单位 监管单位 上报单位 填报单位",
    "risk_items.rectified_on": "整改完成日期 完成日期 整改时间",
    "risk_items.rectification": "整改措施 整改结果",
    "risk_items.closed_on": "销号时间 消号日期 核销日期",
    "risk_items.closed_by": "核查人 消号人 验收人 复查人",
    "risk_items.inspection_ref": "检查编号 来源检查编号",
    "risk_items.external_ref": "隐患编号",
    # 案件
    "cases": "案件 案件台账 行政处罚 处罚案件 立案 案件查处",
    "cases.unit": "单位 办案机构 承办单位 处罚机关 立案单位",
    "cases.cause": "违法行为 案件名称 违法事实 案件性质",
    "cases.procedure": "办案程序 适用程序 处罚程序 是否简易程序",
    "cases.filed_on": "立案时间",
    "cases.decided_on": "决定日期 处罚日期 处罚决定时间",
    "cases.closed_on": "结案时间 办结日期",
    "cases.decision_number": "决定书文号 文号 处罚文号 处罚决定书编号 案号",
    "cases.entity_fine": "罚款 罚款金额 企业罚没款 罚没款 罚没金额 罚没款金额 企业罚款金额",
    "cases.confiscated": "没收违法所得 没收 没收款 没收违法所得金额",
    "cases.punished_people": "处罚主要责任人 处罚责任人人数 处罚到人 处罚人员数",
    "cases.people_fine": "个人罚款 人员罚款金额 责任人罚款",
    "cases.suspended": "停产停业 责令停业 是否责令停产停业",
    "cases.revoked": "吊销 吊销证照 是否吊销许可证 吊销生产经营许可证",
    "cases.blacklisted": "列入失信 失信名单 列入失信名单 严重违法失信 是否列入失信名单",
    "cases.external_ref": "案件编号 立案号 立案编号",
    # 移送
    "referrals": "移送 移送台账 案件移送 线索移送 移交",
    "referrals.unit": "单位 移交单位",
    "referrals.authority": "接收部门 受移送机关 移送机关 移送给 接收单位 移交部门",
    "referrals.subject": "事项 移送内容 线索内容 案由 移交线索",
    "referrals.day": "日期 移送时间 移交日期",
    "referrals.case_ref": "案件编号 关联案件",
    "referrals.answered_on": "反馈日期 回复时间",
    "referrals.result": "结果 反馈结果 回复情况 反馈情况",
    "referrals.external_ref": "移送编号 移送书文号",
    # 证照
    "licences": "证照 许可备案 许可证 备案凭证 证照办理 许可证台账 备案台账",
    "licences.kind": "证照类型 许可证种类 种类 证照名称 证件类型",
    "licences.number": "许可证编号 许可证号 备案号 备案编号 证号 编号 备案凭证编号 许可证（备案凭证）编号 证照号",
    "licences.issued_on": "备案日期 批准日期 发证时间",
    "licences.valid_until": "有效期 有效期限 到期日期",
    "licences.action": "办理类型 事项 清理类型 业务类型 清理方式",
    "licences.action_on": "办结日期 清理日期 注销日期 办理时间",
    "licences.unit": "单位 发证单位 发证机关 备案部门",
    "licences.reason": "注销原因 清理原因 事由",
    "licences.external_ref": "办理编号 受理号",
}
IGNORED = "序号 错误原因 原因 行号 No. No"
"""Heads over columns that are nothing to read, and need no remark."""


def words_of(sheet: RegisterSheet, column: RegisterColumn) -> tuple[str, ...]:
    """Every head by which the column is recognised, its own title first."""
    hints = (HEADS.get(f"{where}.{column.key}", "") for where in (sheet.key, "*"))
    return (column.title, *" ".join(hints).split())


def names_of(sheet: RegisterSheet) -> tuple[str, ...]:
    return (sheet.title, *HEADS.get(sheet.key, "").split())
