"""One way to read and one to write a small file of ours; none is ever half written.

What is read is a file, and no longer than it may be: what stands in its place (a pipe, a device, gigabytes of zeros
after a crash) would hold up a start for ever, or take the memory. What is written is a new file beside the old one,
then at once in its place.

The bytes are on the disk (fsync) before the new name is, and the name is on the disk before `write_whole` returns:
after a crash or a power cut there is the old file or the new one, each whole. On Windows a file that somebody reads
cannot be replaced for that moment: the replacement is tried again for a second.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from pathlib import Path
from typing import Final

IS_WINDOWS: Final = os.name == "nt"
TRIES: Final = 20
PAUSE_S: Final = 0.05
PRIVATE: Final = 0o600
MOST_BYTES: Final = 16 << 20
"""Of a small file: a class's largest holds a thousandth of it."""
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_SUCH_CALL: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


def read_small(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """Return what a file holds; raises OSError, also where it is none (a pipe, a folder, a device) or is longer."""
    with os.fdopen(os.open(path, _READ), "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        if facts.st_size > most_bytes:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return file.read(most_bytes)


def read_small_text(path: Path) -> str:
    """Return the text of a small file; raises OSError, and ValueError where it is not UTF-8."""
    return read_small(path).decode()


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
