"""Calls about time. Instants are microseconds since power-on; ticks wrap at 2**30 like an ESP32's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import duration_us
from iot_lab.simulator.sandbox import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door

TICKS_MASK = (1 << 30) - 1
COMPUTING_STEP_US = 20
COMPUTING_US = 500_000


def ticks_ms(door: Door, _text: str) -> str:
    """Milliseconds since the processor started, wrapped."""
    door.board.poll()
    return str((door.board.now_us - door.chip.started_us) // 1000 & TICKS_MASK)


def ticks_us(door: Door, _text: str) -> str:
    """Microseconds since the processor started, wrapped."""
    door.board.poll()
    return str(door.board.now_us - door.chip.started_us & TICKS_MASK)


def now(door: Door, _text: str) -> str:
    """Microseconds since power-on, never wrapped."""
    door.board.poll()
    return str(door.board.now_us)


def sleep(door: Door, text: str) -> str:
    """Sleep; the answer is empty, or the instant to sleep until once the waiting interrupts have run."""
    until_us = door.board.now_us + duration_us(text)
    return "" if door.board.sleep(until_us) else f"{until_us}"


def sleep_until(door: Door, text: str) -> str:
    """`<instant>`: sleep on after an interrupt; those that came too late for this sleep wait for the next call."""
    until_us = duration_us(text)
    is_over = door.board.now_us >= until_us or door.board.sleep(until_us)
    return "" if is_over else f"{until_us}"


def pause(door: Door, text: str) -> str:
    """Sleep in a callback: other interrupts wait."""
    until_us = door.board.now_us + duration_us(text)
    door.board.wait_for(lambda: door.board.now_us >= until_us, until_us)
    return ""


def next_interrupt(door: Door, _text: str) -> str:
    """Return the key of the next callback to run, or nothing."""
    return door.board.pending.popleft() if door.board.pending else ""


def idle(door: Door, _text: str) -> str:
    """One turn of a computing loop: 20 us; after half a second of nothing else, a growing step (see Board.poll)."""
    board = door.board
    if board.polling_for_us() < COMPUTING_US:
        board.look(COMPUTING_STEP_US)
    else:
        board.poll()
    return ""


def wait(door: Door, _text: str) -> str:
    """One turn of a loop that does nothing: only an interrupt can end it, so go straight to the next one."""
    door.board.wait_for_interrupt()
    return ""


def rest(door: Door, _text: str) -> str:
    """The program has ended: serve its interrupts until the scenario's end, or end where none can come."""
    board = door.board
    if not board.pending and not board.pins.is_watched() and not board.alarms:
        raise RunEnded("finished")
    board.wait_for_interrupt()
    return ""


def wait_us(door: Door, text: str) -> str:
    """`<us>`: sleep so long at most, for the first interrupt ends it."""
    door.board.sleep(door.board.now_us + duration_us(text))
    return ""


CALLS: dict[str, Call] = {
    "wait-us": wait_us,
    "ticks-ms": ticks_ms,
    "ticks-us": ticks_us,
    "now": now,
    "sleep": sleep,
    "sleep-until": sleep_until,
    "pause": pause,
    "next": next_interrupt,
    "idle": idle,
    "wait": wait,
    "rest": rest,
}
