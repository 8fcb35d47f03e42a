"""The room's own index of packages: a folder laid out as micropython.org's, which `mip` reads over HTTP.

The theory. `mip` asks an index for `package/<kind>/<name>/<version>.json`, which lists the paths of the package's files
and a short sum of each, then for `file/<two digits>/<sum>`. Whatever kind it asks for (compiled for a version of
MicroPython, or `py`), it is given sources here: they run on every board, and the list says where they go. The format is
that of micropython-lib (tools/build.py, version 2).

A package comes from strangers: names, paths and sizes are checked before anything is written, and again when asked for.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "packages"
LATEST: Final = "latest"
MOST_FILES: Final = 64
MOST_BYTES: Final = 512 * 1024
"""Of a whole package: a board has some 2 MB."""
_SUM_DIGITS: Final = 8
_SUM: Final = re.compile(r"[0-9a-f]{8}")
_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")
_LEVEL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")


class PackageRefused(LabError):
    """What was found is no package for a board. Details: name, problem."""

    code = "package-refused"


class PackageNotKept(LabError):
    """The room keeps no package of this name. Details: name."""

    code = "package-not-kept"


@dataclass(frozen=True, slots=True)
class BoardPackage:
    """One version of a package: its files by path, and the names and versions that it needs beside it."""

    name: str
    version: str
    files: dict[str, bytes] = field(repr=False)
    needs: tuple[tuple[str, str], ...] = ()


def is_word(text: object) -> bool:
    """Say whether `text` may be a package's name or version."""
    return isinstance(text, str) and _WORD.fullmatch(text) is not None


def is_path(text: object) -> bool:
    """Say whether `text` may be where a file of a package goes, below the board's library."""
    return isinstance(text, str) and len(text) <= 128 and all(_LEVEL.fullmatch(level) for level in text.split("/"))


class PackageIndex:
    """The packages of one room, in `packages` of its data folder."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def keep(self, package: BoardPackage) -> None:
        """Keep a package, its version now the latest; raises PackageRefused, OSError."""
        _check(package)
        sums = []
        for path, content in sorted(package.files.items()):
            digest = hashlib.sha256(content).hexdigest()[:_SUM_DIGITS]
            self._put(self._file(digest), content)
            sums.append([path, digest])
        needs = [list(one) for one in package.needs]
        told = json.dumps({"v": 1, "version": package.version, "hashes": sums, "deps": needs}).encode()
        for version in (package.version, LATEST):
            self._put(self._package(package.name, version), told)

    def kept(self) -> list[tuple[str, str]]:
        """Return name and latest version of each package, by name."""
        names = sorted(one.name for one in (self._folder / "package").glob("*") if one.is_dir())
        return [(name, str((self._told(name) or {}).get("version", "?"))) for name in names]

    def find(self, path: str) -> bytes | None:
        """Return what `mip` finds at a path of the index, None where nothing is."""
        match path.split("/"):
            case ["package", _, name, file] if is_word(name) and is_word(file) and file.endswith(".json"):
                return self._read(self._package(name, file.removesuffix(".json")))
            case ["file", _, digest] if _SUM.fullmatch(digest):
                return self._read(self._file(digest))
        return None

    def forget(self, name: str) -> None:
        """Drop a package; files that another one has too stay. Raises PackageNotKept."""
        folder = self._folder / "package" / name
        if not is_word(name) or not folder.is_dir():
            raise PackageNotKept(name=name[:64])
        shutil.rmtree(folder)
        used = {digest for other, _ in self.kept() for digest in self._sums(other)}
        for file in (self._folder / "file").glob("*/*"):
            if file.name not in used:
                file.unlink(missing_ok=True)

    def _sums(self, name: str) -> list[str]:
        versions = (self._folder / "package" / name).glob("*.json")
        return [digest for one in versions for _, digest in (self._told(name, one.stem) or {}).get("hashes", [])]

    def _told(self, name: str, version: str = LATEST) -> dict[str, Any] | None:
        try:
            said = json.loads(self._package(name, version).read_bytes())
        except (OSError, ValueError):
            return None
        return said if isinstance(said, dict) else None

    def _package(self, name: str, version: str) -> Path:
        return self._folder / "package" / name / f"{version}.json"

    def _file(self, digest: str) -> Path:
        return self._folder / "file" / digest[:2] / digest

    def _read(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except OSError:
            return None

    def _put(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def _check(package: BoardPackage) -> None:
    size = sum(map(len, package.files.values()))
    for is_wrong, problem in (
        (not (is_word(package.name) and is_word(package.version)), "name"),
        (not package.files, "no file for a board"),
        (len(package.files) > MOST_FILES or size > MOST_BYTES, f"{len(package.files)} files, {size} bytes"),
        (not all(map(is_path, package.files)), "a file's path"),
        (not all(is_word(name) and is_word(version) for name, version in package.needs), "what it needs"),
    ):
        if is_wrong:
            raise PackageRefused(name=package.name[:64], problem=problem)
