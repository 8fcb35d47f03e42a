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
_TEXT_METHODS: Final = frozenset(
    {"publish", "write", "send", "sendall", "sendto", "writeto", "subscribe", "set_last_will"}
)


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
    names = [dotted(one) for pair in operations(case, sign) for one in pair if isinstance(one, ast.Attribute)]
    name = next(iter(names), "") or dotted(node)
    return case.found(key("explain.operand.function"), name=name) if name else None


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


def _unhashable(case: ErrorCase, type_name: str) -> Diagnosis:
    return case.found(key("explain.operand.unhashable"), type=kind(type_name))


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
            return case.found(key("explain.unpack.one"), names=names, value=written(assign.value), type=kind(type_name))
    return case.worded(key("explain.operand.not-iterable"), type=kind(type_name))


def _not_subscriptable(case: ErrorCase, type_name: str) -> Diagnosis:
    for node in case.source.at(case.line, ast.Subscript):
        thing = written(node.value)
        if type_name in FUNCTIONS or type_name == "type":
            return case.found(key("explain.index.of-function"), function=thing, inside=written(node.slice))
        if type_name == "NoneType" and (made := why_none(case, node.value, "[...]")):
            return made
        return case.found(key("explain.index.not-possible"), thing=thing, type=kind(type_name))
    return case.worded(key("explain.index.worded"), type=kind(type_name))


def _no_item_assignment(case: ErrorCase, type_name: str) -> Diagnosis:
    for node in case.source.at(case.line, ast.Subscript):
        return case.found(key("explain.index.fixed"), thing=written(node.value), type=kind(type_name))
    return case.worded(key("explain.index.fixed-worded"), type=kind(type_name))


def _no_length(case: ErrorCase, type_name: str) -> Diagnosis:
    return case.found(key("explain.operand.no-length"), type=kind(type_name))


def _index_type(case: ErrorCase, type_name: str) -> Diagnosis:
    for node in case.source.at(case.line, ast.Subscript):
        thing, index = written(node.value), written(node.slice)
        word = key("explain.index.by-text") if type_name == "str" else key("explain.index.not-whole")
        return case.found(word, thing=thing, index=index, type=kind(type_name))
    return case.worded(key("explain.index.not-whole-worded"), type=kind(type_name))


def _convert(case: ErrorCase, given: str, wanted: str) -> Diagnosis:
    if given == "NoneType":
        for call in case.source.at(case.line, ast.Call):
            for one in call.args:
                if made := why_none(case, one, ""):
                    return made
        return case.found(key("explain.operand.convert"), given=kind(given), wanted=kind(wanted))
    if given == "float" and wanted == "int":
        return _whole_wanted(case)
    for call in case.source.at(case.line, ast.Call):
        function = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
        fitting = [one for one in call.args if type_of(case.source, one, case.line) == given]
        unsure = [
            one for one in call.args if not isinstance(one, ast.Call) and not type_of(case.source, one, case.line)
        ]
        if function not in ("print", "") and len(fitting or unsure) == 1:
            one = (fitting or unsure)[0]
            return case.found(
                key("explain.argument.not-number"), function=function, given=written(one), type=kind(given)
            )
    return case.found(key("explain.operand.convert"), given=kind(given), wanted=kind(wanted))


def _whole_wanted(case: ErrorCase, *_: str) -> Diagnosis:
    for call in case.source.at(case.line, ast.Call):
        for one in call.args:
            inexact = isinstance(one, ast.BinOp) and isinstance(one.op, ast.Div)
            if inexact or type_of(case.source, one, case.line) == "float":
                function = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
                return case.found(key("explain.argument.not-whole"), function=function, given=written(one))
    return case.found(key("explain.operand.not-whole"))


def _text_wanted(case: ErrorCase, given: str = "") -> Diagnosis:
    """A number where a text must stand: `client.publish("t", 21.5)`, `", ".join([1, 2])`."""
    for call in case.source.at(case.line, ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
        if name in _TEXT_METHODS and call.args:
            last = next(
                (one for one in reversed(call.args) if type_of(case.source, one, case.line) != "str"), call.args[-1]
            )
            if type_of(case.source, last, case.line) == "dict":
                return case.found(key("explain.argument.dict-for-text"), function=name, given=written(last))
            return case.found(key("explain.argument.not-text"), function=name, given=written(last))
        if name == "join":
            return case.found(key("explain.argument.join"))
        if name == "loads" and call.args:
            return case.found(key("explain.argument.loads"), given=written(call.args[0]))
    if given:
        return case.found(key("explain.operand.text-wanted"), given=kind(given))
    return case.found(key("explain.operand.some-text-wanted"))


def _bytes_wanted(case: ErrorCase, given: str = "str") -> Diagnosis:
    return _text_wanted(case, given) if given != "str" else case.found(key("explain.operand.bytes-wanted"))


_ISNT: Final = r"(?:isn't|is not)"
RULES: Final = (
    *rule("TypeError", r"^unsupported types for (\w+): '([^']+)', '([^']+)'", _pair),
    *rule("TypeError", r"^unsupported operand type\(s\) for ([^:]+): '([^']+)' and '([^']+)'", _mixed),
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
        _not_iterable,
    ),
    *rule("TypeError", rf"^'([^']+)'(?: object)? {_ISNT} (?:subscriptable|reversible)", _not_subscriptable),
    *rule(
        "TypeError", r"^'([^']+)' object (?:doesn't|does not) support item (?:assignment|deletion)", _no_item_assignment
    ),
    *rule("TypeError", r"^object of type '([^']+)' has no len", _no_length),
    *rule("TypeError", r"^(?:\w+ )?(?:indices|index) must be integers(?: or slices)?, not '?(\w+)'?", _index_type),
    *rule("TypeError", r"^can't convert '?(\w+)'? to (\w+)$", _convert),
    *rule(
        "TypeError",
        r"^(?:int|float)\(\) argument must be .*not '(\w+)'",
        lambda case, given: _convert(case, given, "int"),
    ),
    *rule("TypeError", r"^must be real number, not (\w+)", lambda case, given: _convert(case, given, "float")),
    *rule("TypeError", r"^type (\w+) doesn't define __round__", lambda case, given: _convert(case, given, "float")),
    *rule("TypeError", r"^'float' object cannot be interpreted as an integer", _whole_wanted),
    *rule(
        "TypeError",
        r"^'(\w+)' object cannot be interpreted as an integer",
        lambda case, given: _convert(case, given, "int"),
    ),
    *rule("TypeError", r"^can't convert '([^']+)' object to str implicitly", _text_wanted),
    *rule("TypeError", r"^sequence item \d+: expected str instance, (\w+) found", _text_wanted),
    *rule("TypeError", r"^join expects a list of str", _text_wanted),
    *rule("TypeError", r"^the JSON object must be str, bytes or bytearray, not (\w+)", _text_wanted),
    *rule(
        "TypeError",
        r"^(?:must be str|expected str|expected string or bytes-like object),? ?(?:not|got)? ?'?(\w*)'?",
        _text_wanted,
    ),
    *rule("TypeError", r"^object with buffer protocol required", _text_wanted),
    *rule("TypeError", r"^a bytes-like object is required, not '(\w+)'", _bytes_wanted),
    *rule(
        "TypeError",
        r"^string argument without an encoding",
        lambda case: case.found(key("explain.operand.bytes-encoding")),
    ),
)
