"""Wires taken for one another: SCL for SDA, TX for RX, TRIG for ECHO, the button's pin for the LED's.

The exercise tells how the board is wired, the text which pin is given for which wire: exchanged ones cannot work.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.quiet.units import folded
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iot_lab.explain.source import Source

# By how the board's classes and drivers call a wire.
_NAMES: Final = {
    "scl": "scl", "sda": "sda", "tx": "tx", "rx": "rx", "sck": "sck", "mosi": "mosi", "miso": "miso",
    "trigger": "trigger", "trigger_pin": "trigger", "trig": "trigger", "echo": "echo", "echo_pin": "echo",
}  # fmt: skip
_PLACES: Final = {"SoftI2C": ("scl", "sda"), "HCSR04": ("trigger", "echo")}


def wires_exchanged(source: Source, wired: Mapping[str, int]) -> Iterator[Diagnosis]:
    """Yield the calls that give two wires each the other's pin; `wired` has the pin of each wire by its name."""
    for call in source.every(ast.Call):
        given = dict(_given(source, call))
        names = [name for name in given if name in wired]
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if given[one] != given[other] and (given[one], given[other]) == (wired[other], wired[one]):
                    values = {
                        "call": written(call), "one": one.upper(), "other": other.upper(),
                        "one_pin": wired[one], "other_pin": wired[other],
                    }  # fmt: skip
                    yield Diagnosis(key("explain.quiet.wires-exchanged"), call.lineno, values)


def _given(source: Source, call: ast.Call) -> Iterator[tuple[str, int]]:
    """Yield each wire that a call names, with the pin that it gives for it."""
    places = zip(_PLACES.get(last_name(call), ()), call.args, strict=False)
    named = ((_NAMES[one.arg], one.value) for one in call.keywords if one.arg in _NAMES)
    for name, node in (*places, *named):
        pin = pin_number(source, node)
        if pin is not None:
            yield name, pin


def pin_number(source: Source, node: ast.expr, deep: int = 3) -> int | None:
    """Return the number of the pin that an expression is: a number, `Pin(22)`, or a name that holds one of them."""
    if isinstance(node, ast.Name) and deep:
        bound = source.bound(node.id)
        held = bound[0].value if len(bound) == 1 and bound[0].how == "assign" else None
        return pin_number(source, held, deep - 1) if isinstance(held, ast.expr) else None
    if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == "Pin" and node.args and deep:
        return pin_number(source, node.args[0], deep - 1)
    number = folded(source, node)
    return int(number) if number is not None and number == int(number) else None


def directions_exchanged(source: Source, commanded: frozenset[int], looked_at: frozenset[int]) -> Iterator[Diagnosis]:
    """Yield a pin that is read although the board's part there is commanded, where one to read is commanded.

    One of them alone may be another mistake.
    """
    made = [(call, pin) for call in source.every(ast.Call) if (pin := _made(source, call)) is not None]
    outputs = [(call, pin) for call, pin in made if _mode(call) == "OUT" and pin in looked_at]
    inputs = [(call, pin) for call, pin in made if _mode(call) == "IN" and pin in commanded]
    for (call, pin), (other, second) in zip(outputs, inputs, strict=False):
        values = {"call": written(call), "other": written(other), "one_pin": second, "other_pin": pin}
        yield Diagnosis(key("explain.quiet.directions-exchanged"), min(call.lineno, other.lineno), values)


def _made(source: Source, call: ast.Call) -> int | None:
    is_pin = dotted(call.func).rpartition(".")[2] == "Pin" and len(call.args) > 1
    return pin_number(source, call.args[0]) if is_pin else None


def _mode(call: ast.Call) -> str:
    return dotted(call.args[1]).rpartition(".")[2]
