"""A bare Python installs the kit from a wheelhouse, starts it, and asks no network for anything.

What the wheelhouse is made of comes from PyPI: only `.ci/run` makes one. `bench/wheelhouse.py` makes it for every Python.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from iot_lab.workshop.wheelhouse import PLATFORMS, SCRIPTS, WheelsUnavailable, make_wheelhouse

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


PYTHON = """#!/bin/sh
[ "$1" = -c ] && exit 0
[ "$3" = --clear ] && rm -rf "$4"
mkdir -p "$4/bin"
cat > "$4/bin/python" <<'END'
#!/bin/sh
printf '#!/bin/sh\necho started; exit ${BROKEN:-0}\n' > "$0.iot-lab"
chmod +x "$0.iot-lab"
mv "$0.iot-lab" "$(dirname "$0")/iot-lab"
[ -z "$KILLED" ] || kill -9 $$
END
chmod +x "$4/bin/python"
"""
"""A Python whose pip is killed where $KILLED says so, when the command is there already."""


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A stick as a run without packages makes it."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0, stderr=""))
    make_wheelhouse(tmp_path / "stick", ["linux", "windows"], lambda _: None, ["3.12"])
    monkeypatch.undo()
    python = tmp_path / "bin" / "python3.14"
    python.parent.mkdir()
    python.write_text(PYTHON)
    python.chmod(0o755)
    return tmp_path / "stick"


def started(stick, **variables):
    """Double-click, on a terminal: return the exit code, what was shown, and whether the window waited for Enter."""
    path = f"{stick.parent / 'bin'}:/usr/bin:/bin"
    master, slave = os.openpty()
    asked = ["sh", str(stick / "start-linux.sh")]
    environment = {"HOME": str(stick.parent), "PATH": path, **variables}
    with subprocess.Popen(
        asked, env=environment, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    ) as one:
        os.close(slave)
        shown = b""
        try:
            while piece := os.read(master, 4096):
                shown += piece
                if b"Enter]" in shown:
                    os.write(master, b"\n")
                    break
            while os.read(master, 4096):
                pass
        except OSError:
            pass  # Linux says so that nobody has the terminal any more
        os.close(master)
    return one.returncode, shown.decode(), b"Enter]" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="the scripts of Unix")
def test_install_that_was_killed_is_made_again(stick):
    code, shown, has_waited = started(stick, KILLED="1")
    assert (code, "started" in shown, has_waited) == (1, False, True)
    for _ in range(2):
        code, shown, has_waited = started(stick)
        assert (code, "started" in shown, has_waited) == (0, True, False)
    assert "Installing" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="the scripts of Unix")
def test_window_of_a_start_that_fails_waits_to_be_read(stick):
    code, shown, has_waited = started(stick, BROKEN="1")
    assert (code, "iot-lab has stopped" in shown, has_waited) == (1, True, True)


def test_script_of_windows_is_what_every_code_page_shows(stick):
    script = (stick / "start.bat").read_bytes()
    assert script.isascii()
    assert script.index(b"pip install") < script.index(b'echo ok>"%home%\\installed"') < script.index(b":start")


@pytest.mark.parametrize(("free", "expected"), [(1_000_000, OSError), (10**12, WheelsUnavailable)])
def test_full_stick_is_said_to_be_full(tmp_path, monkeypatch, free, expected):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1, stderr="ERROR: something"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(expected) as caught:
        make_wheelhouse(tmp_path, ["linux"], lambda _: None)
    assert getattr(caught.value, "errno", None) == (errno.ENOSPC if expected is OSError else None)


def test_wheel_that_an_interrupted_run_left_half_written_is_fetched_again(tmp_path, monkeypatch):
    (tmp_path / "wheels").mkdir()
    whole, half = tmp_path / "wheels" / "whole-1-py3-none-any.whl", tmp_path / "wheels" / "half-1-py3-none-any.whl"
    with zipfile.ZipFile(whole, "w") as wheel:
        wheel.writestr("whole.py", "x = 1\n" * 1000)
    half.write_bytes(whole.read_bytes()[:-20])
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0, stderr=""))
    assert make_wheelhouse(tmp_path, ["linux"], lambda _: None).wheels == 1
    assert (whole.exists(), half.exists()) == (True, False)
