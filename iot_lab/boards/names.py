"""Names for boards: a friendly word and a number, such as `capteur-07`. Words are our own, in both languages.

A number is used once in a room whatever the word, so "number seven" is one board.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iot_lab.contract.topics import is_name

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS: Final = {
    "fr": (
        "capteur",
        "phare",
        "boussole",
        "lanterne",
        "renard",
        "hirondelle",
        "galet",
        "tilleul",
        "comete",
        "mesange",
        "genet",
        "voilier",
        "loutre",
        "fougere",
        "nuage",
        "abeille",
    ),
    "en": (
        "sensor",
        "beacon",
        "compass",
        "lantern",
        "fox",
        "swallow",
        "pebble",
        "linden",
        "comet",
        "robin",
        "broom",
        "sailboat",
        "otter",
        "fern",
        "cloud",
        "bee",
    ),
}
_NUMBERED: Final = re.compile(r"[a-z0-9-]*?-?([0-9]{1,3})")


def first_word(language: str) -> str:
    """Return the word used where nobody chose one."""
    return WORDS.get(language, WORDS["fr"])[0]


def new_name(taken: Iterable[str], word: str) -> str:
    """Return `word` with the smallest number that no name in `taken` ends with; at least two digits.

    Raises ValueError where `word` cannot begin a name (a letter, then `[a-z0-9-]`, at most 28 characters in all).
    """
    if not word[:1].isalpha() or not is_name(f"{word}-000"):
        raise ValueError(word)
    numbers = {int(found[1]) for name in taken if (found := _NUMBERED.fullmatch(name))}
    number = next(number for number in range(1, 1000 + len(numbers)) if number not in numbers)
    return f"{word}-{number:02d}"
