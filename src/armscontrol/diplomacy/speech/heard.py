"""What one sentence offers to the next: who spoke in it, who is named in it, and who opens it."""

from __future__ import annotations

from dataclasses import dataclass, field

from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.nouns import PRONOUNS
from armscontrol.diplomacy.speech.persons import Names
from armscontrol.diplomacy.speech.phrases import named
from armscontrol.diplomacy.speech.words import Token


@dataclass(slots=True)
class Heard:
    """What one sentence offers to the next: who spoke in it, and, once asked, who is named in it and opens it.

    `untold` says that somebody spoke in it of whom it is not told who that is.
    """

    spoke: list[Mention] = field(default_factory=list)
    untold: bool = False
    words: list[Token] = field(default_factory=list)
    known: Names | None = None
    clause: Clauses | None = None
    issued: Mention | None = None
    _named: list[Mention] | None = None
    _leading: Mention | None = None
    _asked: bool = False

    @property
    def named(self) -> list[Mention]:
        """Persons, bodies and States named outside quotation marks, in order."""
        if self._named is None:
            self._named = named(self.words, self.known) if self.known is not None else []
        return self._named

    def name(self, mentions: list[Mention]) -> None:
        """Sets who is named in the sentence."""
        self._named = mentions

    @property
    def leading(self) -> Mention | None:
        """The subject that opens the sentence."""
        if not self._asked:
            self.lead(self.clause.leading() if self.clause is not None else None)
        return self._leading

    def opens_with_pronoun(self) -> bool:
        """Whether a pronoun stands among the first words: then it is resolved at once, from what came before."""
        return any(w.plain in PRONOUNS for w in self.words[:4])

    def lead(self, mention: Mention | None) -> None:
        """Sets who opens the sentence; a person that a pronoun stands for counts as named."""
        self._leading, self._asked = (mention if mention is None or mention.kind != "pronoun" else None), True
        if mention is not None and mention.kind == "person" and self.opens_with_pronoun():
            self.named.insert(0, mention)
