"""A learner's program as the explainer reads it: its lines, its tree, and which names it binds where.

Nothing here runs the program, and nothing raises: what Python cannot read has no tree, and every question about it
has an empty answer.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar, cast

from iot_lab.program_text import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_NODES: Final = 8000
Node = TypeVar("Node", bound=ast.AST)
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Binding:
    """A place where a name gets a meaning. `how`: import, assign, function, class, parameter, loop, except, with.

    `value` is what it is bound to, where an expression says so; `function` the function in which it happens.
    """

    name: str
    line: int
    how: str
    value: ast.AST | None
    function: FunctionNode | None


class Source:
    """One program as text and as a tree."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")

    def line(self, number: int | None) -> str:
        """Return a line of the program, empty where there is none."""
        return self.lines[number - 1] if number and 0 < number <= len(self.lines) else ""

    @cached_property
    def tree(self) -> ast.Module | None:
        """Return the syntax tree, None where there is none."""
        try:
            return parse(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @property
    def is_long(self) -> bool:
        """Whether the program is longer than anybody writes by hand: then only its error is explained."""
        return len(self._every) > MOST_NODES

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Return each node's parent."""
        return {child: node for node in self._every for child in _children(node)}

    @cached_property
    def _every(self) -> list[ast.AST]:
        """Every node, outer ones first, as `ast.walk` gives them; operators and contexts are left out."""
        found: list[ast.AST] = [self.tree] if self.tree else []
        for node in found:
            found.extend(_children(node))
        return found

    @cached_property
    def _of_kind(self) -> dict[type[ast.AST], list[ast.AST]]:
        found: dict[type[ast.AST], list[ast.AST]] = {}
        for node in self._every:
            found.setdefault(type(node), []).append(node)
        return found

    def every(self, *kinds: type[Node]) -> Iterator[Node]:
        """Yield the nodes of some kinds, outer ones first where one kind is asked for; all of them for `ast.AST`."""
        for kind in kinds:
            yield from cast("list[Node]", self._every if kind is ast.AST else self._of_kind.get(kind, []))

    @cached_property
    def functions(self) -> list[FunctionNode]:
        """Return every function and method, in the order of their lines."""
        found: list[FunctionNode] = [*self.every(ast.FunctionDef), *self.every(ast.AsyncFunctionDef)]
        return sorted(found, key=lambda node: node.lineno)

    def at(self, line: int | None, kind: type[Node]) -> list[Node]:
        """Return the nodes of one kind that a line holds, those that begin on it first."""
        found = [node for node in self.every(kind) if line and _holds(node, line)]
        return sorted(found, key=lambda node: (getattr(node, "lineno", 0) != line, getattr(node, "col_offset", 0)))

    def function_at(self, line: int | None) -> FunctionNode | None:
        """Return the innermost function around a line."""
        around = [node for node in self.functions if line and _holds(node, line)]
        return max(around, key=lambda node: node.lineno, default=None)

    def function_of(self, node: ast.AST) -> FunctionNode | None:
        """Return the function in which a node stands."""
        return self._functions_around.get(node)

    @cached_property
    def _functions_around(self) -> dict[ast.AST, FunctionNode]:
        """Each node that stands in a function, with the innermost one; inner nodes come after outer ones."""
        found: dict[ast.AST, FunctionNode] = {}
        for node in self._every:
            around = node if isinstance(node, FunctionNode) else found.get(node)
            if around is not None:
                found.update(dict.fromkeys(_children(node), around))
        return found

    def function_named(self, name: str) -> FunctionNode | None:
        """Return the first function or method of this name."""
        return next((node for node in self.functions if node.name == name), None)

    def class_of(self, node: ast.AST | None) -> ast.ClassDef | None:
        """Return the class whose body holds a function."""
        above = self.parents.get(node) if node else None
        return above if isinstance(above, ast.ClassDef) else None

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        """Return every place where a name is bound, in the order of the lines."""
        kinds = (
            ast.Import,
            ast.ImportFrom,
            ast.FunctionDef,
            ast.AsyncFunctionDef,
            ast.ClassDef,
            ast.ExceptHandler,
            ast.Name,
        )
        found = [binding for kind in kinds for node in self.every(kind) for binding in self._bound_by(node)]
        return tuple(sorted(found, key=lambda one: one.line))

    def bound(self, name: str) -> list[Binding]:
        """Return the places where one name is bound."""
        return self._bound_by_name.get(name, [])

    @cached_property
    def _bound_by_name(self) -> dict[str, list[Binding]]:
        found: dict[str, list[Binding]] = {}
        for one in self.bindings:
            found.setdefault(one.name, []).append(one)
        return found

    def last_before(self, name: str, line: int | None) -> Binding | None:
        """Return where a name was last bound above a line, in the function around it or outside any."""
        here = self.function_at(line)
        near = [one for one in self.bound(name) if one.function is here and (not line or one.line < line)]
        far = [one for one in self.bound(name) if one.function is None and (not line or one.line < line or here)]
        found = near or far
        return found[-1] if found else None

    @cached_property
    def imported_modules(self) -> dict[str, str]:
        """Return local name -> module, for `import machine` and `import machine as m`."""
        return {
            alias.asname or alias.name.split(".")[0]: alias.name
            for node in self.every(ast.Import)
            for alias in node.names
        }

    @cached_property
    def imported_members(self) -> dict[str, tuple[str, str]]:
        """Return local name -> (module, member), for `from machine import Pin`."""
        return {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in self.every(ast.ImportFrom)
            for alias in node.names
        }

    def visible(self, line: int | None) -> set[str]:
        """Return the names that the program binds and that a line may use."""
        here = self.function_at(line)
        around: set[FunctionNode | None] = {None}
        while here is not None:
            around.add(here)
            here = self.function_of(here)
        return {one.name for one in self.bindings if one.function in around}

    def _bound_by(self, node: ast.AST) -> Iterator[Binding]:
        inside = self.function_of(node)
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                yield Binding(name, node.lineno, "import", node, inside)
        elif isinstance(node, FunctionNode):
            if not isinstance(self.parents.get(node), ast.ClassDef):
                yield Binding(node.name, node.lineno, "function", node, inside)
            for one in (
                *node.args.posonlyargs,
                *node.args.args,
                *node.args.kwonlyargs,
                node.args.vararg,
                node.args.kwarg,
            ):
                if one is not None:
                    yield Binding(one.arg, node.lineno, "parameter", None, node)
        elif isinstance(node, ast.ClassDef):
            yield Binding(node.name, node.lineno, "class", node, inside)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield Binding(node.name, node.lineno, "except", None, inside)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield self._stored(node, inside)

    def _stored(self, node: ast.Name, inside: FunctionNode | None) -> Binding:
        above: ast.AST | None = self.parents.get(node)
        owner = inside if not self._is_global(node.id, inside) else None
        if isinstance(above, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            return Binding(node.id, node.lineno, "assign", above.value, owner)
        if isinstance(above, ast.withitem):
            return Binding(node.id, node.lineno, "with", above.context_expr, owner)
        place = above.elts.index(node) if isinstance(above, ast.Tuple | ast.List) else 0
        while isinstance(above, ast.Tuple | ast.List):
            above = self.parents.get(above)
        given = above.value if isinstance(above, ast.Assign) else None
        if isinstance(given, ast.Tuple | ast.List) and _is_side_by_side(above, given):
            return Binding(node.id, node.lineno, "assign", given.elts[place], owner)
        how = "loop" if isinstance(above, ast.For | ast.AsyncFor | ast.comprehension) else "assign"
        return Binding(node.id, node.lineno, how, None, owner)

    def _is_global(self, name: str, function: FunctionNode | None) -> bool:
        return function is not None and name in self._globals.get(function, ())

    @cached_property
    def _globals(self) -> dict[ast.AST, set[str]]:
        """The names that each function declares `global`, or a function inside it."""
        found: dict[ast.AST, set[str]] = {}
        for node in self.every(ast.Global):
            around = self.function_of(node)
            while around is not None:
                found.setdefault(around, set()).update(node.names)
                around = self.function_of(around)
        return found


_BINDING = (
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler, ast.Name,
)  # fmt: skip
_KEPT, _KEPT_WALK, _KEPT_TEXT = "kept children", "kept walk", "kept text"
_EMPTY = (ast.expr_context, ast.operator, ast.cmpop, ast.boolop, ast.unaryop)


def _children(node: ast.AST) -> list[ast.AST]:
    """Return a node's children in their order, without contexts and operators, which are one object for many.

    They are kept with the node: a dozen finders go through the same tree.
    """
    kept: list[ast.AST] | None = node.__dict__.get(_KEPT)
    if kept is None:
        kept = []
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                kept += [one for one in value if isinstance(one, ast.AST) and not isinstance(one, _EMPTY)]
            elif isinstance(value, ast.AST) and not isinstance(value, _EMPTY):
                kept.append(value)
        node.__dict__[_KEPT] = kept
    return kept


def walk(node: ast.AST) -> Sequence[ast.AST]:
    """Return a node and all that is in it, outer ones first, without contexts and operators; kept with the node."""
    kept: list[ast.AST] | None = node.__dict__.get(_KEPT_WALK)
    if kept is None:
        kept = [node]
        for one in kept:
            kept.extend(_children(one))
        node.__dict__[_KEPT_WALK] = kept
    return kept


def globals_of(function: FunctionNode) -> set[str]:
    """Return the names that a function declares `global`."""
    return {name for node in walk(function) if isinstance(node, ast.Global) for name in node.names}


def dotted(node: ast.AST | None) -> str:
    """Return `led.value` of an expression that is a chain of names, else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def written(node: ast.AST | None) -> str:
    """Return an expression as Python writes it, empty where it is none; kept with the node."""
    if node is None:
        return ""
    if isinstance(node, ast.Name):
        return node.id
    kept: str | None = node.__dict__.get(_KEPT_TEXT)
    if kept is None:
        try:
            kept = ast.unparse(node)
        except (ValueError, RecursionError, AttributeError):
            kept = ""
        node.__dict__[_KEPT_TEXT] = kept
    return kept


def _is_side_by_side(node: ast.AST | None, given: ast.Tuple | ast.List) -> bool:
    """Whether each name of `a, b = 1, 2` gets the value at its own place."""
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    names = target.elts if isinstance(target, ast.Tuple | ast.List) else []
    return len(names) == len(given.elts) and all(isinstance(one, ast.Name) for one in names)


def _holds(node: ast.AST, line: int) -> bool:
    first = getattr(node, "lineno", None)
    return first is not None and first <= line <= (getattr(node, "end_lineno", None) or first)
