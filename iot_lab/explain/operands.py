"""Values that do not go together: text and number, nothing, a function without its brackets, a loop over a number."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.kinds import FUNCTIONS, kind, type_of
from iot_lab.explain.nothing import why_none
from iot_lab.explain.rules import first_of, rule
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase
    from iot_lab.explain.source import Binding

_SIGNS: Final = {
    "__add__": "+", "__sub__": "-", "__mul__": "*", "__truediv__": "/", "__floordiv__": "//", "__mod__": "%",
    "__pow__": "**", "__lt__": "<", "__gt__": ">", "__le__": "<=", "__ge__": ">=", "__and__": "&", "__or__": "|",
    "__xor__": "^", "__lshift__": "<<", "__rshift__": ">>", "__iadd__": "+=", "__isub__": "-=", "__imul__": "*=",
    "__eq__": "==", "__neg__": "-", "__pos__": "+", "__invert__": "~", "__abs__": "abs", "__matmul__": "@",
    "__itruediv__": "/=", "__ifloordiv__": "//=", "__imod__": "%=", "__contains__": "in", "__reversed__": "reversed",
    "__imatmul__": "@=", "__ipow__": "**=", "__divmod__": "divmod", "__hash__": "hash",
}  # fmt: skip
_SIGN_OF: Final = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">=", ast.BitAnd: "&", ast.BitOr: "|",
}  # fmt: skip
_NUMBERS: Final = frozenset({"int", "float", "bool"})


def operations(case: ErrorCase, sign: str) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield both sides of the line's operations of one sign, augmented assignments too; of any where it is empty."""
    wanted = sign.rstrip("=") if sign.endswith("=") and sign not in ("<=", ">=", "==") else sign
    for node in case.source.at(case.line, ast.AST):
        if isinstance(node, ast.BinOp) and (not sign or _SIGN_OF.get(type(node.op)) == wanted):
            yield node.left, node.right
        elif isinstance(node, ast.AugAssign) and (not sign or _SIGN_OF.get(type(node.op)) == wanted):
            yield node.target, node.value
        elif isinstance(node, ast.Compare) and (not sign or _SIGN_OF.get(type(node.ops[0])) in (sign, _turned(sign))):
            yield node.left, node.comparators[0]


def _turned(sign: str) -> str:
    return {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(sign, sign)


def _pair(case: ErrorCase, method: str, left: str, right: str) -> Diagnosis:
    return _mixed(case, _SIGNS.get(method, method), left, right)


def _mixed(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis:
    looks = (_function_operand, _comma_operand, _none_operand, _pin_operand, _argument_not_number, _text_and_number,
             _text_and_bytes)  # fmt: skip
    made = first_of(looks, case, sign, left, right)
    if made:
        return made
    if left == right == "str" and sign in ("-", "*", "/", "//", "**", "-=", "*=", "/="):
        return case.found(key("explain.operand.two-texts"), sign=sign)
    if left == right:
        return case.found(key("explain.operand.same"), sign=sign, type=kind(left))
    return case.found(key("explain.operand.mixed"), sign=sign, left=kind(left), right=kind(right))


def _side(case: ErrorCase, sign: str, left: str, right: str, wanted: frozenset[str]) -> ast.expr | None:
    """Return the operand that has one of the wanted types, as the error and the text tell."""
    for one, other in operations(case, sign):
        candidates = [node for node, name in ((one, left), (other, right)) if name in wanted]
        candidates += [node for node, name in ((one, right), (other, left)) if name in wanted and left != right]
        for node in candidates:
            inferred = type_of(case.source, node, case.line)
            if (not inferred or inferred in wanted) and not isinstance(node, ast.Constant):
                return node
            if isinstance(node, ast.Constant) and type(node.value).__name__ in wanted:
                return node
    return None


def _function_operand(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis | None:
    if not {left, right} & FUNCTIONS:
        return None
    node = _side(case, sign, left, right, FUNCTIONS)
    for one in (node, *(side for pair in operations(case, sign) for side in pair)):
        bound = case.source.last_before(one.id, case.line) if isinstance(one, ast.Name) else None
        if bound is not None and _keeps_a_function(case, bound):
            return case.found(key("explain.operand.function"), bound.line, name=written(bound.value))
    names = [dotted(one) for pair in operations(case, sign) for one in pair if isinstance(one, ast.Attribute)]
    name = next(iter(names), "") or dotted(node)
    return case.found(key("explain.operand.function"), name=name) if name else None


def _bound_through(case: ErrorCase, name: str) -> Binding | None:
    """Return where a variable got its value; for a parameter, where the program's variable of that name did."""
    bound = case.source.last_before(name, case.line) if name else None
    if bound is not None and bound.how == "parameter":
        return next((one for one in case.source.bound(name) if one.function is None), bound)
    return bound


def _keeps_a_function(case: ErrorCase, bound: Binding) -> bool:
    """Whether a variable holds a function because its brackets were left out: `light = read`, `t = dht.temperature`."""
    value = bound.value if bound.how == "assign" else None
    is_own = isinstance(value, ast.Name) and case.source.function_named(value.id) is not None
    return is_own or isinstance(value, ast.Attribute)


def _comma_operand(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis | None:
    """`period = 0,5`: a variable that holds two numbers."""
    if "tuple" not in (left, right):
        return None
    for pair in operations(case, sign):
        for one in pair:
            bound = case.source.last_before(dotted(one), case.line) if dotted(one) else None
            comma = comma_in(bound.value) if bound else comma_in(one)
            if comma:
                name = dotted(one) or comma[0]
                return case.found(key("explain.comma.value"), bound.line if bound else None, name=name,
                                  written=comma[0], right=comma[1])  # fmt: skip
    return None


def comma_in(node: ast.AST | None) -> tuple[str, str] | None:
    """Return what was written and meant where a pair of whole numbers without brackets looks like one number."""
    if not isinstance(node, ast.Tuple) or len(node.elts) != 2:
        return None
    whole, part = node.elts
    if not all(isinstance(one, ast.Constant) and type(one.value) is int for one in (whole, part)):
        return None
    if node.col_offset != whole.col_offset:
        return None
    return f"{written(whole)},{written(part)}", f"{written(whole)}.{written(part)}"


def _none_operand(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis | None:
    if "NoneType" not in (left, right):
        return None
    node = _side(case, sign, left, right, frozenset({"NoneType"}))
    made = why_none(case, node, "")
    if made is None and node is not None and written(node):
        return case.found(key("explain.operand.none"), name=written(node), sign=sign)
    return made


def _pin_operand(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis | None:
    """`if button == 0` never fails, but `button + 1` and `button < 1` do: the value was meant."""
    pins = {left, right} & {"Pin", "ADC", "DHT22", "DHT11", "PWM", "Timer"}
    if not pins:
        return None
    owner = pins.pop()
    node = _side(case, sign, left, right, frozenset({owner}))
    reads = {"Pin": "value()", "ADC": "read()", "DHT22": "temperature()", "DHT11": "temperature()", "PWM": "duty()"}
    name = dotted(node)
    if not name or owner not in reads:
        return None
    return case.found(key("explain.operand.object"), name=name, type=owner, read=f"{name}.{reads[owner]}")


def _argument_not_number(case: ErrorCase, _sign: str, left: str, right: str) -> Diagnosis | None:
    """`time.sleep("1")`: an addition inside the board's own function."""
    for call in case.source.at(case.line, ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
        if name in ("sleep", "sleep_ms", "sleep_us") and call.args:
            given = type_of(case.source, call.args[0], case.line)
            other = left if left not in _NUMBERS else right
            is_inner = isinstance(call.args[0], ast.BinOp)
            if given not in _NUMBERS and not is_inner:
                return case.found(key("explain.argument.not-number"), function=name, given=written(call.args[0]),
                                  type=kind(given or other))  # fmt: skip
    return None


def _text_and_number(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis | None:
    if not ({left, right} & {"str"} and {left, right} & _NUMBERS):
        return None
    number = _side(case, sign, left, right, _NUMBERS)
    text = _side(case, sign, left, right, frozenset({"str"}))
    if sign in ("+", "+=") and number is not None and (left == "str" or isinstance(text, ast.Constant)):
        return case.found(key("explain.operand.text-plus-number"), number=written(number))
    if text is None:
        return None
    return case.found(key("explain.operand.text-for-number"), text=written(text), sign=sign)


def _text_and_bytes(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis | None:
    if {left, right} != {"str", "bytes"}:
        return None
    node = _side(case, sign, left, right, frozenset({"bytes"}))
    return case.found(key("explain.operand.bytes"), name=written(node) or "x", sign=sign)


def _concatenate(case: ErrorCase, left: str, right: str) -> Diagnosis:
    return _mixed(case, "+", left, right)


def _compared(case: ErrorCase, sign: str, left: str, right: str) -> Diagnosis:
    return _mixed(case, sign, left, right)


def _single(case: ErrorCase, method: str, type_name: str) -> Diagnosis:
    if method == "__hash__":
        return _unhashable(case, type_name)
    return case.found(key("explain.operand.single"), sign=_SIGNS.get(method, method), type=kind(type_name))


ARDUINO_MAP: Final = 5


def _unhashable(case: ErrorCase, type_name: str) -> Diagnosis:
    return case.found(key("explain.operand.unhashable"), type=kind(type_name))


def _arduino_map(case: ErrorCase, *_: str) -> Diagnosis | None:
    for call in case.source.at(case.line, ast.Call):
        if dotted(call.func) == "map" and len(call.args) == ARDUINO_MAP:
            return case.found(key("explain.call.arduino-map"), call=written(call))
    return None


def _not_iterable(case: ErrorCase, type_name: str) -> Diagnosis:
    for loop in case.source.at(case.line, ast.For):
        over = loop.iter
        if type_name in ("int", "float"):
            counted = written(over) or "5"
            return case.found(key("explain.loop.over-number"), number=counted, variable=written(loop.target))
        if type_name in FUNCTIONS and dotted(over):
            return case.found(key("explain.operand.function"), name=dotted(over))
        if type_name == "NoneType" and (made := why_none(case, over, "")):
            return made
    for node in case.source.at(case.line, ast.Compare):
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            thing = written(node.comparators[0])
            return case.found(key("explain.operand.not-in"), thing=thing, type=kind(type_name))
    for assign in case.source.at(case.line, ast.Assign):
        if isinstance(assign.targets[0], ast.Tuple):
            return _one_for_many(case, type_name)
    return case.found(key("explain.operand.not-iterable"), type=kind(type_name))


def _one_for_many(case: ErrorCase, type_name: str) -> Diagnosis:
    for assign in case.source.at(case.line, ast.Assign):
        if isinstance(assign.targets[0], ast.Tuple):
            names = written(assign.targets[0]).strip("()")
            called = dotted(assign.value.func) if isinstance(assign.value, ast.Call) else ""
            bound = _bound_through(case, dotted(assign.value))
            if type_name in FUNCTIONS and bound is not None and _keeps_a_function(case, bound):
                return case.found(key("explain.operand.function"), bound.line, name=written(bound.value))
            if type_name == "NoneType" and case.source.function_named(called) is not None:
                told = key("explain.unpack.nothing")
                return case.found(told, names=names, value=written(assign.value), function=called)
            return case.found(key("explain.unpack.one"), names=names, value=written(assign.value), type=kind(type_name))
    for loop in case.source.at(case.line, ast.For):
        if isinstance(loop.target, ast.Tuple):
            names = written(loop.target).strip("()")
            return case.found(key("explain.unpack.one"), names=names, value=written(loop.iter), type=kind(type_name))
    return case.worded(key("explain.operand.not-iterable"), type=kind(type_name))


def _multiplied(case: ErrorCase, other: str) -> Diagnosis:
    """CPython does not say what the sequence is: the line does, or it is a text."""
    pairs = [one for pair in operations(case, "*") for one in pair]
    known = [name for one in pairs if (name := type_of(case.source, one, case.line)) in ("tuple", "list", "str")]
    return _mixed(case, "*", known[0] if known else "str", other)


_ISNT: Final = r"(?:isn't|is not)"
RULES: Final = (
    *rule("TypeError", r"^can't multiply sequence by non-int of type '(\w+)'", _multiplied),
    *rule("TypeError", r"^unsupported types for (\w+): '([^']+)', '([^']+)'", _pair),
    *rule(
        "TypeError", r"^unsupported operand type\(s\) for (?:([^ :]+)(?: or pow\(\))?): '([^']+)' and '([^']+)'", _mixed
    ),
    *rule("TypeError", r"^'(\S+)' not supported between instances of '([^']+)' and '([^']+)'", _compared),
    *rule("TypeError", r"^can only concatenate (\w+) \(not \"([^\"]+)\"\)", _concatenate),
    *rule("TypeError", r"^(can't concat) (\w+) to (\w+)", lambda case, _, right, left: _mixed(case, "+", left, right)),
    *rule("TypeError", r"^unsupported type for (\w+): '([^']+)'", _single),
    *rule("TypeError", r"^bad operand type for (?:unary )?(\S+?)(?:\(\))?: '([^']+)'", _single),
    *rule("TypeError", r"unhashable type: '([^']+)'", _unhashable),
    *rule("TypeError", r"^cannot unpack non-iterable (\w+) object", _one_for_many),
    *rule(
        "TypeError",
        rf"^(?:argument of type )?'([^']+)'(?: object)? {_ISNT} (?:iterable|an iterator|a container)",
        _arduino_map,
        _not_iterable,
    ),
)
