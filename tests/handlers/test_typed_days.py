"""Days that are typed in a chat: counted by the calendar that the administrators keep, repeated with the weekday."""


def test_working_days_leave_out_what_an_administrator_declared_off(stage):
    stage.do("陈示例", "/calendar 2025-06-23", "[改为非工作日]")
    said = stage.do("李示例", "报隐患", "冷藏柜无温度记录", "和谐口腔诊所", "[和谐口腔诊所…]", "5个工作日")
    assert "6月30日（周一）" in said


def test_a_due_day_on_a_saturday_says_so_on_its_button_and_when_it_is_typed(stage):
    asked = stage.do("李示例", "报隐患", "冷藏柜无温度记录", "和谐口腔诊所", "[和谐口腔诊所…]")
    assert "[15天后 7月5日（周六）]" in asked
    assert "7月5日（周六、非工作日）" in stage.do("李示例", "半个月")
