"""One way to write a small file that must never be half written: a new one beside it, then at once in its place.

The bytes are on the disk (fsync) before the new name is, and the name is on the disk before `write_whole` returns:
after a crash or a power cut there is the old file or the new one, each whole. On Windows a file that somebody reads
cannot be replaced for that moment: the replacement is tried again for a second.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path
from typing import Final

IS_WINDOWS: Final = os.name == "nt"
TRIES: Final = 20
PAUSE_S: Final = 0.05
PRIVATE: Final = 0o600
_NO_SUCH_CALL: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


def write_whole(path: Path, content: bytes | str, *, mode: int = PRIVATE) -> None:
    """Put `content` (text as UTF-8) in the place of `path`; raises OSError, and then the old file is as it was.

    `mode` are the file's rights, by default its owner's only.
    """
    raw = content.encode() if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if mode != PRIVATE:
            temporary.chmod(mode)
        replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def replace(new: Path, path: Path) -> None:
    """Give `new` the name `path`; tries again while a reader holds the old file (Windows). Raises OSError."""
    for left in reversed(range(TRIES)):
        try:
            new.replace(path)
        except PermissionError:
            if not left or not IS_WINDOWS:
                raise
            time.sleep(PAUSE_S)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make names in a folder last through a power cut, where the file system has a way to ask for it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(handle)
