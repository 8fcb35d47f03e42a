"""Calls about the flash: the learner's files, and the system's modules, which only an import can read.

Durations are those of an ESP32's flash with LittleFS: opening and looking about 1 ms, reading 0.1 ms per 256 bytes,
erasing a block 40 ms (datasheet of the W25Q32, section 9.6: tSE 45 ms, tPP 0.4 ms).
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.errno import EINVAL, ENOENT, EPERM, Refused
from iot_lab.simulator.guest_files import COMPILED, SYSTEM, system_files, system_folders
from iot_lab.simulator.lacking import EVENT, MODULES
from iot_lab.simulator.program import prepare
from iot_lab.simulator.storage.flash_files import BLOCK_BYTES, BLOCKS, clean
from iot_lab.simulator.storage.open_file import EBADF, NotText, OpenFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.door import Call, Door

LONG_CODE, CODE_PIECE = 8192, 1024
OPEN_US, ERASE_US, PAGE_BYTES, READ_PAGE_US, WRITE_PAGE_US = 1_000, 40_000, 256, 100, 400
# A program that forgets to close: on a board the collector does it for the files that nobody holds any more.
MOST_OPEN = 64


def stat(door: Door, text: str) -> str:
    """`<path>` -> `f<size> <seconds>` or `d0 <seconds>`; ENOENT. Every import asks this: it takes no time."""
    path = clean(text)
    if path.startswith(f"{SYSTEM}/"):
        return _stat_system(door, path)
    entry = door.chip.flash.entry(path)
    return f"{'d' if entry.is_folder else 'f'}{entry.size} {entry.changed_s}"


def code(door: Door, text: str) -> str:
    """`<path>` -> `t` and the text of a module to compile, its loops prepared; `=` and hexadecimal for no text.

    `+` for a long text: `<path>`, a line feed, `<character>` -> `t` and a piece from there on, as a board reads its
    flash, so that a long module does not lie in the heap beside what is compiled of it. A precompiled one: base64.
    """
    path, _, place = text.partition("\n")
    path = clean(path)
    system = system_files().get(path)
    content = system if system is not None else door.chip.flash.read(path)
    if path.endswith(COMPILED):
        return b64encode(content).decode()
    if system is not None:
        return f"t{content.decode()}"
    try:
        program = prepare(content.decode())
    except UnicodeDecodeError:
        return f"={content.hex()}"
    if not place:
        return f"t{program}" if len(program) <= LONG_CODE else "+"
    (start,) = integers(place, 1)
    return f"t{program[max(0, start) : max(0, start) + CODE_PIECE]}"


def names(door: Door, text: str) -> str:
    """`<folder>` -> one line per entry: `f<size> <name>` or `d0 <name>`."""
    door.board.spend(OPEN_US)
    found = door.chip.flash.names(_own(text))
    return "\n".join(f"{'d' if entry.is_folder else 'f'}{entry.size} {name}" for name, entry in found)


def space(door: Door, _text: str) -> str:
    """`<block size> <blocks> <free blocks>`."""
    return f"{BLOCK_BYTES} {BLOCKS} {door.chip.flash.free_blocks}"


def remove(door: Door, text: str) -> str:
    """`<path>`: a file or an empty folder."""
    door.chip.flash.remove(_own(text))
    return _erased(door)


def rename(door: Door, text: str) -> str:
    """`<path>`, a line feed, `<new path>`."""
    before, _, after = text.partition("\n")
    door.chip.flash.rename(_own(before), _own(after))
    return _erased(door)


def make_folder(door: Door, text: str) -> str:
    """`<path>`."""
    door.chip.flash.make_folder(_own(text))
    return _erased(door)


def open_file(door: Door, text: str) -> str:
    """`<mode> <path>` -> the file's number."""
    mode, _, path = text.partition(" ")
    if len(door.open_files) >= MOST_OPEN:
        close(door, str(next(iter(door.open_files))))
    door.board.spend(OPEN_US)
    number = door.board.next_number()
    door.open_files[number] = OpenFile(door.chip.flash, _own(path), mode)
    return str(number)


def read(door: Door, text: str) -> str:
    """`<file> <size>` (-1: all; characters of a text file) -> `t` and text, `=` and hexadecimal, `u` for no UTF-8."""
    number, size = integers(text, 2)
    return _said(door, number, lambda one: one.read(size))


def read_line(door: Door, text: str) -> str:
    """`<file> <size>` -> the next line, as `read` answers."""
    number, size = integers(text, 2)
    return _said(door, number, lambda one: one.read_line(size))


def read_into(door: Door, text: str) -> str:
    """`<file> <size>` -> bytes in hexadecimal."""
    number, size = integers(text, 2)
    data = _file(door, number).read_bytes(max(0, size))
    _spend_reading(door, len(data))
    return data.hex()


def write(door: Door, text: str) -> str:
    """`<file> t<text>` or `<file> =<hex>` -> how many bytes were taken."""
    number, _, data = text.partition(" ")
    content = octets(data[1:]) if data[:1] == "=" else data[1:].encode()
    (index,) = integers(number, 1)
    taken = _file(door, index).write(content)
    door.board.spend(-(-taken // PAGE_BYTES) * 10)
    return str(taken)


def seek(door: Door, text: str) -> str:
    """`<file> <offset> <whence>` -> the position."""
    number, offset, whence = integers(text, 3)
    return str(_file(door, number).seek(offset, whence))


def flush(door: Door, text: str) -> str:
    """`<file>`: what was written is on the flash now."""
    (number,) = integers(text, 1)
    written = _file(door, number).flush(door.chip.now_s(door.board))
    if written:
        pages, blocks = -(-written // PAGE_BYTES), -(-written // BLOCK_BYTES)
        door.board.spend(ERASE_US * blocks + WRITE_PAGE_US * pages)
    return ""


def close(door: Door, text: str) -> str:
    """`<file>`: flush and forget it; a flush that is refused forgets it too."""
    try:
        return flush(door, text)
    finally:
        door.open_files.pop(integers(text, 1)[0], None)


def _stat_system(door: Door, path: str) -> str:
    files = system_files()
    if path in files:
        return f"f{len(files[path])} 0"
    if path in system_folders():
        return "d0 0"
    module = path.rpartition("/")[2].removesuffix(COMPILED)
    if path.endswith(COMPILED) and module in MODULES:
        door.board.record(EVENT, module, None)
    raise Refused(ENOENT)


def _own(text: str) -> str:
    """Return a path of the learner's own; the system's folder is out of reach."""
    path = clean(text)
    if "\0" in path or "\n" in path:
        raise Refused(EINVAL)
    if path == SYSTEM or path.startswith(f"{SYSTEM}/"):
        raise Refused(EPERM if path == SYSTEM else ENOENT)
    return path


def _file(door: Door, number: int) -> OpenFile:
    found = door.open_files.get(number)
    if found is None:
        raise Refused(EBADF)
    return found


def _said(door: Door, number: int, take: Callable[[OpenFile], bytes]) -> str:
    one = _file(door, number)
    try:
        data = take(one)
    except NotText:
        return "u"
    _spend_reading(door, len(data))
    return f"t{data.decode()}" if one.is_text else f"={data.hex()}"


def _spend_reading(door: Door, size: int) -> None:
    door.board.spend(READ_PAGE_US * -(-size // PAGE_BYTES))


def _erased(door: Door) -> str:
    door.board.spend(ERASE_US // 2)
    return ""


CALLS: dict[str, Call] = {
    "file-stat": stat,
    "file-code": code,
    "file-names": names,
    "file-space": space,
    "file-remove": remove,
    "file-rename": rename,
    "file-mkdir": make_folder,
    "file-open": open_file,
    "file-read": read,
    "file-line": read_line,
    "file-into": read_into,
    "file-write": write,
    "file-seek": seek,
    "file-flush": flush,
    "file-close": close,
}
