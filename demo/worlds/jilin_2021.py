"""吉林 2021: a province's yearly plan. Branches sweep the manufacturers, cities check trade and use, the province
watches platforms; nothing has a dated deadline."""

from datetime import date

from demo.entity_patterns import Pattern
from demo.plan_world import PlanWorld, VisitRound

CITIES, BRANCHES, PROVINCE = ("city",), ("branch",), ("jilin",)

WORLD = PlanWorld(
    begins=date(2021, 9, 14),
    sizes={"changchun": 1.6, "jilin_city": 1.3, "yanbian": 1.2, "changbaishan": 0.5, "meihekou": 0.6},
    places={"jilin_branches": "检查分局辖区"},
    rounds=(
        VisitRound(CITIES, "distributor", 18, 16, ("daily", "special", "unannounced")),
        VisitRound(CITIES, "user", 18, 16, ("daily", "special", "unannounced")),
        VisitRound(CITIES, "manufacturer", 3, 2, ("sweep", "daily")),
        VisitRound(BRANCHES, "manufacturer", 30, 24, ("sweep", "full", "followed")),
        VisitRound(PROVINCE, "manufacturer", 6, 6, ("unannounced", "full")),
        VisitRound(PROVINCE, "platform", 3, 2, ("special",)),
    ),
    featured=(
        Pattern("distributor", "康民大药房（{place}店）", tags=("epidemic_products", "covid_reagent", "mask")),
        Pattern("user", "和谐义齿诊所（{place}）", tags=("denture_clinic", "unannounced_focus")),
        Pattern("user", "{place}示例人民医院", tags=("epidemic_products", "covid_reagent")),
    ),
    patterns=(
        Pattern("distributor", "{brand}大药房（{place}{nth}店）", tags=("epidemic_products", "mask"), share=4),
        Pattern("distributor", "{brand}诊断试剂经营部（{place}{nth}）", tags=("covid_reagent", "unannounced_focus")),
        Pattern(
            "distributor", "{brand}防护用品店（{place}{nth}）", tags=("protective_suit", "class1_products"), share=2
        ),
        Pattern("distributor", "{brand}器械网店（{place}{nth}店）", tags=("online_sales", "class1_products")),
        Pattern("user", "{place}示例{number}村卫生室", tags=("epidemic_products",), share=3),
        Pattern("user", "{brand}义齿诊所（{place}{nth}）", tags=("denture_clinic",), share=2),
        Pattern("user", "{place}示例第{number}口腔医院", tags=("dental_hospital", "unannounced_focus")),
        Pattern("user", "{place}示例第{number}中心医院", tags=("epidemic_products", "covid_reagent")),
        Pattern("manufacturer", "{brand}示例护理用品厂（{place}{nth}）", tags=("class1", "converted"), at=CITIES),
        *(
            Pattern(
                "manufacturer",
                f"{{brand}}示例{what}厂（{{place}}{{nth}}）",
                tags=("holder", *tags),
                at=(*BRANCHES, *PROVINCE),
            )
            for what, tags in (
                ("医用口罩", ("class2", "mask", "newly_opened")),
                ("防护服", ("class2", "protective_suit", "export", "converted")),
                ("骨科植入", ("class3", "sterile_implant", "high_value", "catalogued")),
                ("输液器", ("class3", "infusion", "high_risk", "catalogued")),
                ("理疗仪", ("class2", "daily_problems")),
            )
        ),
        Pattern("platform", "{brand}示例医械网（{place}{nth}）", tags=("watched_platform",)),
    ),
    faults=(
        ("重点制度", "没有按时提交年度自查报告", "已补交年度自查报告"),
        ("质量管理体系", "管理评审没有覆盖不良事件", "已补做管理评审"),
        ("内部审核", "内审员没有培训记录", "已培训考核并归档"),
        ("问题整改", "上一年度 1 项问题没有整改到位", "已完成整改并提交验证材料"),
        ("原材料", "熔喷布进厂检验记录不全", "已补做检验，逐批留样"),
        ("关键过程", "封口工序参数超出确认范围", "已重新确认参数并培训操作人员"),
        ("灭菌", "环氧乙烷残留量检测超过规定时限", "已复检合格，修订检测计划"),
        ("防疫类", "一批口罩不能提供合法来源", "产品已下架封存并追查来源"),
        ("记录", "进货查验记录缺产品批号", "已补登批号，落实专人登记"),
        ("储存", "诊断试剂冷藏柜无温度记录", "已购置温湿度记录仪，每日两次记录"),
        ("包装标识", "中文标签缺生产日期", "已下架并退回供货者"),
        ("自查", "没有提交年度自查报告", "已补交自查报告"),
    ),
    outcome_shares=(12, 3, 1, 1),
)
