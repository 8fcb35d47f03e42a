"""The grader: runs a submission on the simulated board, judges the trace, reports (docs/report.md).

Its rule: what decides is the trace, on this side of the sandbox; nothing that a program prints or patches is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iot_lab.grading.grade import grade
from iot_lab.grading.report import REPORT_VERSION, CheckReport, HintReport, Report, Verdict
from iot_lab.grading.report_builder import find_hint
from iot_lab.grading.submission import (
    MAX_PROGRAM_BYTES,
    ProgramNotText,
    ProgramTooLarge,
    ProgramUnreadable,
    program_from_bytes,
)
from iot_lab.grading.waiting_line import GraderBusy

if TYPE_CHECKING:
    from iot_lab.grading.pool import GraderReplaced, GraderStopped, Pool, QueuedCheck

__all__ = [
    "MAX_PROGRAM_BYTES",
    "REPORT_VERSION",
    "CheckReport",
    "GraderBusy",
    "GraderReplaced",
    "GraderStopped",
    "HintReport",
    "Pool",
    "ProgramNotText",
    "ProgramTooLarge",
    "ProgramUnreadable",
    "QueuedCheck",
    "Report",
    "Verdict",
    "find_hint",
    "grade",
    "program_from_bytes",
]


def __getattr__(name: str) -> Any:
    """Import the pool when it is asked for: it brings what processes need, which one grading does without."""
    if name not in {"GraderReplaced", "GraderStopped", "Pool", "QueuedCheck"}:
        raise AttributeError(name)
    from iot_lab.grading import pool

    return getattr(pool, name)
