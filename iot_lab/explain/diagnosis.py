"""One finding about a program: which sentence says it, where its cause stands, and the learner's own words in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.texts import Texts, key

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_WORD: Final = 72


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence that has words of its own in each language: "a text", "the sensor"."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, t: Texts) -> str:
        """Return the phrase in one language."""
        return t(self.key, **{name: shown(value, t) for name, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong, said by one sentence of the catalogues.

    `line` is where the cause stands in main.py, which may be far from where the error showed. A diagnosis that is not
    `is_specific` only puts the error in words: it names what Python met, and asserts no cause.
    """

    key: str
    line: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    is_specific: bool = True

    @property
    def id(self) -> str:
        """Return the short name of the diagnosis: its key without the catalogue's."""
        return self.key.removeprefix("explain.")

    def sentence(self, t: Texts) -> str:
        """Return the sentence, without the line."""
        return t(self.key, **{name: shown(value, t) for name, value in self.values.items()})

    def told(self, t: Texts) -> str:
        """Return the sentence with the line where the cause stands."""
        if not self.line:
            return self.sentence(t)
        return t(key("explain.at-line"), line=self.line, said=self.sentence(t))


def shown(value: object, t: Texts) -> object:
    """Return a value as a sentence may hold it: short, on one line, without what would end its code quotes."""
    if isinstance(value, Phrase):
        return value.said(t)
    if isinstance(value, Diagnosis):
        return value.sentence(t)
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if t.language == "fr" else ".")
    if isinstance(value, int):
        return value
    text = "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} else sign for sign in str(value))
    text = text.replace("`", "'").strip()
    return text if len(text) <= LONGEST_WORD else text[: LONGEST_WORD - 1] + "…"
