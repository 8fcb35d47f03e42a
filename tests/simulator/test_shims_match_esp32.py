"""Nothing invented: every public name of a guest module is in the stubs of the official ESP32 firmware."""

from __future__ import annotations

import ast
from importlib.metadata import distribution
from pathlib import Path

import pytest

GUEST = Path("iot_lab/simulator/guest")
SHIMS = {
    "machine": ("machine.py", "_machine/pin.py", "_machine/adc.py", "_machine/i2c.py"),
    "time": ("time.py",),
    "network": ("network.py",),
    "dht": ("dht.py",),
    "neopixel": ("neopixel.py",),
    "umqtt/simple": ("umqtt/simple.py",),
}
DOOR = {"call", "handlers"}  # what peripherals import from `_board`
Api = dict[str, dict[str, list[str] | None]]


def stub(name: str) -> str:
    for package in ("micropython-esp32-stubs", "micropython-stdlib-stubs"):
        path = Path(str(distribution(package).locate_file(f"{name}.pyi")))
        if path.exists():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(name)


def api(text: str) -> Api:
    """Return top-level name -> members, each with its parameters (None for a value), and bases merged."""
    found: Api = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = members(node.body)
            for base in node.bases:
                if isinstance(base, ast.Name) and base.id in found:
                    found[node.name] = {**found[base.id], **found[node.name]}
        else:
            found |= {name: {"": value} for name, value in members([node]).items()}
    return found


def members(nodes: list[ast.stmt]) -> dict[str, list[str] | None]:
    found: dict[str, list[str] | None] = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            found[node.name] = (found.get(node.name) or []) + names
        elif isinstance(node, ast.Assign):
            found |= {one.id: None for one in node.targets if isinstance(one, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = None
        elif isinstance(node, ast.ImportFrom):
            found |= {one.asname or one.name: None for one in node.names}
    return found


@pytest.mark.parametrize("name", SHIMS)
def test_public_names_exist_in_the_official_firmware(name):
    official = api(stub(name))
    for file in SHIMS[name]:
        for top, inside in api((GUEST / file).read_text(encoding="utf-8")).items():
            if not top.startswith("_") and top not in DOOR:
                assert top in official, f"{name}.{top}"
                invented = {one for one in inside if one and not one.startswith("_")} - set(official[top])
                assert not invented, f"{name}.{top}: {invented}"


def test_every_guest_module_is_checked():
    checked = {file for files in SHIMS.values() for file in files}
    present = {path.relative_to(GUEST).as_posix() for path in GUEST.rglob("*.py")}
    assert present - checked == {"_boot.py", "_board.py", "_machine/__init__.py", "umqtt/__init__.py"}
