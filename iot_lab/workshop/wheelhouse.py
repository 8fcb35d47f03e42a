"""A folder from which a bare Python installs iot-lab without a network: wheels for each system, and what starts it.

The theory. pip fetches wheels for another system as well as for its own, if it may take wheels only. One dependency is
published as source alone (esptool): its wheel is built here, first, and holds for every system. What a dependency needs
on Windows alone is named (WINDOWS_ONLY), since pip reads such conditions for the computer that it runs on.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
_GLIBC: Final = (17, 24, 26, 27, 28, 31, 34)
PLATFORMS: Final = {
    "windows": ("win_amd64",),
    "linux": ("manylinux2014_x86_64", *(f"manylinux_2_{glibc}_x86_64" for glibc in _GLIBC)),
    "macos": tuple(f"macosx_{major}_0_{chip}" for major in (11, 12, 13, 14) for chip in ("arm64", "universal2")),
    "raspberry-pi": ("manylinux2014_aarch64", *(f"manylinux_2_{glibc}_aarch64" for glibc in _GLIBC)),
}
SOURCE_ONLY: Final = "esptool"
WINDOWS_ONLY: Final = ("colorama",)
SCRIPT_MODE: Final = 0o755
FULL_BYTES: Final = 64_000_000
"""Where pip failed and less is free, the place was full: no package is as large."""
_FOLDER: Final = "wheels"
_CHECKOUT: Final = Path(__file__).resolve().parents[2]

_UNIX: Final = """#!/bin/sh
# Installs iot-lab from this folder, without a network, the first time; then starts it.
# A window that a double click opened closes with this script, so what went wrong waits to be read.
stay() {
    printf '\\n%s\\n%s\\n' "$1" "$2"
    [ ! -t 0 ] || { printf '\\n[Entrée / Enter] '; read -r _; }
    exit 1
}
cd "$(dirname "$0")" || stay "Dossier introuvable : rebranchez la clé." "Folder not found: plug the stick again."
home="${XDG_DATA_HOME:-$HOME/.local/share}/iot-lab-kit/@VERSION@"
for python in python3.14 python3.13 python3.12 python3.11 python3; do
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && break
    python=
done
[ -n "$python" ] || stay "Il faut Python 3.11 à 3.14 : https://www.python.org/downloads/" \\
    "Python 3.11 to 3.14 is needed: https://www.python.org/downloads/"
# Written last: what was interrupted before is made again from nothing.
if [ ! -e "$home/installed" ]; then
    echo "Installation, une à deux minutes... / Installing, one to two minutes..."
    "$python" -m venv --clear "$home" \\
        && "$home/bin/python" -m pip install --quiet --no-index --find-links wheels iot-lab \\
        && : > "$home/installed" \\
        || stay "Installation interrompue (voir plus haut). Relancez ; si cela se répète, refaites la clé." \\
            "The installation did not finish (see above). Start again; if it happens again, make the stick anew."
fi
trap : INT
"$home/bin/iot-lab" up "$@" || stay "iot-lab s’est arrêté (voir plus haut)." "iot-lab has stopped (see above)."
"""
_WINDOWS: Final = """@echo off
rem Installs iot-lab from this folder, without a network, the first time; then starts it.
cd /d "%~dp0"
set "home=%LOCALAPPDATA%\\iot-lab-kit\\@VERSION@"
rem Written last: what was interrupted before is made again from nothing.
if exist "%home%\\installed" goto start
set python=
for %%v in (3.14 3.13 3.12 3.11) do if not defined python py -%%v -c "" >nul 2>nul && set "python=py -%%v"
set "check=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))"
if not defined python python -c "%check%" >nul 2>nul && set "python=python"
if not defined python (echo Python 3.11 - 3.14 ?  https://www.python.org/downloads/ & pause & exit /b 1)
echo Installation, une ou deux minutes... / Installing, one or two minutes...
%python% -m venv --clear "%home%" || goto unfinished
"%home%\\Scripts\\python" -m pip install --quiet --no-index --find-links wheels iot-lab || goto unfinished
echo ok>"%home%\\installed"
:start
"%home%\\Scripts\\iot-lab" up %*
pause
exit /b
:unfinished
echo Installation interrompue : relancez start.bat. Encore une fois ? Remplissez ce dossier de nouveau.
echo The installation did not finish. Start again; if it happens again, make the stick anew.
pause
exit /b 1
"""
SCRIPTS: Final = {"windows": "start.bat", "linux": "start-linux.sh", "macos": "start-macos.command"}


class WheelsUnavailable(LabError):
    """pip could not fetch or build the packages. Details: problem."""

    code = "wheels-unavailable"


@dataclass(frozen=True, slots=True)
class Wheelhouse:
    """What was made."""

    folder: Path
    wheels: int
    size_bytes: int


def make_wheelhouse(
    folder: Path, kinds: Sequence[str], tell: Callable[[str], None], pythons: Sequence[str] = PYTHONS
) -> Wheelhouse:
    """Fill `folder` for these kinds of computers; `tell` hears what is fetched now.

    What an earlier run fetched is not fetched again. Raises WheelsUnavailable; OSError where the folder cannot be
    written, or is full.
    """
    wheels = folder / _FOLDER
    wheels.mkdir(parents=True, exist_ok=True)
    _drop_cut_off(wheels)
    try:
        _fill(wheels, kinds, tell, pythons)
    except WheelsUnavailable:
        for place in (folder, Path(tempfile.gettempdir())):
            if shutil.disk_usage(place).free < FULL_BYTES:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place)) from None
        raise
    _write_scripts(folder, kinds)
    found = list(wheels.glob("*.whl"))
    return Wheelhouse(folder, len(found), sum(path.stat().st_size for path in found))


def _drop_cut_off(wheels: Path) -> None:
    """Remove wheels that were being written when an earlier run ended: pip would take them for what they are named."""
    for wheel in wheels.glob("*.whl"):
        if not zipfile.is_zipfile(wheel):
            wheel.unlink()


def _fill(wheels: Path, kinds: Sequence[str], tell: Callable[[str], None], pythons: Sequence[str]) -> None:
    needed = _needed()
    tell(SOURCE_ONLY)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), *(one for one in needed if one.startswith(SOURCE_ONLY)))
    tell("iot-lab")
    own = str(_CHECKOUT) if (_CHECKOUT / "pyproject.toml").exists() else f"iot-lab=={version('iot-lab')}"
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), own)
    for kind in kinds:
        for python in pythons:
            tell(f"{kind}, Python {python}")
            _pip(*_download(wheels, kind, python), *needed, *(WINDOWS_ONLY if kind == "windows" else ()))


def _needed() -> list[str]:
    """Return what iot-lab requires of every computer."""
    return [one for one in requires("iot-lab") or () if "extra ==" not in one]


def _download(wheels: Path, kind: str, python: str) -> list[str]:
    platforms = [word for platform in PLATFORMS[kind] for word in ("--platform", platform)]
    where = ["--dest", str(wheels), "--find-links", str(wheels)]
    return ["download", "--only-binary=:all:", "--python-version", python, *platforms, *where]


def _pip(*words: str) -> None:
    asked = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        problem = (done.stderr.strip().splitlines() or ["pip"])[-1]
        raise WheelsUnavailable(problem=problem[:300])


def _write_scripts(folder: Path, kinds: Sequence[str]) -> None:
    for kind in kinds:
        name = SCRIPTS.get(kind, SCRIPTS["linux"])
        text = (_WINDOWS.replace("\n", "\r\n") if kind == "windows" else _UNIX).replace("@VERSION@", version("iot-lab"))
        write_whole(folder / name, text, mode=SCRIPT_MODE)
