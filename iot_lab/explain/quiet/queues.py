"""Queues of which one end is sent and the other one taken out: what was sent stays, what was not is lost."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

End = tuple[str, int]
_OTHER: Final = {0: -1, -1: 0}
_SENDS: Final = frozenset(
    {"publish", "send", "write", "sendall", "sendto", "dumps", "post", "put", "envoyer", "publier"}
)


def _other_end_removed(source: Source) -> Iterator[Diagnosis]:
    """`publish(queue[0])`, then `queue.pop()`: the oldest is sent, the newest is lost."""
    for body in _bodies(source):
        for place, (before, node) in enumerate(pairwise(body)):
            removed = _removed(node)
            if removed is None:
                continue
            name, end = removed
            earlier = body[max(0, place - 2) : place + 1]
            if _reads(earlier, (name, _OTHER[end])) and not _reads(earlier, removed) and _is_sent(earlier, name):
                said = written(node)
                sent = (name, _OTHER[end])
                values = {
                    "sent": f"{name}[{_OTHER[end]}]", "code": said, "right": _removing(*sent, said),
                    "line": _line_of_reading(earlier, sent) or before.lineno,
                }  # fmt: skip
                word = key("explain.quiet.newest-lost") if end else key("explain.quiet.oldest-lost")
                yield Diagnosis(word, node.lineno, values)


def _bodies(source: Source) -> Iterator[list[ast.stmt]]:
    for node in source.every(ast.AST):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and len(body) > 1:
                yield body


def _removed(node: ast.stmt) -> End | None:
    """Return the list and the end that a statement takes out and drops: `q.pop()`, `del q[-1]`, `q = q[:-1]`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and not node.value.keywords:
        owner, _, method = dotted(node.value.func).rpartition(".")
        given = [written(one) for one in node.value.args]
        ends = {(): -1, ("-1",): -1, ("0",): 0}
        if owner and method == "pop" and tuple(given) in ends:
            return owner, ends[tuple(given)]
        if owner and method == "popleft" and not given:
            return owner, 0
    if isinstance(node, ast.Delete) and len(node.targets) == 1:
        return _end_of(node.targets[0])
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
        name, cut = dotted(node.value.value), written(node.value.slice)
        if name and name == written(node.targets[0]) and cut in ("1:", ":-1"):
            return name, 0 if cut == "1:" else -1
    return None


def _end_of(node: ast.AST) -> End | None:
    """Return the list and the end of `q[0]` or `q[-1]`."""
    at = written(node.slice) if isinstance(node, ast.Subscript) else ""
    name = dotted(node.value) if isinstance(node, ast.Subscript) else ""
    return (name, int(at)) if name and at in ("0", "-1") else None


def _reads(statements: list[ast.stmt], end: End) -> bool:
    return _line_of_reading(statements, end) is not None


def _line_of_reading(statements: list[ast.stmt], end: End) -> int | None:
    for one in statements:
        for node in walk(one):
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _end_of(node) == end:
                return node.lineno
    return None


def _is_sent(statements: list[ast.stmt], name: str) -> bool:
    """Whether an element goes to a call that sends it, by itself or by the name that it was given before."""
    held = {name, *(written(one.targets[0]) for one in statements if isinstance(one, ast.Assign))}
    calls = [node for one in statements for node in walk(one) if isinstance(node, ast.Call)]
    return any(
        dotted(call.func).rpartition(".")[2] in _SENDS and held & {written(one) for one in walk(call)} for call in calls
    )


def _removing(name: str, end: int, said: str) -> str:
    if said.startswith("del "):
        return f"del {name}[{end}]"
    if "=" in said:
        return f"{name} = {name}[1:]" if end == 0 else f"{name} = {name}[:-1]"
    return f"{name}.pop(0)" if end == 0 else f"{name}.pop()"


FINDERS: Final = (_other_end_removed,)
