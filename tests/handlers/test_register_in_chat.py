"""What the register refuses in chat: a credit code of another entity, days in the wrong order, what lies elsewhere."""

OFFICER, LEADER, ADMIN = "李示例", "王样例", "陈示例"
CLINIC = "[和谐口腔诊所 · 使用单位 · 三级 · 名称]"


def card(stage, who):
    return stage.do(who, "/find 和谐口腔诊所", CLINIC)


def test_a_credit_code_that_another_entity_bears_is_refused_with_the_way_there(stage):
    stage.do(OFFICER, "/find 康民大药房", "[康民大药房（南宾店）…]", "[修改]", "[登记信息]", "[修改]", "[信用代码…]")
    refused = stage.do(OFFICER, "91000000DEM000002C", "提交")
    assert "这个信用代码已登记给“和谐口腔诊所”。" in refused
    assert "[提交] [修改]" in refused  # the form is still there


def test_a_licence_cannot_end_before_it_was_issued(stage):
    card(stage, OFFICER)
    stage.do(OFFICER, "[修改]", "[证照]", "[诊所备案凭证]", "示例备20250001号", "2025-06-01")
    refused = stage.do(OFFICER, "2025-05-31", "提交")
    assert "有效期至 5月31日 早于发证日期 6月1日，请核对。" in refused
    assert "✅" in stage.do(OFFICER, "[修改]", "[有效期至…]", "2030-05-31", "提交")


def test_who_has_lost_an_entity_to_another_unit_changes_it_no_more(stage):
    card(stage, OFFICER)
    card(stage, ADMIN)
    moved = stage.do(ADMIN, "[修改]", "[单位]", "万安所", "今天", "区划调整", "提交")
    assert "已划归万安所" in moved
    assert stage.do(OFFICER, "[修改]") == "没有找到，或您没有权限查看。"


def test_levels_that_are_published_are_not_published_again(stage):
    card(stage, LEADER)
    stage.do(LEADER, "[修改]", "[分级]", "二级", "今天", "新增经营业态", "提交")
    assert "✅ 已公布" in stage.do(LEADER, "/grading 南宾所", "[公布 2 家]", "[今天公布]")
    assert stage.do(LEADER, "[今天公布]") == "今年的监管级别都已公布。"
