"""Runs in Pyodide, in Node, while a folder is made: compiles the kit for Pyodide's own Python and trims its library.

A browser on a slow computer would take some seconds to compile 200 files at each visit. Of the standard library stays
what is loaded once every module of the kit is, what the kit names anywhere, what
those name themselves, and `ALSO`.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import io
import sys
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path
from typing import Final

ALSO: Final = frozenset({"encodings.ascii", "encodings.latin_1", "_strptime", "_colorize"})
# Large, and named by others for what a worker never does.
NEVER: Final = frozenset(
    {"argparse", "multiprocessing", "pdb", "unittest", "doctest", "ctypes", "subprocess", "ssl", "test"}
)
WHOLE: Final = ("pyodide/", "_pyodide/", "_sysconfigdata", "encodings/utf", "importlib/")
RUN_AS_TEXT: Final = ("iot_lab/simulator/guest/", "firmware/", "exercises/")


def precompile(kit: Path, library: Path, target: Path) -> None:
    """Write `kit.zip` and `python.zip` into `target`, without sources."""
    sources = _read(kit)
    _put_on_path(sources, Path("/kit"))
    names = {path: _module_of(path) for path in sources if path.startswith("iot_lab/") and path.endswith(".py")}
    for path, name in names.items():
        if not path.startswith(RUN_AS_TEXT):
            importlib.import_module(name)
    of_library = {_module_of(path): text for path, text in _read(library).items() if path.endswith(".py")}
    read = (text for path, text in sources.items() if path.endswith(".py") and not path.startswith(RUN_AS_TEXT[:2]))
    for name in set().union(*map(_import_what_is_named, read)):
        _import_what_is_named(of_library.get(name, b""))
    _write(target / "kit.zip", {_compiled_name(path): _compiled(path, text) for path, text in sources.items()})
    wanted = set(sys.modules) | ALSO
    kept = {path: text for path, text in _read(library).items() if _is_wanted(path, wanted)}
    _write(target / "python.zip", {_compiled_name(path): _compiled(path, text) for path, text in kept.items()})


def _read(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {one.filename: opened.read(one) for one in opened.infolist() if not one.is_dir()}


def _write(archive: Path, files: dict[str, bytes]) -> None:
    """The same files give the same bytes, whatever the time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        for path in sorted(files):
            opened.writestr(zipfile.ZipInfo(path), files[path], zipfile.ZIP_DEFLATED, 9)
    archive.write_bytes(content.getvalue())


def _put_on_path(files: dict[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    sys.path.insert(0, str(folder))


def _module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _import_what_is_named(source: bytes) -> set[str]:
    """Import the modules of the library that a text names anywhere; return their names."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
        for name in names:
            if name.split(".")[0] in sys.stdlib_module_names - NEVER:
                try:
                    importlib.import_module(name)
                except ImportError:
                    continue  # of another system: whoever names it asks first
                found.add(name)
    return found


def _is_wanted(path: str, wanted: set[str]) -> bool:
    if not path.endswith(".py"):
        return False
    return (
        path.startswith(("pyodide/", "_pyodide/", "_sysconfigdata", "encodings/utf", "importlib/"))
        or _module_of(path) in wanted
    )


def _is_compiled(path: str) -> bool:
    return path.endswith(".py") and not path.startswith(RUN_AS_TEXT)


def _compiled_name(path: str) -> str:
    return path + "c" if _is_compiled(path) else path


def _compiled(path: str, source: bytes) -> bytes:
    if not _is_compiled(path):
        return source
    code = compile(source, path, "exec", dont_inherit=True, optimize=2)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))
