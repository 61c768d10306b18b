"""What a check of the chain found."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from chuangcheng.domain.errors import Fault, Sentence

MOST_NAMED: Final = 100
"""Findings of one kind that are named one by one; the rest is only counted."""


@dataclass(slots=True)
class Check:
    """Faults (tampering), warnings and notes; how much was looked at.

    ``counts`` tells how many findings there are of each code, also where not all are named.
    """

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    events: int = 0
    seals: int = 0
    last_seal: int = 0
    last_hash: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether nothing shows that anybody tampered with the record."""
        return not self.faults

    def fault(self, sentence: Sentence, **params: object) -> None:
        """Note a fault."""
        self._note(self.faults, sentence, params)

    def warn(self, sentence: Sentence, **params: object) -> None:
        """Note a warning."""
        self._note(self.warnings, sentence, params)

    def note(self, sentence: Sentence, **params: object) -> None:
        """Note what is as it should be."""
        self._note(self.notes, sentence, params)

    def _note(self, found: list[Fault], sentence: Sentence, params: dict[str, object]) -> None:
        self.counts[sentence.code] += 1
        if self.counts[sentence.code] <= MOST_NAMED:
            words = {name: str(value) for name, value in params.items()}
            found.append(Fault(sentence, params=words))
