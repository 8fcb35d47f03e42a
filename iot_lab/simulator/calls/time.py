"""Calls about time. Instants are microseconds since power-on; ticks wrap at 2**30 like an ESP32's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import duration_us, integers
from iot_lab.simulator.limits import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

TICKS_MASK = (1 << 30) - 1
LONGEST_TURN_MS = 1 << 30
DISABLED_US = 1000
# The heap's meter asks for a collection: on a board there is none.
COLLECT = "collect"


def ticks_us(host: BoardHost, _text: str) -> str:
    """Microseconds since the processor started, wrapped."""
    host.board.look_at_clock()
    return str(host.board.now_us - host.chip.started_us & TICKS_MASK)


def sleep(host: BoardHost, text: str) -> str:
    """Sleep; the answer is empty, or the instant to sleep until once the waiting interrupts have run."""
    return _sleep(host, host.board.now_us + duration_us(text))


def sleep_until(host: BoardHost, text: str) -> str:
    """`<instant>`: sleep on after an interrupt; those that came too late for this sleep wait for the next call."""
    until_us = duration_us(text)
    return "" if host.board.now_us >= until_us else _sleep(host, until_us)


def _sleep(host: BoardHost, until_us: int) -> str:
    if host.board.sleep(until_us):
        return ""
    if host.scheduler.is_locked:  # a scheduled function sleeps, or interrupts are disabled: what came waits
        _sleep_through(host, until_us)
        return ""
    return f"{until_us}"


def pause(host: BoardHost, text: str) -> str:
    """Sleep in a callback: other interrupts wait."""
    _sleep_through(host, host.board.now_us + duration_us(text))
    return ""


def _sleep_through(host: BoardHost, until_us: int) -> None:
    host.board.wait_for(lambda: host.board.now_us >= until_us, until_us)


def next_interrupt(host: BoardHost, _text: str) -> str:
    """Return the key of the next callback to run, or nothing."""
    host.scheduler.taken()
    key = host.board.pending.popleft() if host.board.pending else ""
    if key == COLLECT:
        host.processor.hold()
    elif key:
        host.board.polling.interrupted()
    return key


def wait(host: BoardHost, _text: str) -> str:
    """Nothing but an interrupt can go on with the program: go straight to the next one."""
    host.board.wait_for_interrupt()
    return ""


def rest(host: BoardHost, _text: str) -> str:
    """The program has ended: serve its interrupts until the scenario's end, or end where none can come."""
    board = host.board
    if not board.pending and not board.may_interrupt:
        raise RunEnded("finished")
    if board.pending:  # the program has disabled interrupts: they wait
        board.spend(DISABLED_US)
    board.wait_for_interrupt()
    return ""


def turn(host: BoardHost, text: str) -> str:
    """`<ms>`: asyncio goes round once more; unless something happens, nothing else is due for so long."""
    host.board.polling.loop_repeats()
    host.board.look(1000 * max(1, min(LONGEST_TURN_MS, *integers(text, 1))))
    return ""


def wait_us(host: BoardHost, text: str) -> str:
    """`<us>`: sleep so long at most, for the first interrupt ends it."""
    host.board.sleep(host.board.now_us + duration_us(text))
    return ""


CALLS: dict[str, Call] = {
    "turn": turn,
    "wait-us": wait_us,
    "ticks-us": ticks_us,
    "sleep": sleep,
    "sleep-until": sleep_until,
    "pause": pause,
    "next": next_interrupt,
    "wait": wait,
    "rest": rest,
}
