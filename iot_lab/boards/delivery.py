"""A program on its way to a board (docs/protocol.md, `do/run`): made patient, cut in parts, refusals in words. Pure.

A loop without a pause takes the whole chip from the kit's thread, so loops are given a call of `__rest__`, which sleeps
5 ms when 100 ms have passed since it last did (firmware/lib/kit/runner.py): orders arrive at once, whatever runs.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.limits import FILE_BYTES, PROGRAM_BYTES, TOGETHER_BYTES
from iot_lab.contract.program_parts import cut, is_kits_name, whole_of
from iot_lab.errors import LabError
from iot_lab.program_text import parse, put_around, syntax_error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.program_text import Around

REST: Final = "__rest__"
SHORT_LOOP: Final = 1000
"""A `for` loop of at most so many repetitions, those of the loops in it included, is left as it is: some 20 ms."""


class ProgramNotPython(LabError):
    """The program has a syntax error. Details: line, message (CPython's or the board's words)."""

    code = "program-not-python"


class ProgramTooLongForBoard(LabError):
    """The program is longer than the board takes. Details: size_kb, limit_kb."""

    code = "program-too-long-for-board"


class DeliveryDamaged(LabError):
    """The program did not arrive as it was sent: send it again. Details: board."""

    code = "delivery-damaged"


class BoardMemoryFull(LabError):
    """The board has not the memory to compile the program. Details: board."""

    code = "board-memory-full"


class BoardStorageFull(LabError):
    """The board could not keep the program in its flash. Details: board."""

    code = "board-storage-full"


class ModuleNotText(LabError):
    """A module that comes with a program is not UTF-8 text. Details: file."""

    code = "module-not-text"


class FileNameIsKits(LabError):
    """A file that comes with a program has the name of one of the kit's own. Details: file."""

    code = "file-name-is-kits"


class FileNameRefusedThere(LabError):
    """The board's kit keeps the name of one of the files for itself. Details: board."""

    code = "file-name-refused-there"


class BoardTakesNoProgram(LabError):
    """The board is a computer that reads sensors (iot-lab node). Details: board."""

    code = "board-takes-no-program"


def make_patient(program: str) -> str:
    """Return the program with a rest in its loops, line numbers kept. Raises ProgramNotPython."""
    program = program.replace("\r\n", "\n").replace("\r", "\n")
    wrong = syntax_error(program)
    if wrong is not None:
        raise ProgramNotPython(line=wrong.lineno or 1, message=wrong.msg)
    return put_around(program, _rests(parse(program)))


def make_patient_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that come with a program, a rest in the loops of its modules.

    Raises ProgramNotPython, ModuleNotText.
    """
    patient: dict[str, bytes] = {}
    for name, content in files.items():
        patient[name] = content
        if name.endswith(".py"):
            try:
                patient[name] = make_patient(content.decode()).encode()
            except UnicodeDecodeError as error:
                raise ModuleNotText(file=name) from error
            except ProgramNotPython as error:
                raise ProgramNotPython(
                    line=error.details["line"], message=f"{name}: {error.details['message']}"
                ) from error
    return patient


def payloads(
    program: str, order_id: str, limit_bytes: int = PROGRAM_BYTES, files: Mapping[str, bytes] | None = None
) -> list[bytes]:
    """Return the payloads of `do/run`, in order. Raises ProgramTooLongForBoard, FileNameIsKits."""
    content, files = program.encode(), files or {}
    for name in filter(is_kits_name, files):
        raise FileNameIsKits(file=name)
    sizes = [(len(content), FILE_BYTES if files else limit_bytes), (len(whole_of(content, files)), TOGETHER_BYTES)]
    for size, limit in [*sizes, *((len(one), FILE_BYTES) for one in files.values())]:
        if size > limit:
            raise ProgramTooLongForBoard(size_kb=-(-size // 1024), limit_kb=limit // 1024)
    return cut(content, order_id, files)


def refusal(answer: Mapping[str, Any], board: str, size_bytes: int) -> LabError | None:
    """Return what a board's answer on `done/run` means for a person, None where it runs the program."""
    code = answer.get("error")
    if code is None:
        return None
    if code == "syntax":
        return ProgramNotPython(line=answer.get("line") or "?", message=str(answer.get("message", ""))[:200])
    if code == "size":
        return ProgramTooLongForBoard(size_kb=-(-size_bytes // 1024), limit_kb=PROGRAM_BYTES // 1024)
    remedies = {
        "memory": BoardMemoryFull,
        "name": FileNameRefusedThere,
        "storage": BoardStorageFull,
        "unsupported": BoardTakesNoProgram,
    }
    return remedies.get(str(code), DeliveryDamaged)(board=board)


def _rests(tree: ast.Module) -> list[Around]:
    """Return the places of the calls: conditions of `while`, and what long `for` loops go through."""
    repetitions = _repetitions(tree)
    places: list[Around] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.While) and not _is_tied(node.test):
            places.append((node.test, f"{REST}(", ")"))
        elif isinstance(node, ast.For) and repetitions[node] > SHORT_LOOP and not _is_tied(node.iter):
            places.append((node.iter, f"({REST}(__one__) for __one__ in (", "))"))
    return places


def _is_tied(expression: ast.expr) -> bool:
    """Say whether an expression means something else inside a call or a generator."""
    tied = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
    return any(isinstance(node, tied) for node in ast.walk(expression))


def _repetitions(tree: ast.Module) -> dict[ast.AST, float]:
    """Return for each node how often the `for` loops in it repeat at most; children are counted before parents."""
    found: dict[ast.AST, float] = {}
    for node in reversed(list(ast.walk(tree))):
        inside = sum(found[child] for child in ast.iter_child_nodes(node))
        found[node] = _length(node.iter) * max(1.0, inside) if isinstance(node, ast.For) else inside
    return found


def _length(iterable: ast.expr) -> float:
    """Return the number of things in what is written out, infinity where only the run tells."""
    if isinstance(iterable, ast.Tuple | ast.List | ast.Set):
        return len(iterable.elts)
    if isinstance(iterable, ast.Constant) and isinstance(iterable.value, str | bytes):
        return len(iterable.value)
    if isinstance(iterable, ast.Call) and isinstance(iterable.func, ast.Name) and iterable.func.id == "range":
        numbers = [_number(one) for one in iterable.args]
        if numbers and None not in numbers and 0 not in numbers[2:]:
            return len(range(*(one for one in numbers if one is not None)))
    return float("inf")


def _number(expression: ast.expr) -> int | None:
    if isinstance(expression, ast.UnaryOp) and isinstance(expression.op, ast.USub):
        inner = _number(expression.operand)
        return None if inner is None else -inner
    if isinstance(expression, ast.Constant) and type(expression.value) is int and abs(expression.value) < 1 << 60:
        return expression.value
    return None
