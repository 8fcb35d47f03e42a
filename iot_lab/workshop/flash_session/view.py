"""What the flash session shows, as plain JSON with its words: the same for command line, page and scripts. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iot_lab.boards.errors import NotOurs
from iot_lab.boards.words import effect_words, runs_words, stage_words

if TYPE_CHECKING:
    from iot_lab.boards.find import Port
    from iot_lab.boards.plan import Plan, PlannedBoard, Refusal
    from iot_lab.boards.probe import PluggedBoard
    from iot_lab.boards.progress import FlashEvent, Overview
    from iot_lab.errors import LabError
    from iot_lab.texts import Texts

_REPLACING = frozenset({"install", "update", "finish"})


def rows(plan: Plan | None, overview: Overview, t: Texts) -> list[dict[str, Any]]:
    """Return one row per port: who is there, what is planned or why not, and how far it is."""
    found: dict[str, dict[str, Any]] = {}
    for order in plan.orders if plan else ():
        found[order.port] = {**_board_row(order.board, t), **_order_row(order, t)}
    for refusal in plan.refusals if plan else ():
        found[refusal.found.port.path] = _refusal_row(refusal, t)
    for port, event in overview.latest.items():
        row = found.setdefault(port, {"port": port, "name": event.name, "mac": event.mac})
        row["progress"] = progress(event, t)
    return list(found.values())


def totals(plan: Plan | None, overview: Overview) -> dict[str, Any]:
    """Return the sums over all boards; `remaining_s` is null before anything moved."""
    remaining_s = overview.remaining_s
    return {
        "planned": len(plan.orders) if plan else 0,
        "refused": len(plan.refusals) if plan else 0,
        "expected_s": plan.expected_s if plan else 0.0,
        "share": round(overview.share, 4),
        "ready": overview.ready,
        "without_wifi": overview.without_wifi,
        "failed": overview.failed,
        "remaining_s": None if remaining_s is None else round(remaining_s, 1),
    }


def progress(event: FlashEvent, t: Texts) -> dict[str, Any]:
    """Return how far one board is, in numbers and words."""
    return {
        "stage": event.stage,
        "stage_words": stage_words(event.stage, t, joins=event.joins),
        "share": 1.0 if event.stage == "ready" else round(event.share, 4),
        "seconds": round(event.seconds, 1),
        "baud": event.baud,
        "kept": event.kept,
        "joins": event.joins,
        "error": explained(event.error, t),
    }


def explained(error: LabError | None, t: Texts) -> dict[str, str] | None:
    """Return an error with its three texts."""
    if error is None:
        return None
    said = t.explain(error)
    return {"code": error.code, "seen": said.seen, "cause": said.cause, "next": said.next_step}


def _port_row(port: Port) -> dict[str, Any]:
    return {"port": port.path, "slot": port.slot, "adapter": port.adapter, "usb": port.usb}


def _board_row(board: PluggedBoard, t: Texts) -> dict[str, Any]:
    runs = board.runs
    return {
        **_port_row(board.port),
        "chip": board.chip.name,
        "mac": board.mac,
        "flash_mb": board.flash_bytes // 1024**2,
        "runs": runs.kind,
        "runs_words": runs_words(runs, t),
    }


def _order_row(order: PlannedBoard, t: Texts) -> dict[str, Any]:
    holds_something = order.board.runs.kind != "blank"
    return {
        "name": order.name,
        "firmware": order.firmware.version,
        "effect": order.effect,
        "effect_words": effect_words(order.effect, is_fresh=order.is_fresh, t=t),
        "is_fresh": order.is_fresh,
        "erases": holds_something and (order.is_fresh or order.effect in _REPLACING),
        "expected_s": order.expected_s,
    }


def _refusal_row(refusal: Refusal, t: Texts) -> dict[str, Any]:
    board = refusal.found.board
    row = _board_row(board, t) if board else _port_row(refusal.found.port)
    may_be_asked = isinstance(refusal.error, NotOurs)
    return {**row, "name": "", "refusal": explained(refusal.error, t), "may_be_asked": may_be_asked}
