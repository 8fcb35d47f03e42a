"""Asks the system's own commands, in English where they can, never for longer than some seconds and never as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Final

from iot_lab.texts import key
from iot_lab.workshop.doctor.finding import CannotTell

TIMEOUT_S: Final = 8.0
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def has_command(name: str) -> bool:
    """Say whether the system has this command."""
    return shutil.which(name) is not None


def said_by(*words: str, timeout_s: float = TIMEOUT_S) -> str:
    """Return what a command prints on standard output, whatever its exit code. Raises CannotTell."""
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout_s,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotTell(key("doctor.said.no-command"), command=words[0]) from error
    return done.stdout.decode("utf-8", "replace")


def said_by_powershell(script: str) -> str:
    """Return what a script prints in Windows' own PowerShell. Raises CannotTell."""
    utf8 = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; "
    return said_by("powershell", "-NoProfile", "-NonInteractive", "-Command", utf8 + script, timeout_s=20.0)


def system_name() -> str:
    """Return `linux`, `windows`, `macos` or `other`."""
    return {"linux": "linux", "win32": "windows", "darwin": "macos"}.get(sys.platform, "other")
