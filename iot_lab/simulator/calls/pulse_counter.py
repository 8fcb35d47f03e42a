"""Calls about `esp32.PCNT`, which counts edges (`peripherals/pulse_counter.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.peripherals.pulse_counter import NO_PIN, UNITS, CounterUnit, PulseCounter

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call


def _unit(host: BoardHost, number: int) -> CounterUnit:
    units: PulseCounter = host.board.services.setdefault("pcnt", PulseCounter())
    if not 0 <= number < UNITS:
        raise Refused(EINVAL)
    return units.setdefault(number, CounterUnit(host.board, number))


def set_pins(host: BoardHost, text: str) -> str:
    """`<unit> <channel> <pin> <mode pin>`, -1 for none."""
    number, channel, pin, mode_pin = integers(text, 4)
    unit = _unit(host, number)
    for one in (pin, mode_pin):
        if one != NO_PIN:
            pin_number(one)
    if pin != NO_PIN:
        unit.follow(pin)
    unit.channels[channel & 1].pin, unit.channels[channel & 1].mode_pin = pin, mode_pin
    return ""


def set_modes(host: BoardHost, text: str) -> str:
    """`<unit> <channel> <rising> <falling> <mode low> <mode high>`."""
    number, place, *modes = integers(text, 6)
    channel = _unit(host, number).channels[place & 1]
    channel.rising, channel.falling, channel.mode_low, channel.mode_high = modes
    return ""


def set_limit(host: BoardHost, text: str) -> str:
    """`<unit> <min, max, threshold0 or threshold1> <value>`; the count begins again."""
    words = text.split(" ")
    if len(words) != 3:
        raise Refused(EINVAL)
    number, value = integers(f"{words[0]} {words[2]}", 2)
    unit = _unit(host, number)
    if words[1] == "min":
        unit.least = value
    elif words[1] == "max":
        unit.most = value
    elif words[1] in ("threshold0", "threshold1"):
        unit.thresholds[words[1] == "threshold1"] = value
    else:
        raise Refused(EINVAL)
    unit.value = 0
    return ""


def value(host: BoardHost, text: str) -> str:
    """`<unit> <1: begin again at 0>` -> its count until now."""
    number, begins_again = integers(text, 2)
    unit = _unit(host, number)
    host.board.look()
    count = unit.value
    if begins_again:
        unit.value = 0
    return str(count)


def run(host: BoardHost, text: str) -> str:
    """`<unit> <1: count, 0: stand still, -1: count nothing any more>`."""
    number, act = integers(text, 2)
    unit = _unit(host, number)
    unit.is_counting = act > 0
    if act < 0:
        unit.forget()
    return ""


def watch(host: BoardHost, text: str) -> str:
    """`<unit> <events>`: those that interrupt."""
    number, events = integers(text, 2)
    _unit(host, number).trigger = events
    return ""


def flags(host: BoardHost, text: str) -> str:
    """`<unit>` -> the events since they were asked for last."""
    unit = _unit(host, *integers(text, 1))
    found, unit.flags = unit.flags, 0
    return str(found)


CALLS: dict[str, Call] = {
    "pcnt-pins": set_pins,
    "pcnt-modes": set_modes,
    "pcnt-limit": set_limit,
    "pcnt-value": value,
    "pcnt-run": run,
    "pcnt-watch": watch,
    "pcnt-flags": flags,
}
