"""Names of people that nobody can have: a surname and a word that says “example”."""

from collections.abc import Iterator
from itertools import cycle

SURNAMES = "李王赵陈刘杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹"
GIVEN = ("示例", "样例", "演示")


def invented_names() -> Iterator[str]:
    """李示例, 王样例, 赵演示, 陈示例, …; no two are alike before every surname has had every given name."""
    return (surname + given for surname, given in zip(cycle(SURNAMES), cycle(GIVEN), strict=False))
