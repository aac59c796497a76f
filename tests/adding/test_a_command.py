"""A command of the command line is added as one file."""

from pathlib import Path

from bot.cli import commands
from bot.cli.parser import main
from tests.docs.snippets import snippet


def test_a_command_is_one_file(add, capsys):
    add(commands, "greet", snippet("Adding a command"))
    assert main(["greet", "王示例"]) == 0
    assert capsys.readouterr().out == "Good day, 王示例.\n"


def test_it_stands_in_the_help_with_its_arguments(add, capsys):
    add(commands, "greet", snippet("Adding a command"))
    for words, shown in ((["--help"], "greet"), (["greet", "--help"], "whom to greet")):
        try:
            main(words)
        except SystemExit:
            assert shown in capsys.readouterr().out


def test_there_is_no_list_of_commands_beside_the_folder():
    files = Path(commands.__path__[0])
    assert (files / "report.py").exists()
    parser = (files.parent / "parser.py").read_text("utf-8")
    assert "report" not in parser
