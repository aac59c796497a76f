"""西藏 2022: on-site checks by the seven cities, manufacturers and the park's wholesalers by the region itself."""

from datetime import date

from demo.entity_patterns import Pattern
from demo.plan_world import PlanWorld, VisitRound

CITIES, REGION = ("city",), ("xizang",)
ON_SITE = (date(2022, 6, 1), date(2022, 8, 30))
SUPERVISION = (date(2022, 9, 1), date(2022, 10, 31))

WORLD = PlanWorld(
    begins=date(2022, 8, 22),  # six working days before the stage summary is due
    sizes={"lhasa": 1.5, "shigatse": 1.2, "nagqu": 0.8, "ngari": 0.5},
    rounds=(
        VisitRound(CITIES, "user", 14, 36, ("onsite",), *ON_SITE),
        VisitRound(CITIES, "distributor", 13, 30, ("onsite",), *ON_SITE),
        VisitRound(("lhasa", "lhoka"), "manufacturer", 2, 3, ("onsite",), *ON_SITE),
        VisitRound(REGION, "manufacturer", 14, 16, ("full", "onsite"), *ON_SITE),
        VisitRound(REGION, "distributor", 5, 6, ("onsite",), *ON_SITE),
        VisitRound(REGION, "platform", 2, 2, ("onsite",), *ON_SITE),
        VisitRound(CITIES, "user", 5, 36, ("supervision", "extended"), *SUPERVISION),
        VisitRound(CITIES, "distributor", 5, 30, ("supervision", "extended"), *SUPERVISION),
        VisitRound(REGION, "manufacturer", 6, 16, ("supervision", "extended"), *SUPERVISION),
    ),
    featured=(
        Pattern("distributor", "康民大药房（{place}店）", tags=("class2", "retail", "epidemic", "licensing")),
        Pattern("user", "和谐口腔诊所（{place}）", tags=("sterile_implant",)),
        Pattern("user", "{place}示例人民医院", tags=("vbp", "sterile_implant", "epidemic")),
    ),
    patterns=(
        Pattern("distributor", "{brand}大药房（{place}{nth}店）", tags=("class2", "retail", "epidemic"), share=5),
        Pattern("distributor", "{brand}药店（{place}{nth}店）", tags=("class2", "retail", "aids"), share=2),
        Pattern("distributor", "{brand}眼镜店（{place}{nth}店）", tags=("class3", "retail", "myopia")),
        Pattern("distributor", "{brand}敷贴专营店（{place}{nth}店）", tags=("class2", "retail", "online", "patch")),
        Pattern("distributor", "{brand}美容器械经营部（{place}{nth}）", tags=("class3", "cosmetic", "past_problems")),
        Pattern(
            "distributor", "{brand}医疗器械经营部（{place}{nth}店）", tags=("class3", "licensing", "sterile_implant")
        ),
        Pattern(
            "distributor",
            "{brand}示例医药配送公司（{place}{nth}）",
            tags=("class3", "wholesale", "vbp", "vbp_delivery", "sterile_implant"),
            at=CITIES,
        ),
        Pattern(
            "distributor",
            "藏青工业园区{brand}示例批发公司",
            tags=("class3", "wholesale", "park_wholesale", "sterile_implant"),
            share=100,
            at=REGION,
        ),
        Pattern("user", "{place}示例{number}村卫生室", tags=("epidemic",), share=4),
        Pattern("user", "{place}示例第{number}卫生院", tags=("epidemic", "sterile_implant"), share=2),
        Pattern("user", "{brand}诊所（{place}{nth}）", tags=("past_problems",)),
        Pattern("user", "{brand}口腔诊所（{place}{nth}）", tags=("sterile_implant",)),
        Pattern("user", "{brand}医疗美容门诊部（{place}{nth}）", tags=("cosmetic",)),
        Pattern("user", "{brand}眼科门诊部（{place}{nth}）", tags=("myopia", "vbp")),
        Pattern("user", "{place}示例第{number}中心医院", tags=("vbp", "sterile_implant")),
        Pattern("manufacturer", "{brand}示例敷贴厂（{place}{nth}）", tags=("class1", "production", "patch"), at=CITIES),
        *(
            Pattern("manufacturer", f"{{brand}}示例{what}厂（{{place}}{{nth}}）", tags=("production", *tags), at=REGION)
            for what, tags in (
                ("医用口罩", ("class2", "epidemic", "mask")),
                ("防护服", ("class2", "epidemic", "protective_suit", "registrant")),
                ("骨科植入", ("class3", "sterile_implant", "vbp", "innovative")),
                ("敷料", ("class2", "patch", "contract_manufacturer", "past_problems")),
                ("护理液", ("class3", "myopia", "online")),
                ("美容仪", ("class2", "cosmetic", "registrant")),
                ("诊断试剂", ("class3", "aids", "epidemic")),
            )
        ),
        Pattern("platform", "{brand}示例医械网（{place}{nth}）"),
    ),
    faults=(
        ("原材料", "两家供应商没有年度评价记录", "已补做供应商评价并更新合格供方名录"),
        ("关键工序", "灭菌工序再确认超过规定周期", "已完成灭菌再确认，确认报告归档"),
        ("检验和放行", "一批成品的检验原始记录缺页", "已追查补齐，完善记录交接"),
        ("变更", "主要设备更换后没有做变更评估", "已补做变更评估和验证"),
        ("储存", "冷藏柜无温度记录", "已购置温湿度记录仪，每日两次记录"),
        ("储存", "诊断试剂冷链交接单没有到货温度", "已补充到货测温，交接单逐批填写"),
        ("说明书", "网店页面的适用范围与备案内容不一致", "已下架整改，页面按备案内容重新发布"),
        ("供货者资质", "供货者资质材料没有留存", "已向供货者索取资质并归档"),
        ("使用记录", "植入材料使用记录缺少产品批号", "已补登批号，落实专人登记"),
        ("追溯", "植入性器械的追溯记录没有永久保存", "已建立电子台账，原始凭证永久保存"),
    ),
)
