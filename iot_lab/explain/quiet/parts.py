"""Parts used by halves: a sensor never measured, pixels never sent, messages never looked for, a pin's direction."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, TypeGuard

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.kinds import type_of
from iot_lab.explain.quiet.units import constant
from iot_lab.explain.source import dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

LONG_AT_A_BUTTON_S: Final = 10
_WRITES_A_PIN: Final = frozenset({"on", "off", "toggle", "high", "low"})


def _called(source: Source) -> dict[str, ast.Call]:
    """Return the first call of each method or function by its name."""
    found: dict[str, ast.Call] = {}
    for call in source.every(ast.Call):
        found.setdefault(last_name(call), call)
    return found


def _mentions(source: Source, name: str) -> bool:
    """Whether an attribute of this name is used at all, called or handed over."""
    return any(node.attr == name for node in source.every(ast.Attribute))


def _never_measured(source: Source) -> Iterator[Diagnosis]:
    """`sensor.temperature()` without any `measure()` gives what was there at the start."""
    called = _called(source)
    makes = called.get("DHT22") or called.get("DHT11")
    reads = called.get("temperature") or called.get("humidity")
    if makes is not None and reads is not None and not _mentions(source, "measure"):
        sensor = written(reads.func.value) if isinstance(reads.func, ast.Attribute) else "sensor"
        yield Diagnosis(key("explain.quiet.never-measured"), reads.lineno, {"sensor": sensor, "call": "measure"})
    reads = called.get("read_temp")
    if reads is not None and called.get("DS18X20") is not None and not _mentions(source, "convert_temp"):
        sensor = written(reads.func.value) if isinstance(reads.func, ast.Attribute) else "sensor"
        yield Diagnosis(key("explain.quiet.never-measured"), reads.lineno, {"sensor": sensor, "call": "convert_temp"})


def _never_shown(source: Source) -> Iterator[Diagnosis]:
    """Pixels and screens show nothing before they are sent."""
    called = _called(source)
    for maker, act in (("NeoPixel", "write"), ("SSD1306_I2C", "show")):
        made = called.get(maker)
        if made is None or _mentions(source, act):
            continue
        above = source.parents.get(made)
        name = written(above.targets[0]) if isinstance(above, ast.Assign) else maker
        used = [node for node in source.every(ast.Subscript) if written(node.value) == name]
        drawn = [call for call in source.every(ast.Call) if dotted(call.func).startswith(f"{name}.")]
        first: list[ast.expr] = [*used, *drawn]
        if first:
            yield Diagnosis(key("explain.quiet.never-shown"), first[0].lineno, {"thing": name, "call": act})


def _shown_in_one_branch(source: Source) -> Iterator[Diagnosis]:
    """Colours given in one branch of an `if`, while `write()` stands in another branch alone."""
    made = _called(source).get("NeoPixel")
    above = source.parents.get(made) if made is not None else None
    name = written(above.targets[0]) if isinstance(above, ast.Assign) else ""
    sent = [call for call in source.every(ast.Call) if name and dotted(call.func) == f"{name}.write"]
    for test in source.every(ast.If) if sent else ():
        branches = [[node for statement in body for node in walk(statement)] for body in (test.body, test.orelse)]
        inside = {id(node) for branch in branches for node in branch}
        for branch, other in (branches, branches[::-1]):
            given = [node for node in branch if _gives_colour(node, name)]
            is_sent = any(one in branch for one in sent)
            if given and not is_sent and all(id(one) in inside for one in sent) and any(one in other for one in sent):
                yield Diagnosis(key("explain.quiet.shown-in-one-branch"), given[0].lineno, {"thing": name})


def _gives_colour(node: ast.AST, name: str) -> TypeGuard[ast.Subscript | ast.Call]:
    """Whether a node sets pixels of a strip: `strip[0] = ...`, `strip.fill(...)`."""
    is_stored = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and written(node.value) == name
    return is_stored or (isinstance(node, ast.Call) and dotted(node.func) == f"{name}.fill")


def _never_looked_for(source: Source) -> Iterator[Diagnosis]:
    """A callback of MQTT without `check_msg` or `wait_msg`, or without a topic."""
    called = _called(source)
    callback = called.get("set_callback")
    if callback is None or called.get("MQTTClient") is None:
        return
    client = written(callback.func.value) if isinstance(callback.func, ast.Attribute) else "client"
    if not any(_mentions(source, name) for name in ("check_msg", "wait_msg")):
        yield Diagnosis(key("explain.quiet.never-checked"), callback.lineno, {"client": client})
    elif not _mentions(source, "subscribe"):
        yield Diagnosis(key("explain.quiet.never-subscribed"), callback.lineno, {"client": client})
    elif (once := _looked_for_once(source)) is not None:
        yield Diagnosis(key("explain.quiet.checked-once"), once.lineno, {"call": written(once)})


def _looked_for_once(source: Source) -> ast.Call | None:
    """Return the look for messages, where there is one that stands in no loop, nor in a function."""
    mentions = [node for node in source.every(ast.Attribute) if node.attr in ("check_msg", "wait_msg")]
    calls = [above for node in mentions if isinstance(above := source.parents.get(node), ast.Call)]
    return calls[0] if calls and len(calls) == len(mentions) and all(_runs_once(source, one) for one in calls) else None


def _runs_once(source: Source, node: ast.AST, deep: int = 3) -> bool:
    """Whether a node stands in no loop; in a function only where that is called once, in no loop either."""
    own, above = source.function_of(node), source.parents.get(node)
    while above is not None and above is not own:
        if isinstance(above, ast.For | ast.While | ast.AsyncFor):
            return False
        above = source.parents.get(above)
    if own is None:
        return True
    uses = [one for one in source.every(ast.Name, ast.Attribute) if dotted(one).rpartition(".")[2] == own.name]
    call = source.parents.get(uses[0]) if len(uses) == 1 and deep else None
    return isinstance(call, ast.Call) and call.func is uses[0] and _runs_once(source, call, deep - 1)


def _before_measure(source: Source) -> Iterator[Diagnosis]:
    """`sensor.temperature()` above `sensor.measure()` in a loop or a function: what was measured the time before."""
    if not {"DHT22", "DHT11"} & set(_called(source)):
        return
    for loop in (*source.every(ast.While), *source.functions):
        calls = sorted((one for one in walk(loop) if isinstance(one, ast.Call)), key=lambda one: one.lineno)
        measures = [one for one in calls if last_name(one) == "measure"]
        reads = [one for one in calls if last_name(one) in ("temperature", "humidity") and not one.args]
        is_all = len(measures) == sum(last_name(one) == "measure" for one in source.every(ast.Call))
        if measures and reads and is_all and reads[-1].lineno < measures[0].lineno:
            values = {"call": written(reads[0]), "measure": written(measures[0]), "line": measures[0].lineno}
            yield Diagnosis(key("explain.quiet.before-measure"), reads[0].lineno, values)
            return


def _pin_direction(source: Source) -> Iterator[Diagnosis]:
    """An input that is commanded, an output that is only read."""
    for binding in source.bindings:
        made = binding.value
        if binding.how != "assign" or not isinstance(made, ast.Call) or last_name(made) != "Pin":
            continue
        if len(source.bound(binding.name)) != 1 or made.keywords or len(made.args) > 3:
            continue
        direction = dotted(made.args[1]).rpartition(".")[2] if len(made.args) > 1 else ""
        uses = [call for call in source.every(ast.Call) if dotted(call.func).rpartition(".")[0] == binding.name]
        names = {last_name(call) for call in uses}
        is_handed_over = any(
            isinstance(source.parents.get(node), ast.Call | ast.keyword | ast.List | ast.Tuple | ast.Dict | ast.Assign)
            for node in source.every(ast.Name)
            if node.id == binding.name and isinstance(node.ctx, ast.Load)
        )
        if "init" in names or is_handed_over:
            continue
        writes = [
            call for call in uses if last_name(call) in _WRITES_A_PIN or (last_name(call) == "value" and call.args)
        ]
        values = {"name": binding.name, "pin": written(made.args[0]) if made.args else "?"}
        if direction in ("", "IN") and writes and len(made.args) <= 2:
            yield Diagnosis(key("explain.quiet.input-driven"), binding.line, values)
        elif direction == "OUT" and not writes and "value" in names:
            yield Diagnosis(key("explain.quiet.output-read"), binding.line, values)


def _inputs(source: Source) -> list[ast.Call]:
    """Return the readings of pins that the program made inputs."""
    found = []
    for call in source.every(ast.Call):
        owner = dotted(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        made = [one.value for one in source.bound(owner)] if last_name(call) == "value" and not call.args else []
        modes = [dotted(one.args[1]) for one in made if isinstance(one, ast.Call) and len(one.args) > 1]
        if any(mode.endswith("Pin.IN") for mode in modes):
            found.append(call)
    return found


def _long_sleep_at_a_button(source: Source) -> Iterator[Diagnosis]:
    """`time.sleep(30)` in the loop that looks at a button: half a minute without looking."""
    for loop in source.every(ast.While):
        inside = {id(node) for node in walk(loop)}
        if not any(id(call) in inside for call in _inputs(source)):
            continue
        for call in source.every(ast.Call):
            number = constant(source, call.args[0], call.lineno) if last_name(call) == "sleep" and call.args else None
            if id(call) in inside and number is not None and number >= LONG_AT_A_BUTTON_S:
                values = {"call": written(call), "seconds": round(number), "milliseconds": round(number)}
                yield Diagnosis(key("explain.quiet.long-at-button"), call.lineno, values)


def _looks_once(source: Source) -> Iterator[Diagnosis]:
    """An input that is read by a program without any loop, interrupt or timer."""
    called = set(_called(source))
    has_loop = any(True for _ in (*source.every(ast.While), *source.every(ast.For), *source.every(ast.AsyncFor)))
    if has_loop or called & {
        "irq",
        "init",
        "Timer",
        "run",
        "every",
        "schedule",
        "start_new_thread",
        "deepsleep",
        "lightsleep",
    }:
        return
    for call in _inputs(source)[:1]:
        if source.function_of(call) is None:
            yield Diagnosis(key("explain.quiet.looks-once"), call.lineno, {"call": written(call)})


def _trigger_or(source: Source) -> Iterator[Diagnosis]:
    """`trigger=Pin.IRQ_RISING or Pin.IRQ_FALLING` is the first alone."""
    for call in source.every(ast.Call):
        for given in call.keywords:
            if given.arg == "trigger" and isinstance(given.value, ast.BoolOp):
                meant = " | ".join(written(one) for one in given.value.values)
                yield Diagnosis(key("explain.quiet.trigger-or"), call.lineno, {"meant": meant})


def _text_in_json(source: Source) -> Iterator[Diagnosis]:
    """`json.dumps(str(values))` makes a text of a text; `publish(..., str(dictionary))` is no JSON."""
    for call in source.every(ast.Call):
        if last_name(call) == "dumps" and call.args and type_of(source, call.args[0]) == "str":
            given = call.args[0]
            if isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Call) and last_name(given) == "str"):
                yield Diagnosis(key("explain.quiet.dumps-text"), call.lineno, {"given": written(given)})
        if last_name(call) != "publish":
            continue
        for given in call.args[1:2]:
            inner = given.args[0] if isinstance(given, ast.Call) and last_name(given) == "str" and given.args else None
            if inner is not None and type_of(source, inner, call.lineno) == "dict":
                yield Diagnosis(key("explain.quiet.str-dictionary"), call.lineno, {"given": written(inner)})


def pins_astray(source: Source, wired: frozenset[int]) -> Iterator[Diagnosis]:
    """Yield the pins that the program gets ready although nothing is wired there, where a wired pin is never named."""
    named = {node.value for node in source.every(ast.Constant) if type(node.value) is int}
    missed = sorted(wired - named)
    for call in source.every(ast.Call) if missed else ():
        is_pin = last_name(call) in ("Pin", "ADC") and bool(call.args)
        number = constant(source, call.args[0], call.lineno) if is_pin else None
        if number is not None and number not in wired:
            values = {"pin": int(number), "wired": ", ".join(map(str, missed))}
            yield Diagnosis(key("explain.quiet.pin-astray"), call.lineno, values)


FINDERS: Final = (
    _never_measured, _before_measure, _never_shown, _shown_in_one_branch, _never_looked_for, _pin_direction,
    _long_sleep_at_a_button, _looks_once, _trigger_or, _text_in_json,
)  # fmt: skip
