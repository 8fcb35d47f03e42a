# What the flash file system can do beside serving imports, and its open files (extmod/vfs_lfsx.c and vfs_lfsx_file.c).
import io
from _board import call

_CHUNK = 4096
_AHEAD = 256


def getcwd(flash):
    return flash.folder[:-1] or "/"


def chdir(flash, path):
    path = flash.path(path).rstrip("/") or "/"
    if flash.ask("file-stat", path)[0] != "d":
        raise OSError(2)
    parts = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part and part != ".":
            parts.append(part)
    flash.folder = "/" + "".join(part + "/" for part in parts)


def statvfs(flash, path):
    size, blocks, free = (int(word) for word in flash.ask("file-space", "").split(" "))
    return (size, size, blocks, free, free, 0, 0, 0, 0, 255)


def ilistdir(flash, path):
    return iter(
        [
            (name, 0x4000 if kind[0] == "d" else 0x8000, 0, int(kind[1:]))
            for kind, name in (
                line.split(" ", 1) for line in flash.ask("file-names", flash.path(path)).split("\n") if line
            )
        ]
    )


def remove(flash, path):
    flash.ask("file-remove", flash.path(path))


rmdir = remove


def mkdir(flash, path):
    flash.ask("file-mkdir", flash.path(path))


def rename(flash, before, after):
    flash.ask("file-rename", flash.path(before) + "\n" + flash.path(after))


class File(io.IOBase):
    def __init__(self, path, mode):
        if not isinstance(mode, str):
            mode = __import__("_arguments").text(mode).decode()
        if sum(mode.count(kind) for kind in "rwax") > 1:
            raise ValueError
        self._mode = mode
        self._number = call("file-open", mode + " " + path)
        self._ahead = b""

    def _ask(self, name, words=""):
        if self._number is None:
            raise ValueError
        if self._ahead:
            call("file-seek", "%s %d 1" % (self._number, -len(self._ahead)))
            self._ahead = b""
        return call(name, self._number + words)

    def _read(self, name, size):
        answer = self._ask(name, " %d" % (-1 if size is None else size))
        if answer == "u":
            raise UnicodeError
        return bytes.fromhex(answer[1:]) if answer[0] == "=" else answer[1:]

    def read(self, size=-1):
        return self._read("file-read", size)

    def readline(self, size=-1):
        return self._read("file-line", size)

    def readlines(self):
        return list(self)

    def readinto(self, buffer, size=-1):
        wanted = len(buffer) if size < 0 else min(size, len(buffer))
        if not self._ahead:
            self._ahead = bytes.fromhex(self._ask("file-into", " %d" % max(wanted, _AHEAD)))
        data = self._ahead[:wanted]
        self._ahead = self._ahead[wanted:]
        buffer[: len(data)] = data
        return len(data)

    def write(self, data):
        if isinstance(data, str):
            return sum(self._write("t" + data[start : start + _CHUNK]) for start in range(0, len(data) or 1, _CHUNK))
        data = memoryview(data)
        return sum(
            self._write("=" + (bytes(data[start : start + _CHUNK]).hex() or ""))
            for start in range(0, len(data) or 1, _CHUNK)
        )

    def _write(self, data):
        return int(self._ask("file-write", " " + data))

    def seek(self, offset, whence=0):
        return int(self._ask("file-seek", " %d %d" % (offset, whence)))

    def tell(self):
        return self.seek(0, 1)

    def flush(self):
        self._ask("file-flush")

    def close(self):
        if self._number is not None:
            number, self._number = self._number, None
            call("file-close", number)

    def ioctl(self, request, argument):
        if request == 4:
            self.close()
        elif request == 1:
            self.flush()
        elif request != 2:
            return -22
        return 0

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __repr__(self):
        return "<io.%s %x>" % ("FileIO" if "b" in self._mode else "TextIOWrapper", id(self))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
