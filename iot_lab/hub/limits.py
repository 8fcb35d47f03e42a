"""How much the hub takes from whom. Generous for a room, and bounded for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from iot_lab.contract import limits

EARLIEST_MS: Final = 1_577_836_800_000
"""1 January 2020: a board that says less does not know the time (MicroPython's clock begins in 2000)."""
FUTURE_MS: Final = 60_000
"""A board's clock may be this far ahead of ours; beyond, the time of arrival is taken instead."""
LARGEST_SEQUENCE: Final = 2**53


@dataclass(frozen=True, slots=True)
class HubLimits:
    """Bounds of one hub; sizes in bytes."""

    boards: int = limits.BOARDS_OF_A_ROOM
    devices: int = limits.DEVICES_OF_A_ROOM
    devices_of_an_account: int = limits.DEVICES_OF_AN_ACCOUNT
    series_per_board: int = limits.SERIES_OF_A_BOARD
    series_of_a_board_in_all: int = limits.SERIES_OF_A_BOARD_IN_ALL
    data_bytes: int = limits.DATA_BYTES
    info_bytes: int = limits.INFO_BYTES
    log_bytes: int = limits.LOG_BYTES
    log_line_characters: int = limits.LOG_LINE_CHARACTERS
    values_per_message: int = limits.VALUES_OF_A_SAMPLE
    list_samples: int = limits.LIST_SAMPLES
    list_numbers: int = limits.LIST_NUMBERS
    depth: int = limits.INFO_DEPTH
    messages_per_s: float = 2_000.0
    """For each board, over time; a burst of `burst_messages` passes first, so that a backlog is never refused."""
    burst_messages: float = 200_000.0
    waiting_messages: int = 200_000
    waiting_bytes: int = 64 * 1024 * 1024


class BoardRateLimit:
    """A token bucket for each board: full at first, refilled at a steady rate. Pure; times in ms."""

    def __init__(self, per_s: float, burst: float) -> None:
        self._per_ms = per_s / 1000
        self._burst = burst
        self._tokens: dict[str, float] = {}
        self._filled_ms: dict[str, int] = {}

    def allows(self, board: str, now_ms: int) -> bool:
        """Take one token of `board`; say whether there was one."""
        earned = max(0, now_ms - self._filled_ms.get(board, now_ms)) * self._per_ms
        tokens = min(self._burst, self._tokens.get(board, self._burst) + earned)
        self._filled_ms[board] = now_ms
        self._tokens[board] = tokens - 1 if tokens >= 1 else tokens
        return tokens >= 1
