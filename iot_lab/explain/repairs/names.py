"""One name taken for another one of the board: units of a pause, edges, resistors, ranges, levels."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.repairs.edits import Repair, of
from iot_lab.explain.source import written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

# What each may have been taken for, the likeliest first.
OTHERS: Final = {
    "sleep": ("sleep_ms",), "sleep_ms": ("sleep", "sleep_us"), "sleep_us": ("sleep_ms",),
    "ticks_us": ("ticks_ms",), "ticks_ms": ("ticks_us",), "time": ("ticks_ms",),
    "ATTN_0DB": ("ATTN_11DB",), "ATTN_2_5DB": ("ATTN_11DB",), "ATTN_6DB": ("ATTN_11DB",),
    "PULL_UP": ("PULL_DOWN",), "PULL_DOWN": ("PULL_UP",), "IN": ("OUT",), "OUT": ("IN",),
    "IRQ_RISING": ("IRQ_FALLING",), "IRQ_FALLING": ("IRQ_RISING",),
    "PERIODIC": ("ONE_SHOT",), "ONE_SHOT": ("PERIODIC",),
    "read": ("read_u16",), "read_u16": ("read",), "duty": ("duty_u16",), "duty_u16": ("duty",),
    "on": ("off",), "off": ("on",), "min": ("max",), "max": ("min",),
    "DHT11": ("DHT22",), "temperature": ("humidity",), "humidity": ("temperature",),
    "ssid": ("wifi_password",), "wifi_password": ("ssid",),
    "user": ("password", "client_id"), "password": ("user",), "client_id": ("user",),
    "AP_IF": ("STA_IF",), "insert": ("append",), "ceil": ("floor",), "floor": ("ceil",),
}  # fmt: skip
_ARE_CALLED: Final = frozenset({"read", "read_u16", "duty", "duty_u16", "on", "off", "time", "sleep", "min", "max"})


def taken_for_another(source: Source) -> Iterator[Repair]:
    """`sleep_us` for `sleep_ms`, `IRQ_FALLING` for `IRQ_RISING`."""
    named: list[ast.Attribute | ast.Name] = [*source.every(ast.Attribute), *source.every(ast.Name)]
    for node in named:
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        if not isinstance(node.ctx, ast.Load) or (name in _ARE_CALLED and not _is_called(source, node)):
            continue
        for other in OTHERS.get(name, ()):
            if isinstance(node, ast.Attribute):
                text = f"{written(node.value)}.{other}"
            elif name.startswith(("sleep", "ticks")):
                text = f"__import__('time').{other}"
            elif name in ("min", "max"):
                text = other
            else:
                continue
            yield of(source, [(node, text)], key("explain.repair.other-name"), name=name, other=other)


def both_edges(source: Source) -> Iterator[Repair]:
    """An interrupt for one edge where both are needed."""
    for node in source.every(ast.Attribute):
        if node.attr in ("IRQ_RISING", "IRQ_FALLING") and not isinstance(source.parents.get(node), ast.BinOp):
            other = OTHERS[node.attr][0]
            pin = written(node.value)
            text = f"{pin}.{node.attr} | {pin}.{other}"
            yield of(source, [(node, text)], key("explain.repair.one-edge"), name=node.attr, other=other)


def _is_called(source: Source, node: ast.AST) -> bool:
    above = source.parents.get(node)
    return isinstance(above, ast.Call) and above.func is node


LIKELIEST: Final = (both_edges,)
FINDERS: Final = (taken_for_another,)
