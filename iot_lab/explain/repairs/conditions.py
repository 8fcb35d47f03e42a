"""Conditions that ask the opposite, too much, or one thing instead of another."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.repairs.edits import Repair, bracketed, of
from iot_lab.explain.source import written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_OPPOSITE: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: ">", ast.Gt: "<", ast.LtE: ">=", ast.GtE: "<=", ast.Eq: "!=", ast.NotEq: "==", ast.Is: "is not",
    ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_WITH_THE_LIMIT: Final[dict[type[ast.cmpop], str]] = {ast.Lt: "<=", ast.Gt: ">=", ast.LtE: "<", ast.GtE: ">"}


def wrong_way_round(source: Source) -> Iterator[Repair]:
    """`light > 20000` for `light < 20000`."""
    for node in source.every(ast.Compare):
        if len(node.ops) == 1 and (sign := _OPPOSITE.get(type(node.ops[0]))):
            text = f"{bracketed(node.left)} {sign} {bracketed(node.comparators[0])}"
            yield of(source, [(node, text)], key("explain.repair.comparison"), test=written(node), sign=sign)


def negated(source: Source) -> Iterator[Repair]:
    """`if not lit:` for `if lit:`, and the other way."""
    for negation in source.every(ast.UnaryOp):
        if isinstance(negation.op, ast.Not):
            text = f"({written(negation.operand)})"
            yield of(source, [(negation, text)], key("explain.repair.not-too-many"), test=written(negation))
    for test in _asked(source):
        if isinstance(test, ast.Name | ast.Call | ast.Attribute):
            yield of(source, [(test, f"(not {written(test)})")], key("explain.repair.not-missing"), test=written(test))


def other_word(source: Source) -> Iterator[Repair]:
    """`and` for `or`."""
    for node in source.every(ast.BoolOp):
        word = "or" if isinstance(node.op, ast.And) else "and"
        text = f" {word} ".join(f"({written(one)})" for one in node.values)
        values = {"test": written(node), "word": "and" if word == "or" else "or", "other": word}
        yield of(source, [(node, f"({text})")], key("explain.repair.and-or"), **values)


def asks_too_much(source: Source) -> Iterator[Repair]:
    """A part of a condition that keeps it from coming true, or a whole one."""
    for node in source.every(ast.BoolOp):
        for part in node.values:
            kept = [f"({written(one)})" for one in node.values if one is not part]
            text = (" and " if isinstance(node.op, ast.And) else " or ").join(kept)
            yield of(source, [(node, f"({text})")], key("explain.repair.part-of-test"), test=written(part))
    for question in source.every(ast.If):
        if not question.orelse:
            values = {"test": written(question.test), "body": written(question.body[0]).split("\n")[0]}
            yield of(source, [(question.test, "True")], key("explain.repair.only-sometimes"), **values)


def with_the_limit(source: Source) -> Iterator[Repair]:
    """`<` for `<=`: the limit itself counts, or not; both limits of `0 < angle < 180` at once, too."""
    for node in source.every(ast.Compare):
        signs = [_WITH_THE_LIMIT.get(type(one)) for one in node.ops]
        if signs[0] is None or len(set(signs)) > 1:
            continue
        text = bracketed(node.left) + "".join(f" {signs[0]} {bracketed(one)}" for one in node.comparators)
        yield of(source, [(node, text)], key("explain.repair.limit"), test=written(node), sign=signs[0])


def _asked(source: Source) -> Iterator[ast.expr]:
    questions: list[ast.If | ast.While | ast.IfExp] = [
        *source.every(ast.If), *source.every(ast.While), *source.every(ast.IfExp),
    ]  # fmt: skip
    for node in questions:
        yield node.test
    for both in source.every(ast.BoolOp):
        yield from both.values


FINDERS: Final = (wrong_way_round, negated, other_word, asks_too_much)
LAST_FINDERS: Final = (with_the_limit,)
