"""`xiaohao campaign …`: plans as files, and putting one into force."""

from bot.cli.command import CommandGroup
from locales import N_

GROUP = CommandGroup(60, "campaign", N_("look at plans, check and copy them, put one into force"))
