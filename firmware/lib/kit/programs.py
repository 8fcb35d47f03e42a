# Programs in flash. A new one arrives in parts as `program.part`, is checked, becomes `program.py`; the one it replaces stays
# as `program.old` until the new one has proved itself. Whatever moment the power fails, own_files.py finds one that is whole. Files
# that come with a program: companions.py.
import binascii
import hashlib
import os
from io import open

from kit import companions, files
from kit.companions import Refused

PROGRAM = files.ROOT + "program.py"
OLD = files.ROOT + "program.old"
NEW = files.ROOT + "program.new"
PART = files.ROOT + "program.part"
MOST_BYTES, MOST_PARTS = 32 * 1024, 64
MOST_BYTES_TOGETHER = 64 * 1024  # of a program and its files


class Delivery:
    """One program on its way; `take` gets the parts in order."""

    def __init__(self):
        self._request = None

    def take(self, order):
        """Take one part; return True once the program is whole and checked. Raises Refused."""
        part, parts, data = order.get("part"), order.get("parts"), order.get("data")
        size, digest = order.get("size"), order.get("sha256")
        is_whole = all(isinstance(one, int) for one in (part, parts, size)) and isinstance(digest, str)
        if not (is_whole and isinstance(data, str) and 0 <= part < parts <= MOST_PARTS and size >= 0):
            raise Refused("request")
        listed = order.get("files")
        whole = order.get("id"), parts, size, digest, listed
        if size > (MOST_BYTES if listed is None else MOST_BYTES_TOGETHER):
            raise Refused("size")
        if listed is not None:
            companions.check(listed, size)
        if part == 0:
            self._request, self._next, self._size, self._hash = whole, 0, 0, hashlib.sha256()
        elif whole != self._request or part != self._next:
            # What another sender began goes on.
            self._request = None if whole == self._request else self._request
            raise Refused("order")
        self._write(data, "wb" if part == 0 else "ab", size)
        self._next += 1
        if self._next < parts:
            return False
        self._request = None
        if self._size != size:
            raise Refused("size")
        if binascii.hexlify(self._hash.digest()).decode() != digest:
            raise Refused("checksum")
        if listed is None:
            os.rename(PART, NEW)
        else:
            companions.unpack(PART, NEW, listed, digest)
            files.remove(PART)
        return True

    def _write(self, data, mode, size):
        try:
            content = binascii.a2b_base64(data)
        except ValueError:
            raise Refused("request")
        self._size += len(content)
        self._hash.update(content)
        if self._size > size:
            raise Refused("size")
        try:
            with open(PART, mode) as file:
                file.write(content)
        except OSError:
            raise Refused("storage")


def install(keeps_old):
    """Make the delivered program the present one; `keeps_old` says that the one before was good."""
    if not files.exists(NEW):
        return  # done before an interruption
    if keeps_old and files.exists(PROGRAM):
        os.rename(PROGRAM, OLD)
    os.rename(NEW, PROGRAM)
    companions.sweep((PROGRAM, OLD))


def restore():
    """Bring back the last good program; say whether there is one."""
    if not files.exists(OLD):
        return False
    os.rename(OLD, PROGRAM)
    return True


def digest():
    """Return the SHA-256 of the present program in hexadecimal, its beginning where files came with it; "" where there is none."""
    if name := companions.sum_of(PROGRAM):
        return name
    found = hashlib.sha256()
    if not files.exists(PROGRAM):
        return ""
    with open(PROGRAM, "rb") as file:
        while piece := file.read(512):
            found.update(piece)
    return binascii.hexlify(found.digest()).decode()


def text():
    """Return the present program's text as bytes, b"" where no piece of memory is long enough. Raises OSError."""
    size = os.stat(PROGRAM)[6]
    with open(PROGRAM, "rb") as file:
        try:
            return file.read(size) or b"\n"  # a size that is known: what is read to its end takes twice its memory
        except MemoryError:
            return b""
