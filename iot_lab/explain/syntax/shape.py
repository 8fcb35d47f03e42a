"""Brackets, texts and margins: what is opened and not closed, and blocks that do not stand where they should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.source import Source
    from iot_lab.explain.syntax.scan import Scan

_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_OPENED_BY = {")": "(", "]": "[", "}": "{"}


def unclosed_text(source: Source, scan: Scan) -> Diagnosis | None:
    """Return the text whose quote is missing."""
    if scan.unclosed_text is None:
        return None
    quote, number = scan.unclosed_text
    if len(quote) == 3:
        return Diagnosis(key("explain.syntax.long-text"), number, {"quote": quote})
    raw = source.line(number)
    if quote == "'" and re.search(r"\w'\w.*'", raw):
        return Diagnosis(key("explain.syntax.apostrophe"), number)
    if re.search(r"\"[^\"']*'\s*[),]", raw) or re.search(r"'[^\"']*\"\s*[),]", raw):
        return Diagnosis(key("explain.syntax.mixed-quotes"), number)
    return Diagnosis(key("explain.syntax.text"), number, {"quote": quote})


def brackets(scan: Scan) -> Diagnosis | None:
    """Return the bracket that is missing or too many."""
    if scan.mismatch is not None:
        opened, line, closed, at = scan.mismatch
        if not closed:
            return Diagnosis(key("explain.syntax.unclosed"), line, {"sign": opened, "closing": _CLOSED_BY[opened]})
        values = {"opened": opened, "closed": closed, "meant": _CLOSED_BY[opened], "begun": line}
        return Diagnosis(key("explain.syntax.mismatch"), at, values)
    if scan.unopened is not None:
        sign, line = scan.unopened
        return Diagnosis(key("explain.syntax.unopened"), line, {"sign": sign, "opening": _OPENED_BY[sign]})
    if scan.unclosed:
        sign, line = scan.unclosed[0]
        return Diagnosis(key("explain.syntax.unclosed"), line, {"sign": sign, "closing": _CLOSED_BY[sign]})
    return None


def margin(source: Source, scan: Scan, line: int | None, message: str) -> Diagnosis | None:
    """Return what is wrong with the distance from the margin, as Python's message and the lines around tell."""
    header = next((int(found[1]) for found in (re.search(r"on line (\d+)", message),) if found), None)
    if re.search(r"expected an indented block", message):
        return _empty_block(source, scan, line, header)
    if "inconsistent use of tabs" in message:
        return Diagnosis(key("explain.indent.tabs"), line)
    if re.search(r"unindent does(?:n't| not) match", message):
        word = (scan.line(line).split() or ["?"])[0].rstrip(":")
        return Diagnosis(key("explain.indent.unmatched"), line, {"word": word})
    if "unexpected indent" in message:
        return _too_far(scan, line)
    return None


def _empty_block(source: Source, scan: Scan, line: int | None, header: int | None) -> Diagnosis:
    above = header or previous(scan, line)
    opened = scan.line(above).strip()
    word = opened.split(maxsplit=1)[0].rstrip(":") if opened else ""
    here = source.line(line)
    is_empty = line is None or line == above or not here.strip() or _depth(here) < _depth(source.line(above))
    if is_empty:
        return Diagnosis(key("explain.indent.empty"), above, {"header": opened, "keyword": word})
    return Diagnosis(key("explain.indent.missing"), line, {"header": opened, "above": above or 0})


def _too_far(scan: Scan, line: int | None) -> Diagnosis:
    above = previous(scan, line)
    if above is None:
        return Diagnosis(key("explain.indent.first"), line)
    return Diagnosis(key("explain.indent.too-far"), line, {"above": above})


def lone_branch(scan: Scan, line: int | None) -> Diagnosis | None:
    """Return an `else`, `elif` or `except` that has no block to belong to."""
    code = scan.line(line)
    found = re.match(r"(\s*)(else|elif|except|finally)\b", code)
    if not found or line is None:
        return None
    depth = _depth(code)
    for number in range(line - 1, 0, -1):
        above = scan.line(number)
        if not above.strip():
            continue
        if _depth(above) == depth:
            owner = re.match(r"\s*(if|elif|else|for|while|try|except|with|def)\b", above)
            if owner and owner[1] in ("if", "elif", "for", "while", "try", "except"):
                return None
            return Diagnosis(key("explain.syntax.lone"), line, {"word": found[2], "between": number})
        if _depth(above) < depth:
            break
    return Diagnosis(key("explain.syntax.lone-margin"), line, {"word": found[2]})


def previous(scan: Scan, line: int | None) -> int | None:
    """Return the number of the nearest line above that holds code."""
    return next((number for number in range((line or 0) - 1, 0, -1) if scan.line(number).strip()), None)


def _depth(line: str) -> int:
    return len(line.expandtabs(8)) - len(line.expandtabs(8).lstrip())
