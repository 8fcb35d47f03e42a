"""A learner's program, read from a file, and the files that come with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.boards.delivery import FileNameIsKits
from iot_lab.contract.limits import FILES, TOGETHER_BYTES
from iot_lab.contract.program_parts import MAIN, is_file_name, is_kits_name
from iot_lab.errors import LabError
from iot_lab.grading import MAX_PROGRAM_BYTES, ProgramUnreadable, program_from_bytes

if TYPE_CHECKING:
    from pathlib import Path

MOST_LOOKED_AT = 200


class FolderWithoutProgram(LabError):
    """A folder that is to be sent holds no main.py. Details: folder."""

    code = "folder-without-program"


class FilesTooMany(LabError):
    """More files come with a program than a board takes. Details: limit."""

    code = "files-too-many"


class FileNameUnfit(LabError):
    """A file has a name that a board does not take. Details: file."""

    code = "file-name-unfit"


def read_program(path: Path) -> str:
    """Return the program; at most one byte more than the limit is read, whatever the file is.

    Raises ProgramUnreadable, ProgramTooLarge, ProgramNotText.
    """
    return program_from_bytes(_read(path, MAX_PROGRAM_BYTES))


def gather(path: Path, more: tuple[Path, ...]) -> tuple[str, dict[str, bytes]]:
    """Return the program of a file, or of a folder's main.py, and what comes with it: all of the folder, and `more`.

    Raises what `read_program` raises; FolderWithoutProgram, FilesTooMany, FileNameUnfit, FileNameIsKits.
    """
    wanted = {one.name: one for one in more}
    if path.is_dir():
        if not (path / MAIN).is_file():
            raise FolderWithoutProgram(folder=str(path))
        wanted = {one.relative_to(path).as_posix(): one for one in _visible(path) if one != path / MAIN} | wanted
        path = path / MAIN
    if len(wanted) >= FILES:
        raise FilesTooMany(limit=FILES)
    for name, file in wanted.items():
        if is_kits_name(name):
            raise FileNameIsKits(file=name)
        if name == MAIN or not is_file_name(name):
            raise FileNameUnfit(file=str(file))
    return read_program(path), {name: _read(file, TOGETHER_BYTES) for name, file in wanted.items()}


def _visible(folder: Path) -> list[Path]:
    """Return the files of a folder and of those in it, without hidden ones and what Python keeps for itself."""
    found: list[Path] = []
    for path in sorted(folder.iterdir())[:MOST_LOOKED_AT]:
        if path.name.startswith(".") or path.name == "__pycache__":
            continue
        found += [path] if path.is_file() else _visible(path) if path.is_dir() and not path.is_symlink() else []
        if len(found) > FILES:
            break
    return found


def _read(path: Path, limit_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit_bytes + 1)
    except OSError as error:
        raise ProgramUnreadable(file=str(path), problem=error) from error
