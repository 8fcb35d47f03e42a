"""Who runs, who has a serial port open, who listens on a TCP port; as far as this person may know."""

from __future__ import annotations

import errno
import os
import socket
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from iot_lab.free_port import next_free_port
from iot_lab.workshop.doctor.commands import has_command, said_by
from iot_lab.workshop.doctor.facts import Holder, Listener, PortAccess

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PROC: Final = Path("/proc")
_OURS: Final = ("iot-lab", "iot_lab")
_SERIAL_GROUPS: Final = ("dialout", "uucp")
_REFUSED: Final = frozenset({errno.EACCES, errno.EPERM})
_WINDOWS_REFUSED: Final = 10013  # WSAEACCES: a range that Hyper-V or WSL keeps


def running(names: Sequence[str]) -> list[str]:
    """Return those of these programs that run."""
    seen = {str(process.info["name"] or "").removesuffix(".exe") for process in psutil.process_iter(["name"])}
    return [name for name in names if name in seen]


def holders(path: str, proc: Path = _PROC) -> list[Holder]:
    """Return who has a serial port open: Linux's /proc, else `lsof`; nothing is known on Windows."""
    if proc.is_dir():
        found: Iterable[int] = _pids_in_proc(os.path.realpath(path), proc)
    elif has_command("lsof"):
        found = [int(line) for line in said_by("lsof", "-t", path).split() if line.isdigit()]
    else:
        found = []
    return [_holder(pid) for pid in sorted(set(found)) if pid != os.getpid()]


def listener(port: int) -> Listener:
    """Try a TCP port by taking it for a moment, without listening; where that fails, find who has it."""
    try:
        with socket.socket() as probe:
            if sys.platform == "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("0.0.0.0", port))
    except OSError as error:
        is_refused = error.errno in _REFUSED or getattr(error, "winerror", 0) == _WINDOWS_REFUSED
        holder = None if is_refused else _listening(port)
        return Listener(port, is_free=False, is_reserved=is_refused, holder=holder, other=next_free_port(port))
    return Listener(port, is_free=True)


def access(path: str) -> PortAccess:
    """Return whether this session may open a serial port of Linux; an empty path asks for serial ports in general."""
    import grp

    if os.geteuid() == 0:
        return PortAccess(is_allowed=True)
    if path:
        if os.access(path, os.R_OK | os.W_OK):
            return PortAccess(is_allowed=True)
        found = Path(path).stat()
        if not (found.st_gid and found.st_mode & stat.S_IWGRP):
            return PortAccess(is_allowed=False)  # joining root, or a group without rights, is no mend
        number = found.st_gid
    else:
        known = [entry for entry in grp.getgrall() if entry.gr_name in _SERIAL_GROUPS]
        if not known:
            return PortAccess(is_allowed=False)
        number = known[0].gr_gid
        if {entry.gr_gid for entry in known} & {os.getegid(), *os.getgroups()}:
            return PortAccess(is_allowed=True)
    group = grp.getgrgid(number)
    is_member = psutil.Process().username() in group.gr_mem and number not in os.getgroups()
    return PortAccess(is_allowed=False, group=group.gr_name, is_member=is_member)


def _pids_in_proc(target: str, proc: Path) -> Iterable[int]:
    for folder in proc.iterdir():
        if folder.name.isdigit() and _has_open(folder / "fd", target):
            yield int(folder.name)


def _has_open(folder: Path, target: str) -> bool:
    try:
        return any(_leads_to(entry) == target for entry in folder.iterdir())
    except OSError:  # somebody else's process, or one that just ended
        return False


def _leads_to(entry: Path) -> str:
    try:
        return str(entry.readlink())
    except OSError:
        return ""


def _listening(port: int) -> Holder | None:
    try:
        found = [
            connection.pid
            for connection in psutil.net_connections("tcp")
            if connection.status == psutil.CONN_LISTEN and connection.laddr and connection.laddr.port == port
        ]
    except psutil.AccessDenied:  # macOS tells only root about everybody
        found = [process.pid for process in psutil.process_iter() if _listens(process, port)]
    pids = [pid for pid in found if pid]
    return _holder(pids[0]) if pids else None


def _listens(process: psutil.Process, port: int) -> bool:
    try:
        connections = process.net_connections("tcp")
    except psutil.Error:
        return False
    return any(one.laddr and one.laddr.port == port and one.status == psutil.CONN_LISTEN for one in connections)


def _holder(pid: int) -> Holder:
    try:
        process = psutil.Process(pid)
        words = process.cmdline()
        # `python -m iot_lab up`, or the script `iot-lab` of an installation.
        is_ours = any(Path(word).name.removesuffix(".exe") in _OURS for word in words[:3])
        return Holder(process.name(), pid, is_ours)
    except psutil.Error:
        return Holder("?", pid)
