"""What a board's program does, in words: the first HTML says it, and `dashboard/src/program.ts` the same afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from iot_lab.contract.info import FAILED_STATES, LEFT_OUT_FOR_TROUBLE

if TYPE_CHECKING:
    from iot_lab.texts import Texts

TROUBLE: Final = frozenset({*FAILED_STATES, *LEFT_OUT_FOR_TROUBLE})
"""States of a program, and reasons why a board left it out, that a person should look at."""


class ProgramSign(NamedTuple):
    """The words, and whether a person should look."""

    text: str
    is_trouble: bool


def program_sign(info: dict[str, Any], line: int | None, t: Texts) -> ProgramSign | None:
    """Read `info.program` (docs/protocol.md), None where nothing is said; `line`: of the last error in the log."""
    said = info.get("program")
    if not isinstance(said, dict):
        return None
    state, reason = said.get("state"), said.get("reason")
    is_on_trial = said.get("trial") is True
    if state == "failed":
        return ProgramSign(_failed(line, t, is_on_trial=is_on_trial), is_trouble=True)
    reasons = {
        "button": t("program.left.button"),
        "console": t("program.left.console"),
        "fault": t("program.left.fault"),
        "lost": t("program.left.lost"),
        "memory": t("program.left.memory"),
        "rescue": t("program.left.rescue"),
        "starts": t("program.left.starts"),
        "watchdog": t("program.left.watchdog"),
    }
    states = {
        "running": t("program.trial") if is_on_trial else t("program.running"),
        "ended": t("program.ended"),
        "stopped": t("program.stopped"),
        "none": t("program.none"),
        "restored": t("program.restored"),
    }
    is_left_out = state == "stopped" and isinstance(reason, str) and reason in reasons
    text = reasons[str(reason)] if is_left_out else states.get(state) if isinstance(state, str) else None
    return None if text is None else ProgramSign(text, (str(reason) if is_left_out else state) in TROUBLE)


def _failed(line: int | None, t: Texts, *, is_on_trial: bool) -> str:
    if line is None:
        return t("program.trial_failed") if is_on_trial else t("program.failed")
    return t("program.trial_failed_at", line=line) if is_on_trial else t("program.failed_at", line=line)
