"""Calls that do not fit: wrong number of parameters, decimal comma, parameter of a callback, what cannot be called."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain import board_names
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.nearest import nearest
from iot_lab.explain.rules import first_of, rule
from iot_lab.explain.signatures import SIGNATURES
from iot_lab.explain.source import FunctionNode, dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.rules import ErrorCase, ErrorText
    from iot_lab.explain.source import Source

CALLED_WITH: Final = {"irq": 1, "init": 1, "Timer": 1, "set_callback": 2, "every": 0, "on": 1, "schedule": 1}


def _count(case: ErrorCase, function: str | None, *_: str) -> Diagnosis:
    name = (function or "").rpartition(".")[2]
    looks = (
        _decimal_comma, _callback, _callback_itself, _called_key, _called_handler, _without_self, _class_not_called,
        _own, _board,
    )  # fmt: skip
    return first_of(looks, case, name) or case.worded(key("explain.arguments.worded"))


def _count_unnamed(case: ErrorCase, *_: str) -> Diagnosis:
    return _count(case, "")


def decimal_comma(call: ast.Call) -> tuple[str, str] | None:
    """Return what was written and meant where two whole numbers in a row look like one number with a comma."""
    for left, right in zip(call.args, call.args[1:], strict=False):
        if _is_whole(left) and _is_whole(right) and getattr(left, "end_col_offset", 0) + 1 >= right.col_offset - 1:
            whole, part = written(left), written(right)
            return f"{whole},{part}", f"{whole}.{part}"
    return None


_TAKES_A_NUMBER: Final = frozenset({"sleep", "sleep_ms", "round", "int", "float", "abs", "duty", "freq"})


def _is_whole(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def _decimal_comma(case: ErrorCase, name: str) -> Diagnosis | None:
    for call in case.source.at(case.line, ast.Call):
        called = last_name(call)
        if name and called != name and not case.source.function_named(name):
            continue
        comma = decimal_comma(call)
        own = case.source.function_named(called)
        if comma and own is not None and (not comma[0].startswith("0,") or comma[0] not in case.source.line(case.line)):
            continue  # a function of the program may well take two whole numbers
        if comma and (called in _TAKES_A_NUMBER or (called == name and comma[0] in case.source.line(case.line))):
            return case.found(key("explain.comma.call"), written=comma[0], right=comma[1])
    return None


def _callback(case: ErrorCase, name: str) -> Diagnosis | None:
    """A function given to an interrupt, a timer or MQTT: the board calls it with parameters of its own."""
    for given, by, node in handlers(case):
        own = case.source.function_named(given)
        if own is None or (name and given != name) or (case.line and not _is_called_by_board(case, node)):
            continue
        wanted, taken = CALLED_WITH[by], _positional(own)
        if taken == wanted or own.args.vararg:
            continue
        word = {0: key("explain.callback.none"), 1: key("explain.callback.one"), 2: key("explain.callback.two")}[wanted]
        parameters = _wanted_parameters(case.source, own, wanted)
        return case.found(word, own.lineno, function=given, by=by, taken=taken, parameters=parameters)
    return None


def _wanted_parameters(source: Source, own: FunctionNode, wanted: int) -> str:
    """Return what a callback has to take, a method with its object first."""
    names = {0: (), 1: ("x",), 2: ("topic", "message")}[wanted]
    return ", ".join(("self", *names) if source.class_of(own) is not None else names)


def _callback_itself(case: ErrorCase, name: str) -> Diagnosis | None:
    """A callback whose name the message does not tell."""
    return _callback(case, "") if case.error.is_in_callback and name in ("", "<lambda>") else None


def handlers(case: ErrorCase) -> list[tuple[str, str, ast.Call]]:
    """Return the callbacks of the program in which an error happened."""
    return handlers_in(case.source)


def handlers_in(source: Source) -> list[tuple[str, str, ast.Call]]:
    """Return (function's name, method that takes it, call) for each callback that a program gives."""
    found = []
    for call in source.every(ast.Call):
        by = last_name(call)
        if by not in CALLED_WITH:
            continue
        given = [one.value for one in call.keywords if one.arg in ("handler", "callback", "function")]
        if by in ("set_callback", "schedule", "irq") and call.args:
            given.append(call.args[0])
        if by in ("every", "on") and len(call.args) > 1 and dotted(call.func).startswith("lab."):
            given.append(call.args[1])
        found += [(one.id, by, call) for one in given if isinstance(one, ast.Name)]
        found += [
            (one.attr, by, call) for one in given if isinstance(one, ast.Attribute) and _is_own_method(source, one)
        ]
    return found


def _is_own_method(source: Source, node: ast.Attribute) -> bool:
    own = source.function_named(node.attr)
    return own is not None and source.class_of(own) is not None


def _is_called_by_board(case: ErrorCase, node: ast.Call) -> bool:
    """Whether the error's line is one where the board calls functions, not one that calls it by its name."""
    called = {last_name(call) for call in case.source.at(case.line, ast.Call)}
    given = {one[0] for one in handlers(case) if one[2] is node}
    return case.error.is_in_callback or not called & given


def _without_self(case: ErrorCase, name: str) -> Diagnosis | None:
    own = case.source.function_named(name)
    if own is None or case.source.class_of(own) is None:
        return None
    first = own.args.args[0].arg if own.args.args else ""
    if first == "self" or any(dotted(one) in ("staticmethod", "classmethod") for one in own.decorator_list):
        return None
    return case.found(key("explain.arguments.self"), own.lineno, function=name)


def _own(case: ErrorCase, name: str) -> Diagnosis | None:
    """A function, method or class of the program."""
    own = case.source.function_named(name)
    if own is None:
        return None
    owner = case.source.class_of(own)
    if owner is not None and any(
        dotted(one.func) == f"{owner.name}.{name}" for one in case.source.at(case.line, ast.Call)
    ):
        return case.found(key("explain.arguments.class-call"), type=owner.name, function=name)
    call = next((one for one in case.source.at(case.line, ast.Call)
                 if last_name(one) in (name, owner.name if owner else name)), None)  # fmt: skip
    given = len(call.args) + len(call.keywords) if call else 0
    wanted = [one.arg for one in (*own.args.args, *own.args.kwonlyargs) if one.arg != "self"]
    shown = owner.name if owner is not None and name == "__init__" else name
    if not wanted:
        return case.found(key("explain.arguments.own-none"), function=shown, given=given, bound=own.lineno)
    return case.found(
        key("explain.arguments.own"), function=shown, wanted=", ".join(wanted), count=len(wanted), given=given,
        bound=own.lineno,
    )  # fmt: skip


def wrong_parameters(error: ErrorText, source: Source, name: str, given: int) -> Diagnosis | None:
    """Return the diagnosis of a function that the host called with `given` values, and that takes another number."""
    own = source.function_named(name)
    if error.type != "TypeError" or own is None or own.args.vararg or source.class_of(own):
        return None
    most, least = len(own.args.args), len(own.args.args) - len(own.args.defaults)
    if least <= given <= most:
        return None
    taken = ", ".join(one.arg for one in own.args.args)
    values = {"function": name, "given": given, "count": most, "taken": taken or "-"}
    return Diagnosis(key("explain.arguments.asked"), own.lineno, values)


def _called_key(case: ErrorCase, name: str) -> Diagnosis | None:
    """`sorted(values, key=distance())`: the function itself was meant."""
    for call in case.source.at(case.line, ast.Call):
        for given in call.keywords:
            one = given.value
            if given.arg in ("key", "handler", "callback") and isinstance(one, ast.Call) and last_name(one) == name:
                return case.found(key("explain.callback.called-key"), function=name, parameter=given.arg)
    return None


def _called_handler(case: ErrorCase, name: str) -> Diagnosis | None:
    """`client.set_callback(received())`: the function is called at once, without what the board would give it."""
    for call in case.source.at(case.line, ast.Call):
        if last_name(call) not in CALLED_WITH:
            continue
        given = [one.value for one in call.keywords if one.arg in ("handler", "callback")] + call.args[:2]
        for one in given:
            own = case.source.function_named(last_name(one)) if isinstance(one, ast.Call) and not one.args else None
            if isinstance(one, ast.Call) and own is not None and name in ("", own.name):
                return case.found(key("explain.callback.called-early"), one.lineno, function=written(one.func))
    return None


def _class_not_called(case: ErrorCase, name: str) -> Diagnosis | None:
    """`lamp = Lamp` and `lamp.blink()`: lamp is the class itself, and no object is there to be `self`."""
    for call in case.source.at(case.line, ast.Call):
        thing = dotted(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        bound = case.source.last_before(thing, case.line) if thing.isidentifier() else None
        owner = case.source.class_of(case.source.function_named(name or last_name(call)))
        if owner is not None and bound is not None and dotted(bound.value) == owner.name:
            values = {"type": owner.name, "name": thing, "used": case.line or 0}
            return case.found(key("explain.call.class-kept"), bound.line, **values)
    return None


def _board(case: ErrorCase, name: str) -> Diagnosis | None:
    calls = case.source.at(case.line, ast.Call)
    if name == "__init__":
        calls = [one for one in calls if last_name(one) in board_names.CLASSES] or calls
    named = [one for one in calls if last_name(one) == name] or calls
    call = next((one for one in named if last_name(one) in SIGNATURES), None)
    if call is not None:
        function = last_name(call)
        return case.found(
            key("explain.arguments.board"), function=function, given=len(call.args) + len(call.keywords),
            example=SIGNATURES[function],
        )  # fmt: skip
    if named and last_name(named[0]) == "fill" and len(named[0].args) == len("rgb"):
        thing = dotted(named[0].func).rpartition(".")[0]
        numbers = ", ".join(written(one) for one in named[0].args)
        return case.found(key("explain.value.fill"), thing=thing, numbers=numbers)
    if named and last_name(named[0]):
        return case.found(key("explain.arguments.some"), function=last_name(named[0]))
    return None


def _keyword(case: ErrorCase, *names: str) -> Diagnosis:
    """A parameter that the function does not have by that name."""
    name = next(filter(None, names), "")
    call = next(
        (one for one in case.source.at(case.line, ast.Call) if any(given.arg == name for given in one.keywords)), None
    )
    own = case.source.function_named(last_name(call)) if call else None
    taken = [one.arg for one in own.args.args] if own else []
    meant = nearest(name, taken) if taken else None
    if call is not None and meant:
        return case.found(key("explain.arguments.keyword-slip"), name=name, meant=meant, function=last_name(call))
    if call is not None and last_name(call) in SIGNATURES:
        return case.found(
            key("explain.arguments.keyword-board"),
            name=name,
            function=last_name(call),
            example=SIGNATURES[last_name(call)],
        )
    if call is not None:
        return case.found(key("explain.arguments.keyword"), name=name, function=last_name(call) or written(call.func))
    return case.worded(key("explain.arguments.worded"))


def _given_twice(case: ErrorCase, *names: str) -> Diagnosis:
    return case.found(key("explain.arguments.twice"), name=next(filter(None, names), ""))


def last_name(call: ast.Call) -> str:
    """Return the name of the function or method that a call calls."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)


def _positional(own: FunctionNode) -> int:
    return len([one for one in own.args.args if one.arg != "self"])


def _extra(case: ErrorCase) -> Diagnosis:
    call = next(iter(case.source.at(case.line, ast.Call)), None)
    if call is not None and call.keywords and "keyword" in case.error.message:
        return _keyword(case, call.keywords[0].arg or "")
    return _count(case, last_name(call) if call else "")


RULES: Final = (
    *rule("TypeError", r"^(?:(?P<f>[\w.<>]+)\(\)|function) (?:takes|missing|expected|expects)", _count),
    *rule(
        "TypeError", r"^(?P<f>[\w.<>]+)(?:\(\))? (?:takes|expected) (?:at (?:most|least)|exactly|no|from|\d)", _count
    ),
    *rule(
        "TypeError", r"^(?:function |[\w.<>]+\(\) )?got multiple values for (?:keyword )?argument '(\w+)'", _given_twice
    ),
    *rule(
        "TypeError",
        r"(?:unexpected keyword argument|invalid keyword argument for \w+\(\)) ?'?(\w*)'?",
        _keyword,
    ),
    *rule("TypeError", r"^'(\w+)' is an invalid keyword argument", _keyword),
    *rule("TypeError", r"^'(\w+)' argument required", _count_unnamed),
    *rule(
        "TypeError",
        r"^extra (?:keyword|positional) arguments given|doesn't take keyword|takes no (?:keyword )?arguments",
        _extra,
    ),
    *rule("TypeError", r"^argument num/types mismatch|^wrong number of arguments", _count_unnamed),
)
