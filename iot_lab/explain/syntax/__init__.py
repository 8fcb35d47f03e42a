"""Syntax errors: what a line is written like, rather than what Python stumbled on.

Python's own message depends on its version (CPython 3.11 to 3.14 word them differently, MicroPython says "invalid
syntax" of nearly all), and on where its reading got stuck. So the program's lines are looked at first, the message
second: the same mistake gets the same words on every laptop and from every board.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.syntax.characters import copied
from iot_lab.explain.syntax.messages import by_message
from iot_lab.explain.syntax.scan import scan
from iot_lab.explain.syntax.shape import brackets, lone_branch, margin, previous, unclosed_text
from iot_lab.explain.syntax.words import foreign_line
from iot_lab.program_text import syntax_error
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.rules import ErrorText
    from iot_lab.explain.source import Source
    from iot_lab.explain.syntax.scan import Scan


# Longer ones are no learner's: some patterns would take their time.
LONGEST_LINE: Final = 500
LONGEST_LOOKED_AT, SEVERAL = 10_000, 3
_LANGUAGES: Final = {
    "Arduino (C++)": (
        r"\bvoid\s+setup\s*\(", r"\bvoid\s+loop\s*\(", r"\bpinMode\s*\(", r"\bdigitalWrite\s*\(", r"#include\s*[<\"]",
        r"\bSerial\.begin\b", r"\banalogRead\s*\(", r"(?m);\s*$",
    ),
    "JavaScript": (
        r"\bconsole\.log\s*\(", r"\b(?:const|let|var)\s+\w+\s*=", r"\bfunction\s*\w*\s*\(", r"=>\s*\{",
        r"\bsetInterval\s*\(", r"\brequire\s*\(", r"(?m);\s*$",
    ),
}  # fmt: skip


def explain_syntax(source: Source, error: ErrorText) -> Diagnosis:
    """Return why Python cannot read the program."""
    if not source.text.strip():
        return by_message(error.message, error.line) or _unknown(error.line)
    refused = syntax_error(source.text)
    if refused is None:
        return _refused_by_the_board_alone(source, error)
    return explain_refusal(source, refused.lineno or error.line, refused.msg or error.message)


def explain_refusal(source: Source, line: int | None, message: str) -> Diagnosis:
    """Return why CPython, of whatever version, refuses a program with this message at this line."""
    found = scan(source.text)
    return (
        _other_language(source, line)
        or copied(source, found, line)
        or _margin_first(source, found, line, message)
        or _line(source, found, line)
        or unclosed_text(source, found)
        or brackets(found)
        or lone_branch(found, line)
        or _line(source, found, previous(found, line))
        or margin(source, found, line, message)
        or _f_string(source, line, message)
        or _told(found, line, message)
    )


def _other_language(source: Source, line: int | None) -> Diagnosis | None:
    """A whole program of another language, by several of its own words; one alone may have slipped in."""
    for language, words in _LANGUAGES.items():
        found = {word for word in words if re.search(word, source.text[:LONGEST_LOOKED_AT])}
        if len(found) >= SEVERAL:
            return Diagnosis(key("explain.syntax.other-language"), line, {"language": language})
    return None


def _margin_first(source: Source, found: Scan, line: int | None, message: str) -> Diagnosis | None:
    """A margin that is wrong is told as such, unless the line above was not a block for want of its keyword."""
    if not re.search(r"indent", message):
        return None
    above = previous(found, line)
    return _line(source, found, above) or margin(source, found, line, message)


def _line(source: Source, found: Scan, number: int | None) -> Diagnosis | None:
    if not number or len(source.line(number)) > LONGEST_LINE:
        return None
    return foreign_line(found.line(number), number, source.line(number))


def _f_string(source: Source, line: int | None, message: str) -> Diagnosis | None:
    raw = source.line(line)[:LONGEST_LINE]
    if re.search(r"\bf\"[^\"]*\{[^}\"]*\"", raw) or re.search(r"\bf'[^']*\{[^}']*'", raw):
        return Diagnosis(key("explain.syntax.f-string-quotes"), line)
    return by_message(message, line) if "f-string" in message else None


def _told(found: Scan, line: int | None, message: str) -> Diagnosis:
    made = by_message(message, line)
    if made is not None and made.key == key("explain.syntax.try-alone"):
        return replace(made, line=_line_of(found, r"\s*try\b", line))
    if made is not None and made.is_specific:
        return made
    code = found.line(line)[:LONGEST_LINE]
    if re.search(r"[\w)\]\"']\s+[\w\"'(\[{]", code) and re.search(r"[(\[{]", code) and _looks_like_lost_comma(code):
        return Diagnosis(key("explain.syntax.comma"), line)
    if re.search(r"(?<![\w.])(?!0[xXbBoO])\d+(?!\d*[eEjJ])[A-Za-z_]\w*", code):
        return Diagnosis(key("explain.syntax.number"), line)
    if re.search(r"[=+\-*/<>,]\s*$", code) or re.search(r"\b(?:and|or|not|in|is)\s*:?\s*$", code):
        return Diagnosis(key("explain.syntax.half"), line)
    return made or _unknown(line)


def _line_of(found: Scan, pattern: str, line: int | None) -> int | None:
    """Return the nearest line at or above one that begins as the pattern says."""
    return next((number for number in range(line or 0, 0, -1) if re.match(pattern, found.line(number))), line)


def _looks_like_lost_comma(code: str) -> bool:
    words = re.sub(
        r"\b(?:if|else|for|in|and|or|not|is|lambda|await|async|yield|from|import|as|return|while|elif|def)\b", "+", code
    )
    return bool(re.search(r"[\w)\]\"']\s+[\w\"'(\[{]", words))


def _refused_by_the_board_alone(source: Source, error: ErrorText) -> Diagnosis:
    """CPython reads it and MicroPython does not: something that MicroPython lacks, or a trainer's newer Python."""
    raw = source.line(error.line)
    quoted = _f_string(source, error.line, "")
    if quoted is not None:
        return quoted
    made = by_message(error.message, error.line)
    if made is not None and made.is_specific:
        return made
    if re.match(r"\s*(?:match|case)\b.*:\s*$", raw):
        return Diagnosis(key("explain.syntax.match"), error.line)
    return Diagnosis(key("explain.syntax.lacking"), error.line, is_specific=False)


def _unknown(line: int | None) -> Diagnosis:
    return Diagnosis(key("explain.type.syntax"), line, is_specific=False)
