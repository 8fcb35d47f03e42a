"""Files and folders that a command was asked to write."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from iot_lab.errors import LabError
from iot_lab.files import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class FileNotWritten(LabError):
    """The file cannot be written there. Details: file, reason."""

    code = "file-not-written"


def write_file(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write a file, readable by its owner only where it `is_private`. Raises FileNotWritten."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), _mode(is_private))
        with os.fdopen(handle, "wb") as file:
            if is_private:
                path.chmod(0o600)
            file.write(content)
    except OSError as error:
        raise FileNotWritten(file=str(path), reason=error) from error


def write_pieces(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a long file piece by piece and return its size; what was there stays until it is whole.

    Raises FileNotWritten, and what the pieces raise.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            size = sum(file.write(piece) for piece in pieces)
        replace(unfinished, path)
    except OSError as error:
        raise FileNotWritten(file=str(path), reason=error) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return size


@contextlib.contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """Make a folder, and write into it. Raises FileNotWritten where that, or what is written meanwhile, fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise FileNotWritten(file=str(error.filename or folder), reason=error) from error


def _mode(is_private: bool) -> int:
    return 0o600 if is_private else 0o666
