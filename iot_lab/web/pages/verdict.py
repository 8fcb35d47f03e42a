"""What a page shows first of a report (docs/report.md): the one check to look at, and the line that it is about."""

from __future__ import annotations

import re
from typing import Any, Final

_LINE: Final = re.compile(r"\b(?:ligne|line)[ \u00a0\u202f](\d{1,4})\b")
"""As the catalogues of the explainer and the grader name a line."""


def told_check(report: dict[str, Any]) -> dict[str, Any] | None:
    """Return the failed check that is explained, else the first that failed."""
    failed = [check for check in report.get("checks", ()) if check["verdict"] == "failed"]
    return next(
        (check for check in failed if check.get("expected") or check.get("seen") or check.get("hint")), None
    ) or (failed[0] if failed else None)


def guilty_line(report: dict[str, Any]) -> int | None:
    """Return the line of the program that the explained check names, None where it names none."""
    check = told_check(report)
    if check is None:
        return None
    hint = check.get("hint") or {}
    found = (_LINE.search(text) for text in (check.get("seen"), hint.get("text"), check.get("fact")) if text)
    return next((int(one[1]) for one in found if one), None)
