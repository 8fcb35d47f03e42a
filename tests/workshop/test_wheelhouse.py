"""A bare Python installs the kit from a wheelhouse, starts it, and asks no network for anything.

What the wheelhouse is made of comes from PyPI: only `.ci/run` makes one. `bench/wheelhouse.py` makes it for every Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iot_lab.workshop.wheelhouse import PLATFORMS, SCRIPTS, make_wheelhouse

NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")


def without_network():
    """Return what cuts a program off here; nothing where the system does not let us."""
    for words in (["unshare", "-n"], ["unshare", "-rn"]):
        try:
            subprocess.run([*words, "true"], check=True, capture_output=True, timeout=30)
        except (OSError, subprocess.SubprocessError):
            continue
        return words
    return []


@pytest.mark.skipif(
    not os.environ.get("IOT_LAB_ALL_TESTS"), reason="packages come from PyPI: .ci/run makes a wheelhouse"
)
@pytest.mark.skipif(sys.platform != "linux", reason="made for this computer, on Linux")
@pytest.mark.timeout(600)
def test_bare_python_installs_and_starts_with_the_network_off(tmp_path):
    stick, home = tmp_path / "a stick", tmp_path / "home"
    home.mkdir()
    told = []
    python = ".".join(map(str, sys.version_info[:2]))
    made = make_wheelhouse(stick, ["linux"], told.append, [python])
    assert (made.wheels, told[-1]) == (len(list((stick / "wheels").glob("*.whl"))), f"linux, Python {python}")
    bare = {
        "HOME": str(home),
        "PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin",
        "PIP_NO_COMPILE": "1",
        **NOWHERE,
    }
    asked = [*without_network(), "sh", str(stick / "start-linux.sh"), "--help"]
    done = subprocess.run(asked, env=bare, capture_output=True, text=True, check=False, timeout=500)
    assert (done.returncode, "--simulate" in done.stdout) == (0, True), done.stderr
    assert (home / ".local/share/iot-lab-kit").is_dir()


def test_every_kind_of_computer_has_its_start_script():
    assert {SCRIPTS.get(kind, SCRIPTS["linux"]) for kind in PLATFORMS} == {
        "start.bat",
        "start-linux.sh",
        "start-macos.command",
    }
