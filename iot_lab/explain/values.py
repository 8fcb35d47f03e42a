"""Values of the right kind that still do not do: a text that is no number, a missing key, a pin that is none."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.nearest import differs_by_case, nearest
from iot_lab.explain.rules import rule
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase


_FILE: Final = re.compile(r"[\w./-]+\.\w{2,5}")
# What the kit's drivers give as three numbers: x, y, z.
_OF_THREE: Final = (".acceleration_g", ".rotation_dps")


def call_at(case: ErrorCase, *names: str) -> ast.Call | None:
    """Return the line's first call of one of these functions or methods, of any where none is named."""
    for call in case.source.at(case.line, ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
        if not names or name in names:
            return call
    return None


def _no_number(case: ErrorCase, text: str | None = None) -> Diagnosis:
    call = call_at(case, "int", "float")
    given = written(call.args[0]) if call and call.args else ""
    if text is None and "open(" in case.source.text and "split(" in case.source.text:
        return case.found(key("explain.number.header"), given=given or "x")
    if text is None:
        return case.found(key("explain.number.some-text"), given=given or "x")
    if not text.strip():
        return case.found(key("explain.number.empty"), given=given or "x")
    if "," in text:
        return case.found(key("explain.number.comma"), text=text, right=text.replace(",", "."))
    if text.replace(".", "", 1).strip("+- ").isdigit():
        return case.found(key("explain.number.decimal"), text=text, given=given or f'"{text}"')
    return case.found(key("explain.number.text"), text=text, given=given or "x")


def _no_float(case: ErrorCase) -> Diagnosis:
    """MicroPython does not tell the text: the program may."""
    call = call_at(case, "float", "int")
    one = call.args[0] if call and call.args else None
    text = one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else None
    return _no_number(case, text)


def _unpack(case: ErrorCase, *_: str) -> Diagnosis:
    given = re.search(r"more than (\d+) values|got (\d+)", case.error.message)
    number = next((one for one in given.groups() if one), "") if given else ""
    for node in case.source.at(case.line, ast.Assign):
        if isinstance(node.targets[0], ast.Tuple):
            names = [written(one) for one in node.targets[0].elts]
            return _counted(case, names, written(node.value), number)
    for loop in case.source.at(case.line, ast.For):
        if isinstance(loop.target, ast.Tuple):
            names = [written(one) for one in loop.target.elts]
            return _counted(case, names, written(loop.iter), number)
    return case.worded(key("explain.unpack.worded"))


def _counted(case: ErrorCase, names: list[str], value: str, number: str) -> Diagnosis:
    if not number and value.endswith(_OF_THREE):
        number = "3"
    told = key("explain.unpack.numbers") if number else key("explain.unpack.count")
    return case.found(told, names=", ".join(names), count=len(names), value=value, number=number)


def _json(case: ErrorCase, *_: str) -> Diagnosis:
    call = call_at(case, "loads", "load", "json")
    given = written(call.args[0]) if call and call.args else ""
    first = call.args[0] if call and call.args else None
    bound = case.source.bound(first.id) if isinstance(first, ast.Name) else []
    value = bound[0].value if len(bound) == 1 else first
    is_name = isinstance(value, ast.Constant) and isinstance(value.value, str) and _FILE.fullmatch(value.value)
    name = key("explain.value.json-name") if is_name and ".loads" in written(call) else key("explain.value.json")
    return case.found(name, given=given or "x")


def _not_in_list(case: ErrorCase, *_: str) -> Diagnosis:
    found = case.source.at(case.line, ast.Call)
    calls = [one for one in found if isinstance(one.func, ast.Attribute) and one.func.attr in ("remove", "index")]
    call = calls[0] if len(calls) == 1 else None
    if call is None or not call.args or not isinstance(call.func, ast.Attribute):
        return case.worded(key("explain.value.not-in-worded"))
    return case.found(key("explain.value.not-in"), thing=written(call.func.value), wanted=written(call.args[0]))


def _invalid_pin(case: ErrorCase, *_: str) -> Diagnosis:
    call = call_at(case, "ADC")
    pin = call_at(case, "Pin")
    number = written(pin.args[0]) if pin and pin.args else ""
    if call is not None:
        return case.found(key("explain.pin.no-adc"), pin=number or "?")
    if number.startswith(("'", '"')):
        return case.found(key("explain.pin.text"), pin=number)
    if number:
        return case.found(key("explain.pin.none"), pin=number)
    return case.found(key("explain.pin.some"))


def _input_only(case: ErrorCase, *_: str) -> Diagnosis:
    pin = call_at(case, "Pin")
    return case.found(key("explain.pin.input-only"), pin=written(pin.args[0]) if pin and pin.args else "?")


def _range(case: ErrorCase, low: str, high: str) -> Diagnosis:
    call = call_at(case, "duty", "duty_u16", "duty_ns", "PWM", "init", "write")
    given = written(call.args[0]) if call and call.args else "x"
    return case.found(key("explain.value.range"), given=given, low=low, high=high)


def _longer_than_its_period(case: ErrorCase, period: str) -> Diagnosis:
    """`duty_ns(1500000)` where a beat of the PWM lasts a millisecond."""
    call = call_at(case, "duty_ns", "PWM", "init")
    given = next((one.value for one in call.keywords if one.arg == "duty_ns"), None) if call else None
    given = given or (call.args[0] if call and call.args else None)
    milliseconds = int(period) / 1e6
    return case.found(key("explain.value.longer-than-period"), given=written(given) or "x", milliseconds=milliseconds)


def _frequency(case: ErrorCase, *_: str) -> Diagnosis:
    return case.found(key("explain.value.frequency"))


def _math(case: ErrorCase, *_: str) -> Diagnosis:
    call = call_at(case, "sqrt", "log", "log10", "log2", "acos", "asin", "pow")
    difference = _difference_given(case, call) if call is not None and dotted(call.func).endswith("sqrt") else None
    if difference is not None:
        left, right = written(difference.left), written(difference.right)
        told = key("explain.value.root-of-a-difference")
        return case.found(told, difference=written(difference), left=left, right=right)
    return case.found(key("explain.value.math"), call=written(call) or "math")


def _difference_given(case: ErrorCase, call: ast.Call) -> ast.BinOp | None:
    """Return the subtraction of which a call takes the root, also where a name holds it."""
    given: ast.AST | None = call.args[0] if len(call.args) == 1 else None
    if isinstance(given, ast.Name):
        bound = case.source.last_before(given.id, case.line)
        given = bound.value if bound else None
    return given if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Sub) else None


def _format_code(case: ErrorCase, code: str, type_name: str) -> Diagnosis:
    word = key("explain.format.text") if type_name == "str" else key("explain.format.code")
    return case.found(word, code=code, type=type_name)


def format_count(case: ErrorCase, *_: str) -> Diagnosis:
    return case.found(key("explain.format.count"))


def _empty(case: ErrorCase, *_: str) -> Diagnosis:
    call = call_at(case, "max", "min", "choice", "mean")
    if call is not None and call.args:
        return case.found(key("explain.value.empty"), function=dotted(call.func), thing=written(call.args[0]))
    return case.worded(key("explain.value.empty-worded"))


def _key(case: ErrorCase, name: str) -> Diagnosis:
    bare = name.strip("'\"")
    for node in case.source.at(case.line, ast.Subscript):
        thing = written(node.value)
        index = node.slice
        literal = index.value if isinstance(index, ast.Constant) else None
        if literal is not None and str(literal) != bare:
            continue
        keys = _keys_of(case, thing)
        meant = differs_by_case(bare, keys) or nearest(bare, keys)
        if meant:
            return case.found(key("explain.key.slip"), thing=thing, name=bare, meant=meant)
        return case.found(key("explain.key.missing"), thing=thing, name=bare)
    for call in case.source.at(case.line, ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("pop", "format"):
            word = key("explain.format.name") if call.func.attr == "format" else key("explain.key.missing")
            return case.found(word, thing=written(call.func.value), name=bare)
    if any(isinstance(node, ast.Delete) for node in case.source.at(case.line, ast.Delete)):
        return case.found(key("explain.name.unknown"), name=bare)
    return case.found(key("explain.key.worded"), name=bare)


def _keys_of(case: ErrorCase, thing: str) -> set[str]:
    """Return the text keys that the program gives to a dictionary."""
    found = set()
    for one in case.source.bound(thing):
        if isinstance(one.value, ast.Dict):
            found |= {
                node.value for node in one.value.keys if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    for node in case.source.every(ast.Subscript):
        if isinstance(node.ctx, ast.Store) and written(node.value) == thing and isinstance(node.slice, ast.Constant):
            found.add(str(node.slice.value))
    return found


def _nothing_to_take(case: ErrorCase) -> Diagnosis:
    call = call_at(case, "pop", "popitem")
    thing = written(call.func.value) if call and isinstance(call.func, ast.Attribute) else ""
    return (
        case.found(key("explain.index.empty"), thing=thing) if thing else case.worded(key("explain.index.out-worded"))
    )


def _zero(case: ErrorCase, *_: str) -> Diagnosis:
    for node in case.source.at(case.line, ast.BinOp):
        if isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod):
            return case.found(key("explain.value.zero"), divisor=written(node.right))
    return case.worded(key("explain.value.zero-worded"))


def _timer(case: ErrorCase, *_: str) -> Diagnosis:
    return case.found(key("explain.value.timer"))


def _byte(case: ErrorCase, *_: str) -> Diagnosis:
    return case.found(key("explain.value.byte"))


def _randint(case: ErrorCase) -> Diagnosis | None:
    call = call_at(case, "randint", "randrange")
    return case.found(key("explain.value.randint"), call=written(call)) if call else None


RULES: Final = (
    *rule("ValueError", r"^(?:empty range.*)?$", _randint),
    *rule("ValueError", r"^invalid (?:syntax for integer|literal for int\(\)) with base \d+: '?(.*?)'?$", _no_number),
    *rule("ValueError", r"^invalid (?:syntax for integer|literal for int\(\)) with base \d+", _no_float),
    *rule("ValueError", r"^could not convert string to float: '?(.*?)'?$", _no_number),
    *rule("ValueError", r"^invalid syntax for number", _no_float),
    *rule(
        "ValueError", r"^(?:too many values to unpack|need more than \d+ values|not enough values to unpack)", _unpack
    ),
    *rule(
        "ValueError JSONDecodeError",
        r"^(?:syntax error in JSON|Expecting |Extra data|Unterminated string|Invalid (?:control|\\))",
        _json,
    ),
    *rule("JSONDecodeError", r"", _json),
    *rule(
        "ValueError",
        r"^(?:object not in sequence|list\.remove\(x\)|.* is not in (?:list|tuple)|substring not found|"
        r"tuple\.index\(x\))",
        _not_in_list,
    ),
    *rule(
        "ValueError", r"^(?:invalid pin|invalid Pin|[pP]in doesn't|Pin\(\d+\) doesn't have ADC|pin not)", _invalid_pin
    ),
    *rule("ValueError", r"^pin can only be input", _input_only),
    *rule("ValueError", r"^duty_ns must be from 0 to (\d+) ns$", _longer_than_its_period),
    *rule("ValueError", r"must be (?:from|between) (\d+) (?:to|and) (\d+)$", _range),
    *rule("ValueError", r"^frequency must be|^invalid freq|^freq", _frequency),
    *rule("ValueError", r"^(?:math domain error|expected a (?:positive|nonnegative) (?:input|number))", _math),
    *rule("ValueError", r"^[uU]nknown format code '(.)' for object of type '(\w+)'", _format_code),
    *rule(
        "ValueError",
        r"^(?:arg is an empty sequence|(?:max|min)\(\).* (?:is an )?empty|"
        r"(?:max|min)\(\) iterable argument is empty|empty range)",
        _empty,
    ),
    *rule("ValueError", r"^(?:invalid Timer number|invalid timer)", _timer),
    *rule("ValueError", r"^(?:bytes value out of range|bytes must be in range|byte must be in range)", _byte),
    *rule(
        "TypeError",
        r"^(?:format string needs more arguments|not enough arguments for format string|"
        r"format string didn't convert all|not all arguments converted|format needs a dict)",
        format_count,
    ),
    *rule("KeyError", r"(?:from an? empty|is empty)", _nothing_to_take),
    *rule("KeyError", r"^(.+)$", _key),
    *rule("ZeroDivisionError", r"", _zero),
)
