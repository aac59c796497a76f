"""许昌 2023: six counties and three branches, statistics every quarter, a four-level scheme, many focus products."""

from datetime import date

from demo.entity_patterns import Pattern
from demo.plan_world import PlanWorld, VisitRound

COUNTIES = ("county", "branch")

WORLD = PlanWorld(
    begins=date(2023, 9, 18),  # the third quarter's statistics are due on the 27th
    sizes={"weidu": 1.3, "yuzhou": 1.4, "changge": 1.3, "xuchang_demonstration": 0.6, "xuchang_dongcheng": 0.6},
    rounds=(
        VisitRound(COUNTIES, "distributor", 30, 26, ("standard", "daily", "special")),
        VisitRound(COUNTIES, "user", 18, 18, ("daily", "special", "sweep")),
        VisitRound(COUNTIES, "manufacturer", 4, 4, ("daily", "adverse_events", "unannounced")),
    ),
    featured=(
        Pattern("distributor", "康民大药房（{place}店）", tags=("epidemic", "ivd_reagent", "reserve")),
        Pattern("user", "和谐口腔诊所（{place}）", tags=("procured", "dental_implant", "denture")),
        Pattern("user", "{place}示例人民医院", tags=("procured", "stent", "joint", "spine", "sterile_implant")),
    ),
    patterns=(
        Pattern("distributor", "{brand}大药房（{place}{nth}店）", tags=("epidemic", "ivd_reagent"), share=4),
        Pattern(
            "distributor", "{brand}防疫物资经营部（{place}{nth}）", tags=("epidemic", "reserve", "epidemic_online")
        ),
        Pattern(
            "distributor",
            "{brand}眼镜店（{place}{nth}店）",
            tags=("special_people", "coloured_lens", "contact_lens", "optometry", "optician", "near_school"),
            share=2,
        ),
        Pattern(
            "distributor",
            "{brand}眼镜商城（{place}{nth}）",
            tags=("special_people", "contact_lens", "glasses_market", "shopping_mall", "residential"),
        ),
        Pattern(
            "distributor",
            "{brand}示例医药配送公司（{place}{nth}）",
            tags=("procured", "sterile_implant", "delivery", "stent", "joint", "spine", "lens_implant"),
        ),
        Pattern("distributor", "{brand}美容器械经营部（{place}{nth}）", tags=("cosmetic", "hyaluronate", "hair_laser")),
        Pattern("distributor", "{brand}器械网店（{place}{nth}店）", tags=("online", "complaints", "newly_opened")),
        Pattern("user", "{place}示例{number}村卫生室", tags=("epidemic",), share=3),
        Pattern("user", "{brand}口腔诊所（{place}{nth}）", tags=("procured", "dental_implant", "denture"), share=2),
        Pattern(
            "user",
            "{brand}医疗美容门诊部（{place}{nth}）",
            tags=("cosmetic", "hyaluronate", "radio_frequency", "picosecond", "pulsed_light", "microneedle"),
        ),
        Pattern("user", "{brand}眼科门诊部（{place}{nth}）", tags=("special_people", "viscoelastic", "lens_implant")),
        Pattern(
            "user",
            "{place}示例第{number}生殖医院",
            tags=("special_people", "catheter", "retrieval_needle", "micro_tools", "fluids", "instruments"),
        ),
        Pattern("user", "{place}示例第{number}中心医院", tags=("procured", "stent", "joint", "sterile_implant")),
        *(
            Pattern("manufacturer", f"{{brand}}示例{what}厂（{{place}}{{nth}}）", tags=("class1", "registrant", *tags))
            for what, tags in (
                ("医用口罩", ("epidemic", "commissioned")),
                ("义齿", ("denture", "many_problems", "penalised")),
                ("检查手套", ("sterile_implant", "failed_sampling", "adverse_events")),
                ("护理垫", ("moved", "staff_changes")),
            )
        ),
    ),
    faults=(
        ("许可", "经营范围变更后没有办理备案变更", "已办理备案变更"),
        ("无证", "柜台有 1 盒没有注册证信息的彩色隐形眼镜", "产品已下架封存并追查来源"),
        ("运输、贮存", "人工关节的运输温湿度记录不完整", "已补齐记录，落实专人复核"),
        ("说明书", "网店的产品标签与注册内容不一致", "已下架整改后重新发布"),
        ("断言功效", "页面写有“根治近视”字样", "已删除宣传用语，全店自查"),
        ("供货者资质", "供货者资质材料没有留存", "已向供货者索取资质并归档"),
        ("中选产品", "种植牙的验收记录缺产品批号", "已补登批号，落实专人登记"),
        ("不良事件", "上半年没有收集不良事件", "已明确专人，补报 2 例"),
        ("风险隐患", "留样室温湿度超出规定", "已维修空调并恢复监测"),
    ),
)
