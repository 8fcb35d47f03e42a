"""Runs in Pyodide, in Node, while a folder is made: compiles the kit for Pyodide's own Python and trims its library.

A browser on a slow computer would take some seconds to compile 200 files at each visit, and again some to find and
inflate them one by one. So all code goes into one file (`packed_modules.py`, which is Python's first module there), and
what else the kit reads into another, which JavaScript writes at once; neither is compressed: the pack is, as a whole.
Of the standard library stays what is loaded once every module of the kit is, what the kit names anywhere, what those
name themselves, and `ALSO`.
"""

from __future__ import annotations

import ast
import dataclasses
import gettext
import importlib
import importlib.util
import io
import json
import marshal
import re
import sys
import tomllib
import zipfile
from functools import partial
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from types import CodeType, ModuleType

ALSO: Final = frozenset({"encodings.ascii", "encodings.latin_1", "_strptime", "_colorize"})
# Large, and named by others for what a worker never does.
NEVER: Final = frozenset(
    {"argparse", "multiprocessing", "pdb", "unittest", "doctest", "ctypes", "subprocess", "ssl", "test"}
)
WHOLE: Final = ("pyodide/", "_pyodide/", "_sysconfigdata", "encodings/utf", "importlib/")
FINDER: Final = "packed_modules.py"
STAND_INS: Final = "stand_ins"
# What Python needs before `site` has loaded the finder; the rest of that is frozen in the interpreter.
BEFORE_THE_REST: Final = ("encodings/", "__future__.py")
RUN_AS_TEXT: Final = ("iot_lab/simulator/guest/", "firmware/", "exercises/")


def precompile(kit: Path, library: Path, target: Path) -> None:
    """Write `python.zip`, `modules.bin` and `files.bin` into `target`: for Python's start, all code, all else.

    The finder's text is there already, and `stand_ins.py`.
    """
    sys.path.insert(0, str(target))
    finder, instead = importlib.import_module(FINDER.removesuffix(".py")), importlib.import_module(STAND_INS)
    sources = _read(kit)
    _put_on_path(sources, Path("/kit"))
    names = {path: _module_of(path) for path in sources if _is_compiled(path)}
    texts: dict[str, CodeType] = {}
    dataclasses.__dict__["exec"] = partial(_execute, texts)
    for name in names.values():
        importlib.import_module(name)
    of_library = {path: text for path, text in _read(library).items() if path.endswith(".py")}
    by_name = {_module_of(path): text for path, text in of_library.items()}
    ours = (text for path, text in sources.items() if path.endswith(".py") and not path.startswith(RUN_AS_TEXT[:2]))
    for name in set().union(*map(_import_what_is_named, ours)):
        _import_what_is_named(by_name.get(name, b""))
    wanted = set(sys.modules) | ALSO
    stays = {path: text for path, text in of_library.items() if _is_wanted(path, wanted)}
    stays = {path: text for path, text in stays.items() if not path.startswith(instead.DONE_WITHOUT)}
    stays |= instead.STAND_INS
    first = {path: text for path, text in stays.items() if path.startswith(BEFORE_THE_REST)}
    _write(target / "python.zip", first | {"sitecustomize.py": (target / FINDER).read_bytes()})
    code = {f"/python/{path}": text for path, text in stays.items() if path not in first}
    code |= {f"/kit/{path}": sources[path] for path in names}
    modules = dict(_compiled(path, text) for path, text in code.items())
    tables = {text.decode(): tomllib.loads(text.decode()) for path, text in sources.items() if path.endswith(".toml")}
    kept = {"texts": texts, "patterns": _patterns(), "tables": tables}
    (target / "modules.bin").write_bytes(finder.packed(modules, kept))
    others = {path: text for path, text in sources.items() if path not in names}
    read = {path: _read_catalogue(text, finder) for path, text in others.items() if path.endswith(".mo")}
    (target / "files.bin").write_bytes(_files(others | read))


def _execute(texts: dict[str, CodeType], text: str, *names: dict[str, Any]) -> None:
    """Do what `exec` does for `dataclasses`, and keep what a text compiles to."""
    texts[text] = compile(text, "<string>", "exec", dont_inherit=True)
    exec(texts[text], *names)  # noqa: S102 - what dataclasses wrote


def _patterns() -> dict[tuple[str | bytes, int], tuple[Any, ...]]:
    """Return the patterns that were compiled so far, with what `_sre` makes each of."""
    compiler = importlib.import_module("re._compiler")
    engine = vars(compiler)["_sre"]
    made: list[tuple[Any, ...]] = []

    def keep(text: str | bytes, flags: int, code: list[int], *groups: Any) -> None:
        made.append((text, int(flags), [int(one) for one in code], *groups))  # which are named, and of no plain type

    vars(compiler)["_sre"] = SimpleNamespace(**vars(engine) | {"compile": keep})
    known = [(text, int(flags)) for _, text, flags in vars(re)["_cache"]]
    for text, flags in known:
        compiler.compile(text, flags)
    vars(compiler)["_sre"] = engine
    return dict(zip(known, made, strict=True))


def _read_catalogue(content: bytes, finder: ModuleType) -> bytes:
    """Return what `gettext` makes of a catalogue of ours: to read one takes a browser a quarter of a second."""
    made = vars(gettext.GNUTranslations(io.BytesIO(content)))
    return bytes(finder.READ_CATALOGUE + marshal.dumps((made["_charset"], made["_info"], made["_catalog"])))


def _read(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {one.filename: opened.read(one) for one in opened.infolist() if not one.is_dir()}


def _write(archive: Path, files: dict[str, bytes]) -> None:
    """Compile files into an archive; the same files give the same bytes, whatever the time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as opened:
        for path, text in sorted(files.items()):
            code = compile(text, path, "exec", dont_inherit=True, optimize=2)
            compiled = bytes(_code_to_hash_pyc(code, importlib.util.source_hash(text), False))
            opened.writestr(zipfile.ZipInfo(f"{path}c"), compiled)
    archive.write_bytes(content.getvalue())


def _files(files: dict[str, bytes]) -> bytes:
    """Return files one after the other, and before them where each begins and ends, as JSON of so many bytes."""
    table, begin = {}, 0
    for path, content in sorted(files.items()):
        table[f"/kit/{path}"] = [begin, begin + len(content)]
        begin += len(content)
    head = json.dumps(table).encode()
    return b"".join([len(head).to_bytes(4, "big"), head, *(content for _, content in sorted(files.items()))])


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
    return path.startswith(WHOLE) or _module_of(path) in wanted


def _is_compiled(path: str) -> bool:
    return path.startswith("iot_lab/") and path.endswith(".py") and not path.startswith(RUN_AS_TEXT)


def _compiled(path: str, source: bytes) -> tuple[str, tuple[bool, CodeType]]:
    """Return a module's path without ending, whether it is a package, its code."""
    code = compile(_with_short_words(ast.parse(source)), path, "exec", dont_inherit=True, optimize=1)
    return path.removesuffix(".py").removesuffix("/__init__"), (path.endswith("/__init__.py"), code)


def _with_short_words(tree: ast.Module) -> ast.Module:
    """Take the docstrings out, but for a sign at dataclasses: where there is none, one is written, at some cost."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:] or [ast.Pass()]
            if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(one) for one in node.decorator_list):
                node.body = [ast.Expr(ast.Constant("-")), *node.body]
    return ast.fix_missing_locations(tree)
