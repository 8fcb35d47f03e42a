"""Calls about `esp32.RMT`, which sends pulse trains (`peripherals/rmt.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.peripherals.pins import INPUT_ONLY
from iot_lab.simulator.peripherals.rmt import CHANNELS, FOR_EVER, PulseCarrier, Pulses, Transmitter, Transmitters

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

NS_PER_S: Final = 1_000_000_000
MOST_TURNS: Final = 1 << 20
NO_CARRIER: Final = 0


def _transmitters(host: BoardHost) -> Transmitters:
    found: Transmitters = host.board.services.setdefault("rmt", Transmitters())
    return found


def begin(host: BoardHost, text: str) -> str:
    """`<pin> <idle level> <carrier's hertz, 0: none> <its duty, percent> <level it modulates>` -> 1, 0: none free."""
    pin, idle, freq_hz, duty, level = integers(text, 5)
    transmitters = _transmitters(host)
    if pin_number(pin) in INPUT_ONLY or not (0 <= duty <= 100 and freq_hz >= 0):
        raise Refused(EINVAL)
    if pin not in transmitters and len(transmitters) >= CHANNELS:
        return "0"
    if pin in transmitters:
        transmitters[pin].stop()
    carrier = PulseCarrier(freq_hz, duty / 100, int(level != 0)) if freq_hz != NO_CARRIER else None
    transmitters[pin] = Transmitter(host.board, pin, int(idle != 0), carrier)
    host.board.pins.configure(pin, "out", None)
    host.board.pins.write(pin, int(idle != 0))
    return "1"


def send(host: BoardHost, text: str) -> str:
    """`<pin> <ticks a second> <turns, -1: for ever> <level>:<ticks>...`: a train that is sent is waited for."""
    head, _, rest = text.partition(":")
    pin, resolution_hz, turns = integers(head, 3)
    one = _one(host, pin)
    if resolution_hz <= 0 or not FOR_EVER <= turns <= MOST_TURNS:
        raise Refused(EINVAL)
    host.board.work(text.count(" ") // 16)
    pulses = _pulses(rest, resolution_hz)
    if one.is_sending and one.turns_left != FOR_EVER:
        host.board.wait_for(lambda: not one.is_sending, host.board.end_us)
    one.send(pulses, turns or 1)
    return ""


def _pulses(text: str, resolution_hz: int) -> Pulses:
    numbers = integers(text, text.count(" ") + 1)
    levels, ticks = numbers[::2], numbers[1::2]
    if len(levels) != len(ticks) or any(not 0 <= one < 1 << 16 for one in ticks):
        raise Refused(EINVAL)
    return tuple((int(level != 0), one * NS_PER_S // resolution_hz) for level, one in zip(levels, ticks, strict=True))


def is_done(host: BoardHost, text: str) -> str:
    """`<pin> <ms>`: wait so long at most -> 1 where nothing is being sent."""
    pin, wait_ms = integers(text, 2)
    one, board = _one(host, pin), host.board
    board.look()
    is_over = board.wait_for(lambda: not one.is_sending, board.now_us + 1000 * max(0, min(wait_ms, 1 << 30)))
    return "1" if is_over else "0"


def stop(host: BoardHost, text: str) -> str:
    """`<pin> <1: it is free again>`."""
    pin, is_freed = integers(text, 2)
    _one(host, pin).stop()
    if is_freed:
        del _transmitters(host)[pin]
    return ""


def _one(host: BoardHost, pin: int) -> Transmitter:
    found = _transmitters(host).get(pin)
    if found is None:
        raise Refused(EINVAL)
    return found


CALLS: dict[str, Call] = {"rmt-begin": begin, "rmt-send": send, "rmt-done": is_done, "rmt-stop": stop}
