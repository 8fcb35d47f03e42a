"""A scenario written in a file: TOML in, the frozen data of `world/` out (docs/simulator.md, A scenario in a file).

The fields are those of the dataclasses themselves, read by their annotations: a new part or field needs no edit here.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
import tomllib
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.simulator import parts
from iot_lab.simulator.peripherals.pins import PINS
from iot_lab.simulator.world import curves, faults, network
from iot_lab.simulator.world.recorded import recorded
from iot_lab.simulator.world.scenario import Scenario

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES: Final = 256 * 1024
DEEPEST: Final = 12
_EXAMPLES: Final = {
    "float": "21.5",
    "int": "4",
    "str": '"atelier"',
    "bytes": '"bonjour"',
    "bool": "true",
    "tuple": "[[60, 30]]",
    "Curve": "21.5, {steps = [[0, 20], [60, 25]]}, {wave = {middle = 21, swing = 2, period_s = 600}}",
}
_PINS: Final = frozenset({"pin", "scl", "sda", "trigger", "echo"})
_ABOVE_ZERO: Final = frozenset({"duration_s", "period_s", "every_s"})
_FORMS: Final = {"wave": curves.Wave, "noise": curves.Noise, "repeat": curves.Repeat}


class ScenarioUnreadable(LabError):
    """The file of a scenario cannot be read, or is not TOML. Details: file, problem."""

    code = "scenario-unreadable"


class ScenarioFieldWrong(LabError):
    """A field of a scenario's file has a value that does not suit it. Details: file, field, example."""

    code = "scenario-field-wrong"


class ScenarioFieldUnknown(LabError):
    """A scenario's file has a field that means nothing there, or lacks one. Details: file, field, known."""

    code = "scenario-field-unknown"


class _Wrong(Exception):
    def __init__(self, path: str, example: str) -> None:
        super().__init__(path)
        self.path, self.example = path, example


class _Unknown(Exception):
    def __init__(self, path: str, known: list[str]) -> None:
        super().__init__(path)
        self.path, self.known = path, known


def load_scenario(file: Path) -> Scenario:
    """Return the scenario of a file; raises ScenarioUnreadable, ScenarioFieldWrong, ScenarioFieldUnknown."""
    try:
        with file.open("rb") as stream:
            table = tomllib.loads(stream.read(MOST_BYTES).decode())
        return _Reader(file.parent).scenario(table)
    except OSError as error:
        raise ScenarioUnreadable(file=str(file), problem=error) from error
    except (ValueError, RecursionError) as error:
        raise ScenarioUnreadable(file=str(file), problem=str(error)) from error
    except _Wrong as wrong:
        raise ScenarioFieldWrong(file=str(file), field=wrong.path, example=wrong.example) from wrong
    except _Unknown as wrong:
        raise ScenarioFieldUnknown(file=str(file), field=wrong.path, known=", ".join(wrong.known)) from wrong


def part_kinds() -> dict[str, type[Any]]:
    """Return every part by the name of its file, and the faults that are no part of another."""
    kinds: dict[str, type[Any]] = {"stuck_bus": faults.StuckBus}
    for found in pkgutil.iter_modules(parts.__path__):
        if not found.name.startswith("_"):
            module = importlib.import_module(f"{parts.__name__}.{found.name}")
            own = [one for one in vars(module).values() if is_dataclass(one) and one.__module__ == module.__name__]
            kinds[found.name] = next(one for one in own if isinstance(one, type) and hasattr(one, "attach"))
    return dict(sorted(kinds.items()))


class _Reader:
    """Reads one file; `path` says in errors where a value stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def scenario(self, table: dict[str, Any]) -> Scenario:
        rest = dict(table)
        listed = rest.pop("part", [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise _Wrong("part", '[[part]]\nkind = "dht22"\npin = 15')
        built = [self._part(one, f"part {number}") for number, one in enumerate(listed, 1)]
        scenario: Scenario = self._build(Scenario, rest, "", hidden=("parts", "questions"))
        return replace(scenario, parts=tuple(built))

    def _part(self, table: dict[str, Any], path: str) -> Any:
        kinds = part_kinds()
        rest = dict(table)
        name = rest.pop("kind", None)
        kind = kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            raise _Unknown(f"{path}: kind", list(kinds))
        unplugged, corrupted = rest.pop("unplugged", None), rest.pop("corrupted", None)
        part = self._build(kind, rest, f"{path} ({name}): ")
        if corrupted is not None:
            part = self._build(faults.Corrupted, corrupted, f"{path} ({name}): corrupted.", part=part)
        if unplugged is not None:
            part = self._build(faults.Unplugged, {"spans": unplugged}, f"{path} ({name}): unplugged ", part=part)
        return part

    def _build(self, kind: type[Any], table: Any, path: str, *, hidden: tuple[str, ...] = (), **given: Any) -> Any:
        """Return a dataclass made of a table, or of a list of its fields in their order."""
        known = {one.name: one for one in fields(kind) if one.name not in (*hidden, *given)}
        if isinstance(table, list) and len(table) <= len(known):
            table = dict(zip(known, table, strict=False))
        if not isinstance(table, dict):
            raise _Wrong(path.rstrip(".: "), _example_of(kind))
        for name in table:
            if name not in known:
                raise _Unknown(f"{path}{name}", list(known))
        for name, field in known.items():
            if name not in table and field.default is MISSING and field.default_factory is MISSING:
                raise _Unknown(f"{path}{name}", [name])
        values = {name: self._field(known[name], value, kind, f"{path}{name}") for name, value in table.items()}
        return kind(**values, **given)

    def _field(self, field: Field[Any], value: Any, kind: type[Any], path: str) -> Any:
        built = self._value(value, ast.parse(str(field.type), mode="eval").body, kind, path)
        if field.name in _PINS and built not in PINS:
            raise _Wrong(path, "4")
        if field.name in _ABOVE_ZERO and not built > 0:
            raise _Wrong(path, "60")
        return built

    def _value(self, value: Any, wanted: ast.expr, kind: type[Any], path: str) -> Any:
        """Return a value as an annotation wants it."""
        if path.count(".") + path.count("[") > DEEPEST:
            raise _Wrong(path, _EXAMPLES["Curve"])
        match wanted:
            case ast.BinOp(left=left, right=ast.Constant(value=None)):
                return None if value is False else self._value(value, left, kind, path)
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=elements)):
                return self._tuple(value, elements, kind, path)
            case ast.Name(id="Curve" | "Changing"):
                return self._curve(value, path)
            case ast.Name(id=name):
                return self._named(value, name, kind, path)
        raise _Unknown(path, [])

    def _tuple(self, value: Any, elements: list[ast.expr], kind: type[Any], path: str) -> tuple[Any, ...]:
        is_open = isinstance(elements[-1], ast.Constant)
        if isinstance(value, dict) and is_open and _is_text_pair(elements[0]):
            value = [[name, text] for name, text in value.items()]
        if not isinstance(value, list) or (not is_open and len(value) != len(elements)):
            raise _Wrong(path, _EXAMPLES["tuple"])
        wanted = [elements[0]] * len(value) if is_open else elements
        return tuple(
            self._value(one, how, kind, f"{path}[{place}]")
            for place, (one, how) in enumerate(zip(value, wanted, strict=True))
        )

    def _named(self, value: Any, name: str, kind: type[Any], path: str) -> Any:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if name == "float" and is_number and abs(value) <= sys.float_info.max:
            return float(value)
        if (name == "int" and type(value) is int) or (name == "bool" and isinstance(value, bool)):
            return value
        if name in ("str", "bytes") and isinstance(value, str):
            return value if name == "str" else value.encode()
        if name in _EXAMPLES:
            raise _Wrong(path, _EXAMPLES[name])
        inner = getattr(sys.modules[kind.__module__], name, None) or getattr(network, name, None)
        if not is_dataclass(inner) or not isinstance(inner, type):
            raise _Unknown(path, [])
        return self._build(inner, value, f"{path}.")

    def _curve(self, value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            return self._named(value, "float", Scenario, path)
        if len(value) != 1:
            raise _Wrong(path, _EXAMPLES["Curve"])
        ((form, said),) = value.items()
        where = f"{path}.{form}"
        if form in ("steps", "line"):
            points = self._points(said, where)
            return curves.Steps(points) if form == "steps" else curves.Line(points)
        if form == "sum" and isinstance(said, list):
            return curves.Sum(tuple(self._curve(one, f"{where}[{place}]") for place, one in enumerate(said)))
        if form in _FORMS:
            return self._build(_FORMS[form], said, f"{where}.")
        if form == "recorded" and isinstance(said, dict):
            return self._recorded(said, where)
        raise _Unknown(where, ["steps", "line", "sum", "recorded", *_FORMS])

    def _points(self, said: Any, path: str) -> tuple[tuple[float, float], ...]:
        pair = ast.parse("tuple[tuple[float, float], ...]", mode="eval").body
        points: tuple[tuple[float, float], ...] = self._value(said, pair, Scenario, path)
        if not points or any(after[0] <= before[0] for before, after in pairwise(points)):
            raise _Wrong(path, "[[0, 20], [60, 25]]")
        return points

    def _recorded(self, said: dict[str, Any], path: str) -> Any:
        known = ["file", "column", "time_column", "is_stepped"]
        for name in said:
            if name not in known:
                raise _Unknown(f"{path}.{name}", known)
        file, column = (self._named(said.get(name), "str", Scenario, f"{path}.{name}") for name in known[:2])
        options = {name: said[name] for name in known[2:] if name in said}
        try:
            return recorded(self._folder / file, column, **options)
        except (OSError, ValueError, TypeError) as error:
            raise _Wrong(f"{path} ({error})", '{file = "mesures.csv", column = "temperature"}') from error


def _is_text_pair(wanted: ast.expr) -> bool:
    return ast.unparse(wanted) in ("tuple[str, str]", "tuple[str, bytes]")


def _example_of(kind: type[Any]) -> str:
    needed = [one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]
    return "{" + ", ".join(f"{one.name} = {_EXAMPLES.get(str(one.type), '…')}" for one in needed) + "}"
