"""Names that do not exist: a word of another world, a missing import, a slip, a local variable, a missing `global`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain import board_names
from iot_lab.explain.elsewhere import foreign_name
from iot_lab.explain.nearest import differs_by_case, nearest
from iot_lab.explain.rules import first_of, rule
from iot_lab.explain.source import FunctionNode, globals_of, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase

# Names of modules and members that people write out of the blue; others are first compared with the program's own.
_BEGINNING: Final = 3
_USUAL: Final = ("machine", "time", "network", "umqtt.simple", "dht", "json", "neopixel", "math", "random")


def _undefined(case: ErrorCase, name: str) -> Diagnosis:
    looks = (
        _compared_for_assigned, _of_a_class, _unbound_except, _bound_later, _bound_elsewhere, _module, _foreign,
        _member, _by_case, _slip,
    )  # fmt: skip
    return first_of(looks, case, name) or _unknown(case, name)


def _compared_for_assigned(case: ErrorCase, name: str) -> Diagnosis | None:
    """`x == 5` alone on a line, where x does not exist: a value was to be given."""
    for node in case.source.at(case.line, ast.Expr):
        test = node.value
        if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq) and _is_name(test.left, name):
            return case.found(key("explain.quiet.comparison"), left=name, right=written(test.comparators[0]))
    return None


def _of_a_class(case: ErrorCase, name: str) -> Diagnosis | None:
    """`self` not taken, or an attribute or method of the object used without it."""
    function = case.source.function_at(case.line)
    owner = case.source.class_of(function)
    if function is None or owner is None:
        return None
    if name == "self":
        return case.found(key("explain.name.self"), function.lineno, function=function.name)
    attributes = {node.attr for node in ast.walk(owner) if isinstance(node, ast.Attribute)}
    methods = {node.name for node in owner.body if isinstance(node, ast.FunctionDef)}
    kept = {
        node.attr for node in ast.walk(owner) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    places = {one.how for one in case.source.bound(name)}
    if name in methods or (name in attributes and not places) or (name in kept and places <= {"parameter"}):
        return case.found(key("explain.name.self-attribute"), name=name)
    return None


def _unbound_except(case: ErrorCase, name: str) -> Diagnosis | None:
    if {one.how for one in case.source.bound(name)} == {"except"}:
        return case.found(key("explain.name.except"), name=name, bound=case.source.bound(name)[0].line)
    return None


def _bound_later(case: ErrorCase, name: str) -> Diagnosis | None:
    """Bound at the program's own level, but further down or not yet."""
    outside = [one for one in case.source.bound(name) if one.function is None and one.how != "except"]
    if not outside or not case.line:
        return None
    first = outside[0]
    if first.how in ("function", "class"):
        return case.found(key("explain.name.function-later"), name=name, bound=first.line)
    if first.how == "import":
        return case.found(key("explain.name.import-later"), name=name, bound=first.line)
    if first.line == case.line:
        return case.found(key("explain.name.own-line"), name=name)
    if first.line > case.line:
        return case.found(key("explain.name.later"), name=name, bound=first.line)
    return case.found(key("explain.name.not-reached"), name=name, bound=first.line)


def _bound_elsewhere(case: ErrorCase, name: str) -> Diagnosis | None:
    """Bound in another function only."""
    inside = [one for one in case.source.bound(name) if one.function is not None]
    if not inside or inside[0].function is None:
        return None
    owner = inside[0].function
    if case.source.function_at(case.line) is owner:
        return None
    word = key("explain.name.parameter") if inside[0].how == "parameter" else key("explain.name.local")
    return case.found(word, inside[0].line, name=name, function=owner.name, used=case.line or 0)


def _module(case: ErrorCase, name: str) -> Diagnosis | None:
    if name not in board_names.MODULES and name not in board_names.ALIASES and name not in board_names.LIBRARY:
        return None
    taken = sorted(own for own, (module, _) in case.source.imported_members.items() if module == name)
    used = [node.attr for node in case.source.at(case.line, ast.Attribute) if _is_name(node.value, name)]
    if taken and used:
        bare = used[0] if used[0] in taken else ""
        word = key("explain.name.module-not-needed") if bare else key("explain.name.module-in-part")
        return case.found(word, name=name, taken=", ".join(taken), member=used[0])
    alias = next((own for own, module in case.source.imported_modules.items() if module == name), None)
    if alias:
        return case.found(key("explain.name.module-alias"), name=name, alias=alias)
    return case.found(key("explain.name.module"), name=name)


def _foreign(case: ErrorCase, name: str) -> Diagnosis | None:
    there = foreign_name(name)
    if there is None:
        return None
    if not there.world:
        return case.found(key("explain.name.instead"), name=name, here=there.here)
    if there.world == "Python":
        return case.found(key("explain.name.lacking"), name=name, here=there.here)
    if there.here.lower() == name:
        return case.found(key("explain.name.capital"), name=name, here=there.here)
    return case.found(key("explain.name.foreign"), name=name, world=there.world, here=there.here)


def _member(case: ErrorCase, name: str) -> Diagnosis | None:
    """A member of a module: written without the module, or never imported."""
    module = board_names.module_of(name)
    imported = {board_names.ALIASES.get(module_, module_): own for own, module_ in case.source.imported_modules.items()}
    with_it = next((own for real, own in imported.items() if name in board_names.members(real)), None)
    if with_it:
        return case.found(key("explain.name.member-of-imported"), name=name, module=with_it)
    if module is None or (module not in _USUAL and nearest(name, case.source.visible(case.line))):
        return None
    return case.found(key("explain.name.member"), name=name, module=module)


def _by_case(case: ErrorCase, name: str) -> Diagnosis | None:
    groups = (case.source.visible(case.line), board_names.BUILTINS, _usual_members(case))
    meant = next((found for names in groups if (found := differs_by_case(name, names))), None)
    if meant is None:
        return None
    if meant in groups[0] or meant in board_names.BUILTINS:
        return case.found(key("explain.name.case"), name=name, meant=meant)
    return case.found(
        key("explain.name.case-member"), name=name, meant=meant, module=board_names.module_of(meant) or ""
    )


def _slip(case: ErrorCase, name: str) -> Diagnosis | None:
    """A slip, among the program's own names first, then among what could stand in this place."""
    visible = case.source.visible(case.line)
    meant = nearest(name, visible) or _unused_parameter(case, name)
    if meant is None and len(name) >= 4:
        meant = nearest(name, _fitting(case, name))
    if meant is None:
        return None
    if meant in visible or meant in board_names.BUILTINS:
        return case.found(key("explain.name.slip"), name=name, meant=meant)
    module = board_names.module_of(meant)
    if module is None:
        return case.found(key("explain.name.slip"), name=name, meant=meant)
    return case.found(key("explain.name.case-member"), name=name, meant=meant, module=module)


def _unused_parameter(case: ErrorCase, name: str) -> str | None:
    """Return the one parameter of the function that it never uses, where it begins as the unknown name does."""
    here = case.source.function_at(case.line)
    if here is None or len(name) < _BEGINNING:
        return None
    used = {node.id for node in walk(here) if isinstance(node, ast.Name)}
    unused = [one.arg for one in here.args.args if one.arg not in used and one.arg != "self"]
    return unused[0] if len(unused) == 1 and unused[0][:_BEGINNING] == name[:_BEGINNING] else None


def _fitting(case: ErrorCase, name: str) -> frozenset[str]:
    """Return the names of Python and the board that fit how the name is used: called, before a dot, or by itself."""
    for node in case.source.at(case.line, ast.Name):
        above = case.source.parents.get(node)
        if node.id == name and isinstance(above, ast.Attribute):
            return frozenset(_USUAL) | _usual_members(case)
        if node.id == name and isinstance(above, ast.Call) and above.func is node:
            return board_names.BUILTINS | _usual_members(case)
    return frozenset(("True", "False", "None", "Exception", "OSError", "ValueError"))


def _usual_members(case: ErrorCase) -> frozenset[str]:
    """Return what the imported modules hold, or the usual ones where none is."""
    modules = {*case.source.imported_modules.values(), "machine", "time", "dht", "umqtt.simple"}
    return frozenset().union(*(board_names.members(module) for module in modules))


def _unknown(case: ErrorCase, name: str) -> Diagnosis:
    if not case.source.text:
        return case.found(key("explain.name.unknown-bare"), name=name)
    if _is_like_a_text(case, name):
        return case.found(key("explain.name.maybe-text"), name=name)
    return case.found(key("explain.name.unknown"), name=name)


def _is_like_a_text(case: ErrorCase, name: str) -> bool:
    """Whether the name stands where a text usually does: an index, a part of a topic, an argument by itself."""
    for node in case.source.at(case.line, ast.Name):
        above = case.source.parents.get(node)
        if node.id != name:
            continue
        if isinstance(above, ast.Subscript) and above.slice is node:
            return True
        if isinstance(above, ast.Dict) and node in above.keys:
            return True
        if isinstance(above, ast.Call) and node in above.args:
            return True
        if isinstance(above, ast.BinOp) and isinstance(above.op, ast.Div):
            return True
    return False


def _unbound_local(case: ErrorCase, *names: str) -> Diagnosis | None:
    """A variable that the function gives a value to, read before: `global` is missing, or a branch gave none."""
    function = case.source.function_at(case.line)
    if function is None:
        return None
    declared = globals_of(function)
    own = {one.name for one in case.source.bindings if one.function is function and one.how != "parameter"} - declared
    read = [node.id for node in case.source.at(case.line, ast.Name) if node.id in own]
    # What the function gave a value to on an earlier line has one; what the program has, too, misses its `global`.
    read.sort(key=lambda one: (_is_bound_above(case, function, one), not _is_of_the_program(case, one)))
    name = next((one for one in (*names, *read) if one in own), None)
    if name is None:
        return None
    if _is_of_the_program(case, name):
        return case.found(
            key("explain.name.global"), function.lineno, name=name, function=function.name, used=case.line or 0
        )
    if any(isinstance(node, ast.AugAssign) for node in case.source.at(case.line, ast.AugAssign)):
        return case.found(key("explain.name.never-begun"), name=name)
    return case.found(key("explain.name.not-reached-local"), name=name, function=function.name)


def _is_of_the_program(case: ErrorCase, name: str) -> bool:
    return any(one.function is None for one in case.source.bound(name))


def _is_bound_above(case: ErrorCase, function: FunctionNode, name: str) -> bool:
    """Whether the function's own statements, not those of a branch, give the name a value before the line."""
    above = [one for one in function.body if one.lineno < (case.line or 0) and isinstance(one, ast.Assign)]
    return any(_is_name(target, name) for one in above for target in one.targets)


def _some_local(case: ErrorCase, *_: str) -> Diagnosis:
    return case.worded(key("explain.name.local-too-soon"))


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


RULES: Final = (
    *rule(
        "NameError UnboundLocalError",
        r"^(?:local|free) variable (?:'(\w+)' )?referenced before assignment",
        lambda case, *names: _unbound_local(case, *filter(None, names)),
        _some_local,
    ),
    *rule(
        "NameError UnboundLocalError", r"^cannot access (?:local|free) variable '(\w+)'", _unbound_local, _some_local
    ),
    *rule("NameError", r"^name '([^']+)' (?:isn't|is not) defined", _undefined),
    *rule("NameError", r"^name '([^']+)' is (?:used|assigned)", _undefined),
)
