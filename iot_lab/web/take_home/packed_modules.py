"""Runs in Pyodide as `sitecustomize`, before anything else is imported: finds all other modules in one file.

The theory. A start imports some 300 modules, and Python finds each by opening, listing and inflating: in a browser
that is most of the start. So whoever makes the folder puts the code of all modules into one file, one after the other,
and before it where each begins (`packed`). A module is found in that table and read by one call. To Python it
is what a zip archive on `sys.path` is: something that finds modules below the folders that it knows.

Some modules of the library make something of texts: `dataclasses` compiles the methods that it writes, `re` its
patterns, `tomllib` reads tables, `gettext` catalogues. The same texts come at each start, so what becomes of them is in
the file as well, each for itself, or (catalogues) in their place. Any other text is read as ever.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import gc
import marshal
import os
import sys
import zlib
from _frozen_importlib import ModuleSpec

TYPE_CHECKING = False  # as `typing` has it, which cannot be found yet
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import CodeType, ModuleType
    from typing import Any

PLACE = "/modules.bin"
REST = "/rest.bin"
ROOTS = ("/python", "/kit")
READ_CATALOGUE = b"read"
"""Begins a catalogue that `gettext` has read before: what it made of it, by `marshal`."""
LENGTH_BYTES = 4
Table = dict[str, tuple[bool, int, int]]
"""A module's path without ending -> whether it is a package, where its code begins and ends."""


def packed(modules: Mapping[str, tuple[bool, CodeType]], kept: Mapping[str, Mapping[Any, Any]]) -> bytes:
    """Return the file that holds modules by their path without ending, and by kind what becomes of texts."""
    rows: list[tuple[str, bool, Any]] = [
        (path, is_package, code) for path, (is_package, code) in sorted(modules.items())
    ]
    rows += [(_place(kind, text), False, (text, made)) for kind, ones in kept.items() for text, made in ones.items()]
    table, code, begin = {}, [], 0
    for path, is_package, one in rows:
        code.append(marshal.dumps(one))
        table[path] = (is_package, begin, begin + len(code[-1]))
        begin += len(code[-1])
    head = marshal.dumps(table)
    return b"".join([len(head).to_bytes(LENGTH_BYTES, "big"), head, *code])


def _place(kind: str, text: Any) -> str:
    return f"{kind}/{zlib.crc32(repr(text).encode()):x}"


class PackedModules:
    """The open file; called with a folder's path it is a path hook of Python's import system (PEP 302)."""

    def __init__(self, file: int) -> None:
        size = int.from_bytes(os.pread(file, LENGTH_BYTES, 0), "big")
        self._file, self._first = file, LENGTH_BYTES + size
        self.table: Table = marshal.loads(os.pread(file, size, LENGTH_BYTES))  # noqa: S302 - the folder's own
        self._folders = {path.rpartition("/")[0] for path in self.table}
        self._read: set[str] = set()

    def __call__(self, folder: str) -> PackedFolder:
        """Return who finds modules in a folder. Raises ImportError where none is there."""
        if folder not in self._folders:
            raise ImportError(folder)
        return PackedFolder(self, folder)

    def close(self) -> None:
        os.close(self._file)

    def read(self, path: str) -> Any:
        """Return a module's code, or what else has a place in the file. Raises ImportError where it was forgotten."""
        content = self._bytes(path)
        if not content:
            raise ImportError(path)
        self._read.add(path)
        return marshal.loads(content)  # noqa: S302 - the folder's own

    def forget_what_was_read(self, place: str) -> None:
        """Go on with a file at `place` that holds only what was not read yet; the first one may be taken away.

        A browser keeps its files in memory. What was read is known still, but cannot be read again.
        """
        begin, moved = 0, dict[str, tuple[bool, int, int]]()
        rest = [path for path in self.table if path not in self._read]
        file = os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        # One after the other into a file that has its length: the memory of WebAssembly never shrinks again.
        os.ftruncate(file, sum(end - first for _, first, end in map(self.table.__getitem__, rest)))
        for path in rest:
            content = self._bytes(path)
            os.pwrite(file, content, begin)
            moved[path] = (self.table[path][0], begin, begin + len(content))
            begin += len(content)
        self.table |= {path: (self.table[path][0], begin, begin) for path in self._read} | moved
        os.close(self._file)
        self._file, self._first = file, 0

    def _bytes(self, path: str) -> bytes:
        _, begin, end = self.table[path]
        return os.pread(self._file, end - begin, self._first + begin)

    def kept(self, kind: str, text: Any) -> Any:
        """Return what becomes of a text, None where that is not in the file (any more)."""
        path = _place(kind, text)
        content = self._bytes(path) if path in self.table else b""
        found, made = marshal.loads(content) if content else (None, None)  # noqa: S302 - the folder's own
        self._read.add(path) if content else None
        return made if found == text else None

    def prepare(self, module: ModuleType) -> None:
        """Give a module that makes something of texts what is made already."""
        names = module.__dict__
        if module.__name__ == "dataclasses":
            names["exec"] = self._execute
        elif module.__name__ == "re._compiler":
            compile_pattern = names["compile"]
            names["compile"] = lambda text, flags=0: self._pattern(text, flags) or compile_pattern(text, flags)
        elif module.__name__ == "tomllib._parser":
            read_table = names["loads"]
            names["loads"] = lambda text, **options: self.kept("tables", text) or read_table(text, **options)
        elif module.__name__ == "gettext":
            _read_catalogues_quickly(names["GNUTranslations"], names["c2py"])

    def _execute(self, text: str, *names: dict[str, Any]) -> None:
        exec(self.kept("texts", text) or compile(text, "<string>", "exec", dont_inherit=True), *names)  # noqa: S102

    def _pattern(self, text: Any, flags: int) -> Any:
        found = self.kept("patterns", (text, int(flags))) if isinstance(text, str | bytes) else None
        return _sre.compile(*found) if found else None


def _read_catalogues_quickly(catalogues: Any, plural_of: Callable[[str], Any]) -> None:
    parse = catalogues._parse  # noqa: SLF001

    def parse_quickly(self: Any, file: Any) -> None:
        if file.read(len(READ_CATALOGUE)) == READ_CATALOGUE:
            self._charset, self._info, self._catalog = marshal.loads(file.read())  # noqa: S302 - the folder's own
            self.plural = plural_of(self._info["plural-forms"].split(";")[1].split("plural=")[1])
        else:
            file.seek(0)
            parse(self, file)

    catalogues._parse = parse_quickly  # noqa: SLF001


class PackedFolder:
    """Finds and loads the modules of one folder."""

    def __init__(self, modules: PackedModules, folder: str) -> None:
        self._modules, self._folder = modules, folder

    def find_spec(self, name: str, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002 - Python's
        path = f"{self._folder}/{name.rpartition('.')[2]}"
        found = self._modules.table.get(path)
        if found is None:
            return None
        is_package = found[0]
        origin = f"{path}/__init__.py" if is_package else f"{path}.py"
        spec = ModuleSpec(name, self, origin=origin)  # type: ignore[arg-type]
        spec.submodule_search_locations = [path] if is_package else None
        spec.loader_state, spec.has_location = path, True
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        exec(self._modules.read(module.__spec__.loader_state), module.__dict__)  # type: ignore[union-attr] # noqa: S102
        self._modules.prepare(module)

    def iter_modules(self, prefix: str = "") -> Iterator[tuple[str, bool]]:
        """Yield the names of the folder's modules, for `pkgutil`, which must know them to search a package."""
        for path, (is_package, _, _) in self._modules.table.items():
            folder, _, name = path.rpartition("/")
            if folder == self._folder:
                yield prefix + name, is_package


if __name__ == "sitecustomize":
    # A start throws nearly nothing away: to look for it again and again takes a tenth of the time.
    gc.disable()
    modules = PackedModules(os.open(PLACE, os.O_RDONLY))
    sys.path_hooks.insert(0, modules)
    sys.path[:0] = ROOTS


def keep_the_rest() -> None:
    """Give back the memory of what was read, and of the start: the worker asks for it after its first answer."""
    modules.forget_what_was_read(REST)
    os.unlink(PLACE)  # noqa: PTH108 - as above
    gc.collect()
    gc.freeze()
    gc.enable()
