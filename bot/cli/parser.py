"""The command line: `xiaohao --help`. Each command imports what it needs when it runs, so that help is instant."""

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from bot.console import CommandFailed, language, say
from locales import HERE as LOCALES
from locales import N_, Message

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
ROLES = ("admin", "leader", "officer", "enterprise")


# argparse's own words, for the catalogue: it looks them up with gettext, where `speak` points to our locales.
ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("invalid %(type)s value: %(value)r"),
)


def speak() -> None:
    """Lets argparse speak the reader's language."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("messages", str(LOCALES))
    gettext.textdomain("messages")


class HelpFormatter(argparse.HelpFormatter):
    """Lists the commands without a line that only repeats the heading above them."""

    def _format_action(self, action: argparse.Action) -> str:
        shown = super()._format_action(action)
        return shown.partition("\n")[2] if action.nargs == argparse.PARSER else shown


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 not done, 2 not understood."""
    speak()
    asked = parser().parse_args(arguments)
    from bot.settings import InvalidSetting

    try:
        run: Callable[[argparse.Namespace], None] = asked.run
        run(asked)
    except (CommandFailed, InvalidSetting) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    about = say(N_("销号 Xiaohao: runs regulatory campaigns inside workplace messaging."))
    whole = argparse.ArgumentParser(prog="xiaohao", description=about, formatter_class=HelpFormatter)
    commands = whole.add_subparsers(title=say(N_("Commands")), metavar=say(N_("COMMAND")), required=True)

    trying = _command(commands, "try", N_("try everything on this machine: chat page, bot, example data"), try_)
    which = N_("key of a plan, such as shizhu-2025 (the default), or a file")
    trying.add_argument("plan", nargs="?", default="shizhu-2025", metavar="PLAN", help=say(which))
    begins = N_("day to begin on, such as 2025-06-20 (default: one that shows the plan well)")
    trying.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY", help=say(begins))
    trying.add_argument("--port", type=int, default=0, help=say(N_("port of the page (default: a free one)")))
    trying.add_argument("--data", type=Path, help=say(N_("folder that keeps everything between runs")))
    trying.add_argument("--no-browser", action="store_true", help=say(N_("do not open the page by itself")))

    _command(commands, "run", N_("run the bot (needs XIAOHAO_TOKEN)"), run)

    sandbox = _command(commands, "sandbox", N_("only the stand-in for Telegram, for tests of a running bot"), sandbox_)
    sandbox.add_argument("--port", type=int, default=0, help=say(N_("port (default: a free one)")))
    sandbox.add_argument("--token", default="1:sandbox", help=say(N_("the token it accepts")))
    sandbox.add_argument("--people", type=Path, help=say(N_("people as printed by `xiaohao demo --json`")))

    demo = _command(commands, "demo", N_("fill the database with a plan and invented examples"), demo_)
    demo.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    demo.add_argument("--history", action="store_true", help=say(N_("with a plausible past")))
    demo.add_argument("--json", action="store_true", help=say(N_("print the people as JSON")))

    _command(commands, "migrate", N_("bring the database up to date"), migrate)

    campaign = _command(commands, "campaign", N_("look at plans, check and copy them, put one into force"), None)
    _campaign_commands(campaign.add_subparsers(title=say(N_("Commands")), metavar=say(N_("COMMAND")), required=True))

    invite = _command(commands, "invite", N_("print a link with which one person joins"), invite_)
    invite.add_argument("--role", required=True, choices=ROLES, help=say(N_("what the person will be")))
    invite.add_argument("--unit", help=say(N_("the unit's key or name (default: the topmost)")))
    invite.add_argument("--entity", metavar="NAME", help=say(N_("for an enterprise contact: which enterprise")))
    invite.add_argument("--json", action="store_true", help=say(N_("print JSON")))

    taking = _command(commands, "import", N_("take in a register's workbook: tried first, then asked"), import_)
    taking.add_argument("file", nargs="?", type=Path, metavar="FILE", help=say(N_("workbook (.xlsx)")))
    taking.add_argument("--yes", action="store_true", help=say(N_("import the right rows without asking")))
    taking.add_argument("--unit", help=say(N_("only this unit and what is below it, by key or name (default: all)")))
    whose = N_("who counts as having recorded the records (default: the first administrator)")
    taking.add_argument("--as", dest="as_", metavar="NAME", help=say(whose))
    taking.add_argument("--wrong-rows", type=Path, metavar="FILE", help=say(N_("write wrong rows here, with reasons")))
    taking.add_argument("--json", action="store_true", help=say(N_("print JSON")))
    empty = N_("write an empty workbook to fill in, and do nothing else")
    taking.add_argument(
        "--template", nargs="?", type=Path, const=Path("监管对象导入模板.xlsx"), metavar="FILE", help=say(empty)
    )

    giving = _command(commands, "export", N_("write units, people and the register as a workbook"), export_)
    giving.add_argument("file", type=Path, metavar="FILE", help=say(N_("workbook (.xlsx)")))
    giving.add_argument("--unit", help=say(N_("only this unit and what is below it, by key or name (default: all)")))

    report = _command(commands, "report", N_("write a report to a file or the terminal"), report_)
    report.add_argument("name", nargs="?", metavar="NAME", help=say(N_("which report; --list shows them")))
    report.add_argument("--list", action="store_true", help=say(N_("list the reports")))
    report.add_argument("--campaign", metavar="KEY", help=say(N_("key of a running campaign (default: the newest)")))
    report.add_argument("--unit", help=say(N_("the unit's key or name (default: the topmost)")))
    report.add_argument("--period", metavar="KEY", help=say(N_("such as 2025Q2 or 2025 (default: the running one)")))
    report.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help=say(N_("such as 2025-06-20")))
    report.add_argument("--format", choices=("xlsx", "json", "text"), default="text", help=say(N_("file format")))
    report.add_argument("--out", type=Path, metavar="FILE", help=say(N_("where to (xlsx needs it)")))
    audit = _command(commands, "audit", N_("check that records were not altered; erase a person's data"), None)
    _audit_commands(audit.add_subparsers(title=say(N_("Commands")), metavar=say(N_("COMMAND")), required=True))
    return whole


def _audit_commands(actions: Commands) -> None:
    verify = _command(
        actions, "verify", N_("find the first row of the audit that is not as it was sealed"), audit_verify
    )
    verify.add_argument("--json", action="store_true", help=say(N_("print JSON")))
    accept = N_("go on from the audit as it is, after restoring a backup or setting a key; this is audited too")
    verify.add_argument("--accept", action="store_true", help=say(accept))
    erase = _command(actions, "erase", N_("erase the name, post, phone and messages of a person who left"), audit_erase)
    whom = erase.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", type=int, metavar="ID", help=say(N_("the person's number")))
    contact = N_("the number of an enterprise's contact who never joined, as /audit shows it")
    whom.add_argument("--contact", type=int, metavar="ID", help=say(contact))


def _campaign_commands(actions: Commands) -> None:
    listed = _command(actions, "list", N_("the plans that come with the program"), campaign_list)
    show = _command(actions, "show", N_("what a plan says; --json prints all of it"), campaign_show)
    check = _command(
        actions, "check", N_("name every mistake in a plan's file, and what would be right"), campaign_check
    )
    deadlines = _command(actions, "deadlines", N_("what a plan wants by when, from whom"), campaign_deadlines)
    what = N_("write a plan's forms and tables, blank, as .xlsx; unclear places as an administrator has confirmed them")
    forms = _command(actions, "forms", what, campaign_forms)
    copy = _command(actions, "copy", N_("move a plan to another year, as a new file"), campaign_copy)
    export = _command(actions, "export", N_("write a plan as a workbook to edit, or as YAML"), campaign_export)
    load = _command(actions, "load", N_("put a plan into force; makes its units"), campaign_load)
    for command in (show, check, deadlines, forms, copy, export, load):
        command.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    for command in (listed, show, deadlines):
        command.add_argument("--json", action="store_true", help=say(N_("print JSON")))
    deadlines.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY", help=say(N_("first day")))
    deadlines.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY", help=say(N_("last day")))
    as_of = N_("say how many days are left from this day, such as 2025-06-20")
    deadlines.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help=say(as_of))
    forms.add_argument("--out", type=Path, required=True, metavar="DIR", help=say(N_("folder to write them into")))
    whose = N_("only the self-check form for this entity, its head filled in")
    forms.add_argument("--entity", metavar="NAME", help=say(whose))
    export.add_argument("--xlsx", type=Path, metavar="FILE", help=say(N_("workbook for Excel or WPS")))
    export.add_argument("--yaml", type=Path, metavar="FILE", help=say(N_("YAML file")))
    copy.add_argument("--year", type=int, required=True, metavar="YEAR", help=say(N_("the new year")))
    copy.add_argument("--out", type=Path, metavar="FILE", help=say(N_("where to (default: KEY.yaml in this folder)")))


def _command(
    commands: Commands,
    name: str,
    about: Message,
    work: Callable[[argparse.Namespace], None] | None,
) -> argparse.ArgumentParser:
    words = say(about)
    argument_parser = commands.add_parser(name, help=words, description=words, formatter_class=HelpFormatter)
    argument_parser.set_defaults(run=work)
    return argument_parser


def try_(asked: argparse.Namespace) -> None:
    from bot.cli import trial

    trial.run(asked.plan, asked.first, asked.port, asked.data, open_browser=not asked.no_browser)


def run(_: argparse.Namespace) -> None:
    from bot.cli import running

    running.run()


def sandbox_(asked: argparse.Namespace) -> None:
    from bot.cli import sandbox_alone

    sandbox_alone.run_sandbox_alone(asked.port, asked.token, asked.people)


def demo_(asked: argparse.Namespace) -> None:
    from bot.cli import loading

    loading.demo(asked.pack, history=asked.history, as_json=asked.json)


def migrate(_: argparse.Namespace) -> None:
    from bot.cli import loading

    loading.open_database().close()
    print(say(N_("The database is up to date.")))


def campaign_list(asked: argparse.Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.list_packs(as_json=asked.json)


def campaign_show(asked: argparse.Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.show(asked.pack, as_json=asked.json)


def campaign_check(asked: argparse.Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.check(asked.pack)


def campaign_deadlines(asked: argparse.Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.deadlines(asked.pack, asked.first, asked.last, asked.as_of, as_json=asked.json)


def campaign_forms(asked: argparse.Namespace) -> None:
    from bot.cli import blank_forms

    blank_forms.write_forms(asked.pack, asked.out, asked.entity)


def campaign_copy(asked: argparse.Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.copy(asked.pack, asked.year, asked.out)


def campaign_export(asked: argparse.Namespace) -> None:
    from bot.cli import exchange

    exchange.export(asked.pack, asked.xlsx, asked.yaml)


def campaign_load(asked: argparse.Namespace) -> None:
    from bot.cli import loading

    loading.load(asked.pack)


def invite_(asked: argparse.Namespace) -> None:
    from bot.cli import invite_links

    invite_links.invite(asked.role, asked.unit, asked.entity, as_json=asked.json)


def audit_verify(asked: argparse.Namespace) -> None:
    from bot.cli import auditing

    auditing.verify(as_json=asked.json, accept=asked.accept)


def audit_erase(asked: argparse.Namespace) -> None:
    from bot.cli import auditing

    if asked.contact is not None:
        auditing.erase_contact(asked.contact)
    else:
        auditing.erase_person(asked.person)


def import_(asked: argparse.Namespace) -> None:
    from bot.cli import import_file

    import_file.import_(asked)


def export_(asked: argparse.Namespace) -> None:
    from bot.cli import import_file

    import_file.export(asked.file, asked.unit)


def report_(asked: argparse.Namespace) -> None:
    from bot.cli import reporting

    reporting.report(asked)
