"""What a page shows first of a report (docs/report.md): the one check to look at, and the line that it is about."""

from __future__ import annotations

from typing import Any


def told_check(report: dict[str, Any]) -> dict[str, Any] | None:
    """Return the failed check that is explained, else the first that failed."""
    failed = [check for check in report.get("checks", ()) if check["verdict"] == "failed"]
    return next(
        (check for check in failed if check.get("expected") or check.get("seen") or check.get("hint")), None
    ) or (failed[0] if failed else None)


def guilty_line(report: dict[str, Any]) -> int | None:
    """Return the line of the program that the explained check is about, None where it is about none."""
    check = told_check(report)
    return check.get("line") if check else None
