"""`thing.name` where the thing has no such name: another world, a slip, a name reused, nothing at all, a lost ()."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain import board_names
from iot_lab.explain.calls import last_name
from iot_lab.explain.conversions import text_wanted
from iot_lab.explain.elsewhere import foreign_member, near_foreign_member
from iot_lab.explain.imports import member_missing
from iot_lab.explain.kinds import FUNCTIONS, class_named, kind, type_of
from iot_lab.explain.nearest import differs_by_case, nearest
from iot_lab.explain.nothing import why_none
from iot_lab.explain.rules import first_of, rule
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase


def node_of(case: ErrorCase, name: str) -> ast.Attribute | None:
    """Return the place on the line where the attribute is asked for."""
    return next((node for node in case.source.at(case.line, ast.Attribute) if node.attr == name), None)


def _of_module(case: ErrorCase, module: str, name: str) -> Diagnosis:
    return member_missing(case, module, name)


def _of_some_module(case: ErrorCase, name: str) -> Diagnosis:
    """The board does not say which module: the line does."""
    node = node_of(case, name)
    if node is None:
        found = [module for module, member in case.source.imported_members.values() if member == name]
        return member_missing(case, found[0] if found else "", name)
    own = dotted(node.value)
    return member_missing(case, case.source.imported_modules.get(own, own), name)


def _of_object(case: ErrorCase, type_name: str, name: str) -> Diagnosis:
    looks = (
        _pin_was_needed,
        _reused,
        _of_nothing,
        _text_was_needed,
        _method_replaced,
        _of_function,
        _of_own_class,
        _of_the_reading,
        _slip,
        _foreign,
        _dictionary_key,
        _unmade,
    )
    return first_of(looks, case, type_name, name) or _worded(case, type_name, name)


# What `read()` of the kit's drivers returns (firmware/lib), by their class.
_READINGS: Final = {
    "MPU6050": ("acceleration_g", "rotation_dps", "temperature_c"),
    "AHT20": ("temperature_c", "humidity_percent"),
    "SHT31": ("temperature_c", "humidity_percent"),
    "BME280": ("temperature_c", "pressure_hpa", "humidity_percent"),
}


def _of_the_reading(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """`sensor.temperature_c`, `sensor.temperature()`: a field of what `sensor.read()` returns."""
    fields = _READINGS.get(class_named(type_name), ())
    meant = next((one for one in fields if name in (one, one.rpartition("_")[0]) or one.startswith(name)), None)
    node = node_of(case, name)
    if meant is None or node is None:
        return None
    thing = written(node.value)
    return case.found(key("explain.attribute.of-reading"), name=name, thing=thing, right=f"{thing}.read().{meant}")


_MADE_WITH_A_PIN: Final = frozenset({"NeoPixel", "DHT11", "DHT22", "OneWire", "ADC", "PWM", "Signal", "Servo"})


def _pin_was_needed(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """`NeoPixel(27, 8)`: a class of the board asks a number for what a pin has, which the line does not name."""
    if type_name != "int" or node_of(case, name) is not None:
        return None
    for call in case.source.at(case.line, ast.Call):
        pin = call.args[0] if call.args else None
        if last_name(call) in _MADE_WITH_A_PIN and isinstance(pin, ast.Constant):
            return case.found(key("explain.sensor.needs-pin"), sensor=written(call.func), pin=written(pin))
    return None


def _reused(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """`time = time.ticks_ms()` and then `time.sleep(1)`."""
    node = node_of(case, name)
    owner = dotted(node.value) if node else ""
    if not owner or type_name == "module":
        return None
    bound = case.source.bound(owner)
    is_a_module = owner in board_names.MODULES or owner in case.source.imported_modules
    again = [one for one in bound if one.how not in ("import", "parameter")]
    if is_a_module and again and name in board_names.members(owner):
        return case.found(key("explain.reused.module"), again[-1].line, name=owner, used=case.line or 0, member=name)
    return None


def _of_nothing(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    if type_name != "NoneType":
        return None
    node = node_of(case, name)
    if node is None or dotted(node.value) == "self.sock":
        mqtt = [one for one in case.source.at(case.line, ast.Attribute) if one.attr in _OF_A_CONNECTION]
        if mqtt:
            return case.found(
                key("explain.mqtt.not-connected"), name=dotted(mqtt[0].value) or "client", call=mqtt[0].attr
            )
    return why_none(case, node.value if node else None, f".{name}")


_OF_A_CONNECTION: Final = frozenset({"publish", "subscribe", "check_msg", "wait_msg", "ping", "disconnect"})


def _text_was_needed(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """`client.publish("t", {...})`: the library asks what it got for `encode`."""
    return text_wanted(case, type_name) if name == "encode" and node_of(case, name) is None else None


def _method_replaced(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """`led.value = 1`: the object has the method, and it cannot be given a value."""
    if name not in board_names.CLASSES.get(class_named(type_name), frozenset()):
        return None
    for assign in case.source.at(case.line, ast.Assign):
        target = assign.targets[0]
        if isinstance(target, ast.Attribute) and target.attr == name:
            return case.found(key("explain.quiet.method-replaced"), called=dotted(target), given=written(assign.value))
    return None


def _of_function(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """`sensor.temperature.value`, `Pin.on.value`: the parentheses of a call are missing."""
    if type_name not in FUNCTIONS:
        return None
    node = node_of(case, name)
    function = written(node.value) if node else ""
    if not function:
        return None
    return case.found(key("explain.attribute.of-function"), function=function, name=name)


def _of_own_class(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """An object of a class of the program: an attribute never set, or written otherwise."""
    owner = next((node for node in case.source.every(ast.ClassDef) if node.name == type_name), None)
    if owner is None:
        return None
    stored = {
        node.attr for node in ast.walk(owner) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    methods = {node.name for node in owner.body if isinstance(node, ast.FunctionDef)}
    meant = differs_by_case(name, stored | methods) or nearest(name, stored | methods)
    if meant is not None and meant != name:
        return case.found(key("explain.attribute.slip"), name=name, meant=meant, type=type_name)
    local = _stored_without_self(owner, name)
    if local is not None and name not in stored:
        return case.found(key("explain.attribute.self-missing"), local, name=name)
    if name in stored:
        return case.found(key("explain.attribute.not-yet"), name=name, type=type_name)
    begin = next((node for node in owner.body if isinstance(node, ast.FunctionDef) and node.name in _NEARLY_INIT), None)
    if begin is not None:
        return case.found(key("explain.attribute.init-name"), begin.lineno, written=begin.name, name=name)
    return case.found(key("explain.attribute.never-set"), name=name, type=type_name)


def _stored_without_self(owner: ast.ClassDef, name: str) -> int | None:
    """Return the line of a method that stores a variable of this name and not the object's."""
    for method in owner.body:
        for node in ast.walk(method) if isinstance(method, ast.FunctionDef) else ():
            if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
                return node.lineno
    return None


_NEARLY_INIT: Final = ("init", "_init_", "__int__", "_init", "__init", "__inti__", "init__", "__init_", "_init__")


def _foreign(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    there = foreign_member(class_named(type_name), name) or near_foreign_member(class_named(type_name), name)
    if there is None:
        return None
    return case.found(key("explain.attribute.instead"), name=name, type=kind(type_name), here=there.here)


def _slip(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    names = board_names.CLASSES.get(class_named(type_name), frozenset())
    meant = differs_by_case(name, names) or nearest(name, names)
    if meant is None:
        return None
    node = node_of(case, name)
    return case.found(key("explain.attribute.slip"), name=name, meant=meant, type=_owner(case, node, type_name))


def _dictionary_key(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    node = node_of(case, name)
    if type_name != "dict" or node is None:
        return None
    return case.found(key("explain.attribute.dict-key"), thing=written(node.value), name=name)


def _unmade(case: ErrorCase, type_name: str, name: str) -> Diagnosis | None:
    """A number or a text where an object was meant: `led = 2` and `led.on()`, or another class that has the name."""
    node = node_of(case, name)
    owner = dotted(node.value) if node else ""
    maker = next((made for made in ("Pin", "PWM", "DHT22", "MQTTClient", "WLAN", "Timer", "ADC", "NeoPixel")
                  if name in board_names.CLASSES[made]), None)  # fmt: skip
    if maker is None or type_name not in {"int", "float", "str", "tuple", "list", "bool"} or not owner:
        return None
    bound = case.source.last_before(owner, case.line)
    line = bound.line if bound else case.line
    return case.found(key("explain.attribute.unmade"), line, thing=owner, type=kind(type_name), name=name, maker=maker)


def _worded(case: ErrorCase, type_name: str, name: str) -> Diagnosis:
    node = node_of(case, name)
    thing = written(node.value) if node else ""
    if thing:
        return case.found(key("explain.attribute.unknown"), thing=thing, type=kind(type_name), name=name)
    return case.worded(key("explain.attribute.worded"), type=kind(type_name), name=name)


def _of_class(case: ErrorCase, type_name: str, name: str) -> Diagnosis:
    """`Pin.OUTPUT`: a member of the class itself."""
    there = foreign_member(class_named(type_name), name)
    if there is not None:
        return case.found(key("explain.attribute.class-instead"), name=f"{type_name}.{name}", here=there.here)
    names = board_names.CLASSES.get(class_named(type_name), frozenset())
    meant = differs_by_case(name, names) or nearest(name, names)
    if meant is not None:
        return case.found(key("explain.attribute.slip"), name=name, meant=meant, type=type_name)
    own = _of_own_class(case, type_name, name)
    return own or case.found(key("explain.attribute.of-class"), type=type_name, name=name)


def _owner(case: ErrorCase, node: ast.Attribute | None, type_name: str) -> str:
    thing = dotted(node.value) if node else ""
    return thing if thing and type_of(case.source, node.value if node else None) in ("", type_name) else type_name


def _read_only(case: ErrorCase, name: str) -> Diagnosis:
    return case.found(key("explain.attribute.read-only"), name=name)


_HAS_NOT: Final = r"has no attribute '([^']+)'"
RULES: Final = (
    *rule("AttributeError", rf"^(?:partially initialized )?module '([^']+)' {_HAS_NOT}", _of_module),
    *rule("AttributeError ImportError", rf"^'module' object {_HAS_NOT}", _of_some_module),
    *rule("AttributeError", rf"^type object '([^']+)' {_HAS_NOT}", _of_class),
    *rule("AttributeError", rf"^'([^']+)' object {_HAS_NOT}", _of_object),
    *rule("AttributeError", r"^(?:can't set attribute|property|readonly attribute)(?: '?(\w+)'?)?", _read_only),
)
