"""中文: the language of the house, and of everything official."""

from locales.language import Language

LANGUAGE = Language(order=10, name="中文", messenger="zh", between="、")
