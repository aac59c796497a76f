"""`xiaohao audit …`: is the audit what was sealed, and erasing a person's data on request."""

from bot.cli.command import CommandGroup
from locales import N_

GROUP = CommandGroup(110, "audit", N_("check that records were not altered; erase a person's data"))
