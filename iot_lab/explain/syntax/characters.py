"""What came with a copied text: curly quotes, prompts, fences, line numbers, spaces and signs of a word processor."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.source import Source
    from iot_lab.explain.syntax.scan import Scan

MOST_LINES: Final = 2000
_QUOTES: Final = "“”„‟‘’‚‛«»‹›′″＂＇´"
_MEANT: Final = {
    "×": "*", "÷": "/", "–": "-", "—": "-", "−": "-", "≠": "!=", "≤": "<=", "≥": ">=", "…": "...", "²": "**2",
    "，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "＝": "=", "⇒": "=>", "→": "->", "！": "!",
    "·": ".", "∙": ".", "⋅": "*",
}  # fmt: skip


def copied(source: Source, scan: Scan, near: int | None) -> Diagnosis | None:
    """Return what a copied text brought with it, the line of the error first."""
    numbers = sorted(range(1, len(source.lines) + 1), key=lambda number: (number != near, number))[:MOST_LINES]
    for look in (_prompt, _fence, _line_number, _quote, _strange):
        for number in numbers:
            if found := look(source.line(number), scan.line(number), number):
                return found
    return None


def _prompt(raw: str, _code: str, number: int) -> Diagnosis | None:
    found = re.match(r"\s*(>>>|\.\.\.|In \[\d+\]:|===)(?:\s|$)", raw)
    if found and (found[1] != "..." or raw.strip() != "..."):
        return Diagnosis(key("explain.syntax.prompt"), number, {"prompt": found[1]})
    return None


def _fence(raw: str, _code: str, number: int) -> Diagnosis | None:
    if re.match(r"\s*(```|~~~)", raw):
        return Diagnosis(key("explain.syntax.fence"), number)
    return None


def _line_number(raw: str, _code: str, number: int) -> Diagnosis | None:
    found = re.match(r"\s*(\d+)[.:|)]?\s+[^\W\d]", raw)
    if found and int(found[1]) in (number, number - 1):
        return Diagnosis(key("explain.syntax.line-number"), number, {"number": found[1]})
    return None


def _quote(_raw: str, code: str, number: int) -> Diagnosis | None:
    sign = next((sign for sign in code if sign in _QUOTES), None)
    return Diagnosis(key("explain.syntax.quote"), number, {"sign": sign}) if sign else None


def _strange(_raw: str, code: str, number: int) -> Diagnosis | None:
    for sign in code:
        if ord(sign) < 128:
            continue
        if unicodedata.category(sign) in ("Zs", "Cf") or sign == "\ufeff":
            return Diagnosis(key("explain.syntax.space"), number)
        if sign in _MEANT:
            return Diagnosis(key("explain.syntax.sign"), number, {"sign": sign, "meant": _MEANT[sign]})
        if not (sign.isidentifier() or unicodedata.category(sign).startswith("M")):
            return Diagnosis(key("explain.syntax.character"), number, {"sign": sign})
    return None
