"""Calls about resets, sleep and the watchdog (ports/esp32/modmachine.c and machine_wdt.c of MicroPython)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.chip import ResetCause, Wake, Waker
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.limits import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

RESETS = {"reset": ResetCause.HARD, "soft-reset": ResetCause.SOFT, "exit": ResetCause.SOFT}
PIN_WAKES = {"ext0": Wake.EXT0, "ext1-all": Wake.EXT1, "ext1-any": Wake.EXT1}
LONGEST_SLEEP_MS = 1 << 42
WATCHDOG = "watchdog"


def reset(host: BoardHost, text: str) -> str:
    """`reset`, `soft-reset` or `exit`: the program restarts the board."""
    if text not in RESETS:
        raise Refused(EINVAL)
    if text == "exit" and host.chip.exit_ends:
        raise RunEnded("finished")
    return _reset(host, RESETS[text], text)


def deep_sleep(host: BoardHost, text: str) -> str:
    """`<ms>`, 0 for as long as nothing wakes it: the board sleeps, then starts again."""
    (ms,) = integers(text, 1)
    host.chip.sleep_us = _sleep_us(ms)
    return _reset(host, ResetCause.DEEP_SLEEP, "deep-sleep")


def light_sleep(host: BoardHost, text: str) -> str:
    """`<ms>`, 0 for as long as nothing wakes it: the program stands still, interrupts wait."""
    (ms,) = integers(text, 1)
    host.chip.sleep_us = _sleep_us(ms)
    host.board.record("light-sleep", "", max(0, ms))
    host.chip.wake_reason = host.chip.sleep(host.board)
    return ""


def wake_on(host: BoardHost, text: str) -> str:
    """`<ext0, ext1-all or ext1-any> <level> <pin> ...`: what ends a sleep; without pins, nothing does any more."""
    name, *numbers = text.split(" ")
    reason = PIN_WAKES.get(name)
    if reason is None or not numbers:
        raise Refused(EINVAL)
    level, *pins = integers(" ".join(numbers), len(numbers))
    host.chip.wakers.pop(reason, None)
    if pins:
        found = tuple(pin_number(number) for number in pins)
        pulls = tuple(host.board.pins[number].pull for number in found)
        host.chip.wakers[reason] = Waker(found, int(level != 0), name == "ext1-all", pulls)
    return ""


def why(host: BoardHost, _text: str) -> str:
    """`<reset cause> <wake reason>`, the numbers of `machine`."""
    return f"{host.chip.reset_cause.value} {host.chip.wake_reason.value}"


def watchdog(host: BoardHost, text: str) -> str:
    """`<ms>`: reset the board when this is not called again within that time."""
    (ms,) = integers(text, 1)
    if not 0 < ms <= LONGEST_SLEEP_MS:
        raise Refused(EINVAL)
    board = host.board
    if before := board.alarms.pop(WATCHDOG, None):
        before.cancel()
    board.alarms[WATCHDOG] = board.schedule(board.now_us + ms * 1000, lambda: _bite(host))
    return ""


def _bite(host: BoardHost) -> None:
    _reset(host, ResetCause.WATCHDOG, WATCHDOG)


def _reset(host: BoardHost, cause: ResetCause, said: str) -> str:
    host.flush()
    host.board.record("reset", "", said)
    host.chip.next_cause = cause
    raise RunEnded("reset")


def _sleep_us(ms: int) -> int | None:
    return min(ms, LONGEST_SLEEP_MS) * 1000 if ms > 0 else None


CALLS: dict[str, Call] = {
    "reset": reset,
    "deep-sleep": deep_sleep,
    "light-sleep": light_sleep,
    "wake-on": wake_on,
    "why": why,
    "watchdog": watchdog,
}
