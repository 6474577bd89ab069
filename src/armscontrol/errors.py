"""What can go wrong, and what the message owes the reader.

    ArmsControlError
    ├── SourceError        a shipped or exported table: unknown name, unreadable, unwritable
    ├── TreatyError        a treaty document or a variant of one
    │   └── ExpressionError    one rule expression, with its place in the file
    ├── DeclarationError   holdings or events that a user gave
    ├── VerificationError  a number given to the statistics of verification
    ├── ReportError        a report that cannot be made or written
    ├── ServeError         the workbench cannot be served as asked
    └── MissingError       a page, table or treaty asked for by an address that does not exist

A message says where, what was found, what is allowed, and what to do next; the same values are attributes, so a
caller reads fields, not text. A breach of a treaty is a finding, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass


class ArmsControlError(Exception):
    """Bad data from outside: one message for the user, exit code 3 on the command line."""

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        found: str = "",
        allowed: str = "",
        advice: str = "",
    ) -> None:
        self.message, self.where, self.found, self.allowed, self.advice = (
            message,
            where,
            found,
            allowed,
            advice,
        )
        told = message if message.endswith((".", "?", "!")) else f"{message}."
        parts = [f"{where}: {told}" if where else told]
        if found:
            parts.append(f"Found: {found}.")
        if allowed:
            parts.append(f"Allowed: {allowed}.")
        if advice:
            parts.append(advice)
        super().__init__(" ".join(parts))


class SourceError(ArmsControlError):
    """A shipped table, or a copy of one, cannot be read or written."""


class TreatyError(ArmsControlError):
    """A treaty document cannot be used as it stands."""


class ExpressionError(TreatyError):
    """A rule expression says something that the language does not allow.

    `position` is the offset of the offending word in the expression, from 0.
    """

    def __init__(
        self,
        message: str,
        *,
        position: int,
        word: str = "",
        where: str = "",
        allowed: str = "",
        advice: str = "",
    ) -> None:
        self.position, self.word = position, word
        super().__init__(message, where=where, found=word, allowed=allowed, advice=advice)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a table that a user gave."""

    line: int
    column: str
    found: str
    allowed: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line else "the table"
        column = f", column {self.column}" if self.column else ""
        return f"{place}{column}: found {self.found}; allowed: {self.allowed}"


class DeclarationError(ArmsControlError):
    """Holdings or events cannot be used; `problems` names every bad place, the message the first ten."""

    SHOWN = 10

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        problems: tuple[Problem, ...] = (),
        total: int = 0,
        advice: str = "",
    ) -> None:
        self.problems = problems
        self.total = max(total, len(problems))
        super().__init__(message, where=where, advice=advice)

    def __str__(self) -> str:
        head = super().__str__()
        if not self.problems:
            return head
        shown = [f"  {p}" for p in self.problems[: self.SHOWN]]
        rest = self.total - len(shown)
        if rest > 0:
            shown.append(f"  and {rest:,} more")
        return "\n".join([head, *shown])


class VerificationError(ArmsControlError):
    """A number outside its range, or numbers that do not go together."""


class RecordError(ArmsControlError):
    """A text cannot be read, or the diplomatic record cannot be opened or changed as asked."""


class MissingError(ArmsControlError):
    """What an address names does not exist."""


class ServeError(ArmsControlError):
    """The workbench in a browser cannot be served as asked."""


class ReportError(ArmsControlError):
    """A report cannot be made or written; nothing half-written is left behind."""
