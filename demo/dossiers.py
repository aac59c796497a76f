"""What the invented register says of each entity: ways of business, licences, levels of last year and this, a contact.

Everything is marked as an example: numbers with 示例, telephones that nobody can have. Chance is its own here, so
that the rest of the example stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from random import Random

from campaigns.schema.pack import Pack
from demo.checking_units import place_of
from demo.people_names import SURNAMES
from forms.offer import Offer
from storage.database import Session
from storage.queries.register import entity_details
from storage.queries.register.entity_details import EntityDetails, LevelHeld, LicenceDetails

A_DAY = timedelta(days=1)
WAYS = {"批发": "wholesale", "零售": "retail", "网络": "online"}
CLASSES = {"第三类": "3", "第二类": "2"}
GRADES = {
    "村卫生室": "村卫生室", "卫生院": "乡镇卫生院", "门诊部": "门诊部", "诊所": "诊所",
    "人民医院": "三级医院", "医院": "二级医院",
}  # fmt: skip
PUBLISHED_AFTER = timedelta(days=26)
ADJUSTED_AFTER = timedelta(days=131)
ADJUSTED_EVERY = 60
"""One of so many was graded anew in the middle of the year, and is not published yet."""

Spot = tuple[float, float]
START: Spot = (29.9993, 108.1125)
"""Where the chat page says one is: the first unit's places are near it."""

Territories = Mapping[str, Mapping[str, Sequence[Offer]]]


def add_dossiers(
    session: Session,
    pack: Pack,
    territories: Territories,
    officers: Mapping[str, tuple[int, ...]],
    levels: Mapping[int, str],
    since: date,
    today: date,
) -> None:
    """`levels` is what each entity is graded this year."""
    chance, somewhere = Random(f"{pack.key}/dossiers"), Random(f"{pack.key}/spots")
    scheme = pack.levels.key if pack.levels else ""
    listed_details = _details(pack, territories, officers, levels, since, today, chance)
    centres: dict[str, Spot] = {}
    details = [
        replace(listed_detail, spot=_spot(centres, listed_detail.address, somewhere))
        for listed_detail in listed_details
    ]
    entity_details.describe(session, details, scheme, since)


def _details(
    pack: Pack,
    territories: Territories,
    officers: Mapping[str, tuple[int, ...]],
    levels: Mapping[int, str],
    since: date,
    today: date,
    chance: Random,
) -> Iterator[EntityDetails]:
    titles = {tag.key: tag.title for group in pack.focus for tag in group.tags}
    numbers = count(1)
    for unit_key, kinds in territories.items():
        place, team = place_of(pack, pack.unit(unit_key)), officers.get(unit_key, ())
        for offers in kinds.values():
            for offer, number in zip(offers, numbers, strict=False):
                words = [titles.get(tag, tag) for tag in offer["tags"]]
                yield EntityDetails(
                    entity_id=int(offer["value"]),
                    address=f"{place}示例路{chance.randint(1, 288)}号",
                    grade=_grade(offer),
                    ways=_named(WAYS, words),
                    device_classes=_named(CLASSES, words),
                    papers=tuple(_papers(offer["kind"], words, number, since, chance)),
                    levels=tuple(_levels(pack, levels.get(int(offer["value"])), number, since, today, chance)),
                    contact=_contact(number, chance),
                    officer_id=team[number % len(team)] if team else None,
                )


def _spot(centres: dict[str, Spot], address: str, somewhere: Random) -> Spot:
    """Within a good kilometre of the middle of its place; the places lie a day's round apart from each other."""
    place = address.partition("示例路")[0]
    row, column = divmod(len(centres), 4)
    north, east = centres.setdefault(place, (START[0] + row * 0.08, START[1] + column * 0.08))
    return round(north + somewhere.uniform(-0.01, 0.01), 6), round(east + somewhere.uniform(-0.01, 0.01), 6)


def _grade(offer: Offer) -> str | None:
    grades = GRADES.items() if offer["kind"] == "user" else ()
    return next((grade for word, grade in grades if word in offer["label"]), None)


def _named(known: Mapping[str, str], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for word, key in known.items() if any(word in title for title in words))


def _papers(kind: str, words: Sequence[str], number: int, since: date, chance: Random) -> Iterator[LicenceDetails]:
    """Licences run for five years; filings do not run out."""
    issued = since - timedelta(days=chance.randint(0, 1700))
    until = issued.replace(year=issued.year + 5, day=min(issued.day, 28)) - A_DAY
    serial = f"{issued.year}{number:04d}号"
    if kind == "user":
        yield LicenceDetails("practice_licence", f"示例医证{serial}", issued, until)
    elif kind == "distributor" and any("第三类" in title for title in words):
        yield LicenceDetails("business_licence", f"示例药监械经营许{serial}", issued, until)
    elif kind == "distributor":
        yield LicenceDetails("business_filing", f"示例药监械经营备{serial}", issued)
    elif kind == "manufacturer":
        yield LicenceDetails("production_licence", f"示例药监械生产许{serial}", issued, until)


def _levels(
    pack: Pack, level: str | None, number: int, since: date, today: date, chance: Random
) -> Iterator[LevelHeld]:
    """Last year's, this year's, and for some a change in the middle of it."""
    if pack.levels is None or level is None:
        return
    keys = [titled.key for titled in pack.levels.levels]
    before = date(since.year - 1, 1, 1)
    milder = keys[min(keys.index(level) + 1, len(keys) - 1)]
    last_year = chance.choices((level, milder), (4, 1))[0]
    yield LevelHeld(last_year, before, since - A_DAY, before + PUBLISHED_AFTER, "年度定级")
    published, adjusted = since + PUBLISHED_AFTER, since + ADJUSTED_AFTER
    known = published if published <= today else None
    if number % ADJUSTED_EVERY or adjusted >= today or milder == level:
        yield LevelHeld(level, since, None, known, "年度定级")
    else:
        yield LevelHeld(milder, since, adjusted - A_DAY, known, "年度定级")
        yield LevelHeld(level, adjusted, None, None, "新增经营业态")


def _contact(number: int, chance: Random) -> dict[str, str]:
    name = f"{SURNAMES[number % len(SURNAMES)]}（示例）"
    post = chance.choice(("负责人", "质量负责人"))
    return {"name": name, "post": post, "phone": f"000-0000-{number % 10000:04d}"}
