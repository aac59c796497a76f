"""`python -m bot` is the same as `xiaohao`."""

import sys

from bot.cli.parser import main

sys.exit(main())
