"""晋城 2021: centrally procured devices. The province looks after the awarded of class two and up, the city after class
one, counties after delivery and use. No dated deadline at all."""

from datetime import date

from demo.entity_patterns import Pattern
from demo.plan_world import PlanWorld, VisitRound

COUNTIES, CITY, PROVINCE = ("county", "branch"), ("jincheng",), ("shanxi",)

WORLD = PlanWorld(
    begins=date(2021, 11, 18),
    led_from="jincheng",
    sizes={"zezhou": 1.3, "gaoping": 1.2, "lingchuan": 0.7, "qinshui": 0.7},
    rounds=(
        VisitRound(COUNTIES, "user", 16, 14, ("supervision", "daily")),
        VisitRound(COUNTIES, "distributor", 14, 10, ("supervision", "daily", "unannounced")),
        VisitRound(CITY, "manufacturer", 6, 4, ("unannounced", "adverse_events", "system")),
        VisitRound(CITY, "distributor", 6, 4, ("supervision", "unannounced")),
        VisitRound(PROVINCE, "manufacturer", 14, 10, ("unannounced", "system", "adverse_events")),
    ),
    featured=(
        Pattern("distributor", "康民示例配送公司（{place}）", tags=("delivery", "stent", "joint")),
        Pattern("user", "{place}示例人民医院", tags=("use", "stent", "joint", "balloon", "lens_implant")),
        Pattern("user", "和谐眼科门诊部（{place}）", tags=("use", "lens_implant")),
    ),
    patterns=(
        Pattern("distributor", "{brand}示例配送公司（{place}{nth}）", tags=("delivery", "stent", "balloon"), share=3),
        Pattern("distributor", "{brand}骨科器械经营部（{place}{nth}）", tags=("delivery", "joint"), share=2),
        Pattern("distributor", "{brand}眼科器械经营部（{place}{nth}）", tags=("delivery", "lens_implant")),
        Pattern(
            "distributor", "{brand}示例进口代理公司（{place}{nth}）", tags=("import_agent", "stent"), at=CITY, share=4
        ),
        Pattern("user", "{place}示例第{number}中心医院", tags=("use", "stent", "balloon"), share=2),
        Pattern("user", "{place}示例第{number}骨科医院", tags=("use", "joint"), share=2),
        Pattern("user", "{brand}眼科门诊部（{place}{nth}）", tags=("use", "lens_implant"), share=2),
        Pattern("user", "{place}示例第{number}卫生院", tags=("use", "joint")),
        Pattern("manufacturer", "{brand}示例手术器械厂（{place}{nth}）", tags=("award_class1", "joint"), at=CITY),
        *(
            Pattern(
                "manufacturer", f"{{brand}}示例{what}厂（{{place}}{{nth}}）", tags=("award_class2", *tags), at=PROVINCE
            )
            for what, tags in (
                ("冠脉支架", ("stent", "price_cut")),
                ("人工关节", ("joint", "low_price")),
                ("冠脉球囊", ("balloon", "changed")),
                ("人工晶体", ("lens_implant", "low_price", "price_cut")),
            )
        ),
    ),
    faults=(
        ("中选信息", "中选后没有及时报告中选情况", "已补报中选产品和配送信息"),
        ("质量管理体系", "内审发现的 2 个问题没有关闭", "已完成纠正措施并验证关闭"),
        ("风险隐患", "洁净区压差记录缺 3 天", "已补充监测，更换压差表"),
        ("不良事件", "没有指定不良事件监测负责人", "已确定专人并报送名单"),
        ("追溯", "一批产品没有上传唯一标识数据", "已补传并核对全部在售批号"),
        ("经营质量", "质量管理制度没有写中选产品", "已修订制度并组织培训"),
        ("运输", "冷链运输缺途中温度记录", "已加装温度记录仪，逐单留存"),
        ("采购、验收", "人工关节的验收记录缺产品批号", "已补登批号，落实专人登记"),
    ),
    outcome_shares=(14, 1, 1, 1),
)
