"""What is wrong with a pack, at which line and column, in a sentence that says what would be right."""

from dataclasses import dataclass

from locales import N_, Message, Text, tr


@dataclass(frozen=True)
class Problem:
    """One mistake; line and column count from 1, a file that could not be read at all has neither."""

    file: str
    what: Text
    line: int | None = None
    column: int | None = None

    @property
    def text(self) -> Message:
        if self.line is None:
            return N_("{file}: {what}", file=self.file, what=self.what)
        return N_("{file}:{line}:{column}: {what}", file=self.file, line=self.line, column=self.column, what=self.what)


class PackError(Exception):
    """Every mistake found in one go, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        super().__init__("\n".join(tr(problem.text) for problem in self.problems))
