"""The learner's program as text, for recognisers of mistakes only: it may choose a hint, never a verdict."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property

from iot_lab.explain import Source, folded


@dataclass(frozen=True)
class Program:
    """One submission; what Python cannot read has an empty tree."""

    source: str

    @cached_property
    def explained(self) -> Source:
        """Return the program as the explainer reads it."""
        return Source(self.source)

    @cached_property
    def tree(self) -> ast.Module:
        """Return the syntax tree."""
        return self.explained.tree or ast.Module([], [])

    @cached_property
    def names(self) -> frozenset[str]:
        """Return every name and attribute that the program mentions: `sleep`, `PULL_UP`, `range`..."""
        return frozenset(_name(node) for node in self.explained.every(ast.Name, ast.Attribute))

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Return every number that stands in the program."""
        constants = (node.value for node in self.explained.every(ast.Constant))
        return frozenset(value for value in constants if isinstance(value, int | float) and not isinstance(value, bool))

    @cached_property
    def quantities(self) -> frozenset[float]:
        """Return every number that stands in the program, and every one that it computes of numbers: `24 * HOUR_S`."""
        computed = (folded(self.explained, node) for node in self.explained.every(ast.BinOp))
        return self.numbers | {value for value in computed if value is not None}

    @cached_property
    def texts(self) -> frozenset[str]:
        """Return every text that stands in the program, bytes as text too."""
        constants = [node.value for node in self.explained.every(ast.Constant)]
        raw = {value.decode("utf-8", "replace") for value in constants if isinstance(value, bytes)}
        return frozenset(raw | {value for value in constants if isinstance(value, str)})

    def calls(self, name: str) -> list[ast.Call]:
        """Return the calls of a function or method of this name, wherever it comes from, in no special order."""
        return [call for call in self.explained.every(ast.Call) if _name(call.func) == name]

    def function(self, name: str) -> ast.FunctionDef | None:
        """Return the first function of this name."""
        return next((one for one in self.explained.every(ast.FunctionDef) if one.name == name), None)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
