"""Read the public names of the guest's modules and of the official stubs: top-level name -> member -> parameters."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

GUEST = Path("iot_lab/simulator/guest")
ABSENT = Path("tests/simulator/absent")
IN_PIECES = ("_machine/", "_esp32/")
OF_THE_HOST = {"call", "handlers", "sleep_us"}  # what peripherals import from `_board`


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a function takes: names usable as keywords, how many by place, and whether it takes anything at all."""

    names: frozenset[str] = frozenset()
    places: int = 0
    takes_all: bool = False
    hidden: frozenset[str] = frozenset()  # names of parameters that are passed by place only


Members = dict[str, Parameters | None]
Api = dict[str, Members]


def guest_modules() -> dict[str, tuple[Path, ...]]:
    """Find every guest module and its files: `_machine/` belongs to `machine`, other names that begin with `_` to nobody."""
    found: dict[str, list[Path]] = {}
    for path in sorted(GUEST.rglob("*.py")):
        name = path.relative_to(GUEST).with_suffix("").as_posix().removesuffix("/__init__")
        name = name.partition("/")[0][1:] if name.startswith(IN_PIECES) else name
        if not name.startswith("_") and path.read_text(encoding="utf-8").strip():
            found.setdefault(name, []).append(path)
    return {name: tuple(paths) for name, paths in found.items()}


def stub(name: str) -> str:
    """Return the text of the official stub of a module, with that of its neighbours that it imports whole."""
    for package, folder in (
        ("micropython-esp32-stubs", ""),
        ("micropython-stdlib-stubs", "stdlib/"),
        ("micropython-stdlib-stubs", ""),
    ):
        for path in (f"{folder}{name}.pyi", f"{folder}{name}/__init__.pyi"):
            found = Path(str(distribution(package).locate_file(path)))
            if found.exists():
                text = found.read_text(encoding="utf-8")
                return "\n".join([*_neighbours(found, text), text])
    raise FileNotFoundError(name)


def _neighbours(stub: Path, text: str) -> list[str]:
    """Return the texts behind `from .tasks import *`."""
    wanted = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.ImportFrom) and one.level]
    files = [stub.with_name(f"{one.module}.pyi") for one in wanted if one.names[0].name == "*"]
    return [file.read_text(encoding="utf-8") for file in files if file.exists()]


@cache
def official(name: str) -> Api:
    """Return the API of a module of the official ESP32 firmware."""
    own = declared(name).own if declared(name) else {}
    return api(stub(name), own=frozenset(own))


@cache
def imported(name: str) -> frozenset[str]:
    """Return the names that a stub only imports, for its annotations."""
    nodes = [node for node in ast.parse(stub(name)).body if isinstance(node, ast.ImportFrom)]
    return frozenset(one.asname or one.name for node in nodes for one in node.names)


def ours(name: str) -> Api:
    """Return the API of a guest module, without what is private or belongs to the host."""
    merged: Api = {}
    for path in guest_modules()[name]:
        is_piece = path.relative_to(GUEST).as_posix().startswith(IN_PIECES)
        merged |= api(path.read_text(encoding="utf-8"), merged, keeps_imports=not is_piece)
    return {top: members for top, members in merged.items() if not top.startswith("_") and top not in OF_THE_HOST}


@dataclass(frozen=True, slots=True)
class Differences:
    """What a module lacks or adds on purpose, each with its reason (`absent/<module>.toml`).

    `own` are classes whose base in the stubs is not theirs in the firmware. A parameter is written `Class.name(it)`.
    """

    absent: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    is_complete: bool = True  # false: the stub is CPython's, and what is missing says nothing


@cache
def declared(name: str) -> Differences | None:
    """Return a module's declared differences, None where it is not said to be complete."""
    file = ABSENT / f"{name.replace('/', '.')}.toml"
    return Differences(**tomllib.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def api(text: str, known: Api | None = None, own: frozenset[str] = frozenset(), *, keeps_imports: bool = True) -> Api:
    """Return top-level name -> members; bases are merged (but for `own`), overloads and attributes too."""
    found: Api = dict(known or {})
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            bases = [one.id for one in node.bases if isinstance(one, ast.Name) and node.name not in own]
            found[node.name] = {"": None}
            for members in [*(found.get(one, {}) for one in bases), _attributes(node), _members(node.body)]:
                found[node.name] |= members
        elif isinstance(node, ast.ImportFrom) and (not keeps_imports or (node.module or "").startswith("_machine")):
            continue
        else:
            found |= {name: {"": value} for name, value in _members([node], found).items()}
    return found


def _attributes(node: ast.ClassDef) -> Members:
    """Return the attributes that its methods set on `self`."""
    stored = [one for one in ast.walk(node) if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)]
    return {one.attr: None for one in stored if isinstance(one.value, ast.Name) and one.value.id == "self"}


def _members(nodes: list[ast.stmt], known: Api | None = None) -> Members:
    found: Members = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            before = found.get(node.name) or (known or {}).get(node.name, {}).get("")
            found[node.name] = _together(before, _parameters(node))
        elif isinstance(node, ast.Assign):
            names = [one for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)]
            value = found.get(node.value.id) if isinstance(node.value, ast.Name) else None
            found |= {one.id: value for one in names}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            if ast.unparse(node.annotation) != "TypeAlias":
                found[node.target.id] = None
        elif isinstance(node, ast.ClassDef):
            found[node.name] = None
        elif isinstance(node, ast.ImportFrom):
            found |= {one.asname or one.name: None for one in node.names}
        elif isinstance(node, ast.Try | ast.If):
            found |= _members(node.body)
    return found


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Parameters:
    arguments = node.args
    by_place = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
    hidden = {one.arg for one in arguments.posonlyargs} | {one for one in by_place if one.startswith("__")}
    return Parameters(
        frozenset([*by_place, *(one.arg for one in arguments.kwonlyargs)]) - hidden,
        len(by_place),
        bool(arguments.vararg or arguments.kwarg),
        frozenset(hidden),
    )


def _together(one: Parameters | None, other: Parameters) -> Parameters:
    if one is None:
        return other
    return Parameters(
        one.names | other.names,
        max(one.places, other.places),
        one.takes_all or other.takes_all,
        one.hidden | other.hidden,
    )
