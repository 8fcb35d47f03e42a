"""Calls about the flash: read-only files, and the system's modules in their hidden folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import ENOENT, Refused
from iot_lab.simulator.guest_files import SYSTEM

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door


def stat(door: Door, text: str) -> str:
    """`<path>` -> `f<size>` or `d`; ENOENT."""
    path = text.strip("/")
    if path in door.flash:
        return f"f{len(door.flash[path])}"
    if not path or any(name.startswith(path + "/") for name in door.flash):
        return "d"
    raise Refused(ENOENT)


def read(door: Door, text: str) -> str:
    """`<path>` -> the file's bytes in hexadecimal, after `=`, or its text after `t` when it is UTF-8."""
    content = door.flash.get(text.strip("/"))
    if content is None:
        raise Refused(ENOENT)
    try:
        return f"t{content.decode()}"
    except UnicodeDecodeError:
        return f"={content.hex()}"


def names(door: Door, text: str) -> str:
    """`<folder>` -> one line per entry: `f<size> <name>` or `d <name>`."""
    folder = text.strip("/")
    prefix = f"{folder}/" if folder else ""
    found: dict[str, str] = {}
    for path, content in door.flash.items():
        if path.startswith(prefix) and not path.startswith(f"{SYSTEM}/"):
            name, is_deeper, _ = path[len(prefix) :].partition("/")
            found[name] = "d" if is_deeper else f"f{len(content)}"
    if folder and not found:
        raise Refused(ENOENT)
    return "\n".join(f"{kind} {name}" for name, kind in sorted(found.items()))


CALLS: dict[str, Call] = {"file-stat": stat, "file-read": read, "file-names": names}
