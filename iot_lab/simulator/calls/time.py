"""Calls about time. Instants are microseconds since power-on; ticks wrap at 2**30 like an ESP32's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import duration_us, integers
from iot_lab.simulator.sandbox import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door

TICKS_MASK = (1 << 30) - 1
LONGEST_TURN_MS = 1 << 30
DISABLED_US = 1000
# The heap's meter asks for a collection: on a board there is none.
COLLECT = "collect"


def ticks_us(door: Door, _text: str) -> str:
    """Microseconds since the processor started, wrapped."""
    door.board.look_at_clock()
    return str(door.board.now_us - door.chip.started_us & TICKS_MASK)


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
    door.scheduler.taken()
    key = door.board.pending.popleft() if door.board.pending else ""
    if key == COLLECT:
        door.processor.hold()
    elif key:
        door.board.polling.interrupted()
    return key


def wait(door: Door, _text: str) -> str:
    """Nothing but an interrupt can go on with the program: go straight to the next one."""
    door.board.wait_for_interrupt()
    return ""


def rest(door: Door, _text: str) -> str:
    """The program has ended: serve its interrupts until the scenario's end, or end where none can come."""
    board = door.board
    if not board.pending and not board.may_interrupt:
        raise RunEnded("finished")
    if board.pending:  # the program has disabled interrupts: they wait
        board.spend(DISABLED_US)
    board.wait_for_interrupt()
    return ""


def turn(door: Door, text: str) -> str:
    """`<ms>`: asyncio goes round once more; unless something happens, nothing else is due for so long."""
    door.board.polling.loop_turns()
    door.board.look(1000 * max(1, min(LONGEST_TURN_MS, *integers(text, 1))))
    return ""


def wait_us(door: Door, text: str) -> str:
    """`<us>`: sleep so long at most, for the first interrupt ends it."""
    door.board.sleep(door.board.now_us + duration_us(text))
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
