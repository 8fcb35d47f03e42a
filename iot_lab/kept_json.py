"""Small JSON files that a room cannot do without: each has a spare, and is never silently begun anew.

The theory. A file is written whole, with a sum of its content, and then once more as its spare (`room.json.spare`). One
is enough: if the file is missing, unreadable, or its sum is wrong, the spare takes its place, and what was there is
copied aside first. Both being damaged, the reader is told so, with the place of the copies, and decides; nothing has
been changed then. A file without a sum was written before there were sums.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any, Final, TypeVar

from iot_lab.errors import LabError
from iot_lab.files import read_small, read_small_text, write_whole
from iot_lab.set_aside import copy_aside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Value = TypeVar("Value")
SUM: Final = "sum"
_DAMAGE: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


class FileRestored(LabError):
    """A file was damaged, and its spare took its place. Details: name, copy."""

    code = "file-restored"


class FileWasMissing(LabError):
    """A file was missing, and its spare took its place. Details: name."""

    code = "file-was-missing"


class SpareRestored(LabError):
    """The spare of a file was damaged, and was written anew from the file. Details: name, copy."""

    code = "spare-restored"


class FileUnwritten(LabError):
    """A file of the data folder could not be written: make room, or mend its rights. Details: path, reason."""

    code = "file-unwritten"


class BothDamaged(Exception):
    """Neither the file nor its spare can be read; `copy` is the folder of their copies."""

    def __init__(self, copy: Path) -> None:
        super().__init__(str(copy))
        self.copy = copy


class KeptJson:
    """One such file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.spare = path.with_name(f"{path.name}.spare")

    def exists(self) -> bool:
        """Say whether there ever was one."""
        return self.path.exists() or self.spare.exists()

    def read(self, parse: Callable[[dict[str, Any]], Value]) -> tuple[Value | None, list[LabError]]:
        """Return what the file holds, and what must be said of it; None where there never was one.

        `parse` may raise ValueError, KeyError, TypeError, AttributeError. Raises BothDamaged, OSError.
        """
        if not self.exists():
            return None, []
        value, spare = _parsed(self.path, parse), _parsed(self.spare, parse)
        if value is not None:
            return value, self._mend_spare() if spare is None else []
        was_there = self.path.exists()
        copy = copy_aside(self.path, self.spare, is_replaced_whole=True) if was_there or spare is None else None
        if spare is None:
            raise BothDamaged(copy or self.path.parent)
        if self.path.is_dir() and not self.path.is_symlink():
            shutil.rmtree(self.path)
        write_whole(self.path, read_small(self.spare))
        said = FileRestored(name=self.path.name, copy=copy) if was_there else FileWasMissing(name=self.path.name)
        return spare, [said]

    def _mend_spare(self) -> list[LabError]:
        """Write the spare anew; one that is missing says nothing, since older kits had none."""
        said: list[LabError] = []
        with contextlib.suppress(OSError):
            if self.spare.exists() or self.spare.is_symlink():
                said.append(SpareRestored(name=self.spare.name, copy=copy_aside(self.spare, is_replaced_whole=True)))
            if self.spare.is_dir() and not self.spare.is_symlink():
                shutil.rmtree(self.spare)
            write_whole(self.spare, read_small(self.path))
        return said

    def write(self, content: dict[str, Any], *, indent: int = 1) -> None:
        """Replace the file, then its spare. Raises OSError, and then the file is as it was."""
        raw = (json.dumps({**content, SUM: _sum(content)}, indent=indent) + "\n").encode()
        write_whole(self.path, raw)
        with contextlib.suppress(OSError):
            write_whole(self.spare, raw)


def _parsed(path: Path, parse: Callable[[dict[str, Any]], Value]) -> Value | None:
    try:
        content = json.loads(read_small_text(path))
        known = content.pop(SUM, None)
        if known is not None and known != _sum(content):
            return None
        return parse(content)
    except _DAMAGE:
        return None


def _sum(content: dict[str, Any]) -> str:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
