"""The graders that bench/grading.py compares with ours, in an environment of the bench, made once.

Each gets the same trivial exercise: a program that lights a lamp five times (for those without a board, prints it), and
three checks. A peer that cannot be had is reported, not hidden.
"""

from __future__ import annotations

import os
import subprocess
import venv
from pathlib import Path

ENVIRONMENT = Path(__file__).parent / ".environments" / "grading"
PEERS = ("check50==3.5.0", "pytest==9.2.0")
PROGRAM = 'for turn in range(5):\n    print("on")\n'
CHECK50_SETTINGS = 'check50:\n  files:\n    - !exclude "*"\n    - !require blink.py\n'
CHECK50_CHECKS = '''
import check50

@check50.check()
def exists():
    """the program is there"""
    check50.exists("blink.py")

@check50.check(exists)
def count():
    """it lights up five times"""
    check50.run("python3 blink.py").stdout("on\\non\\non\\non\\non\\n", regex=False)

@check50.check(exists)
def end():
    """it ends without an error"""
    check50.run("python3 blink.py").exit(0)
'''
PYTEST_CHECKS = """
import subprocess, sys
import pytest

@pytest.fixture(scope="module")
def ended():
    return subprocess.run([sys.executable, "blink.py"], capture_output=True, text=True)

def test_program_says_something(ended):
    assert "on" in ended.stdout

def test_it_lights_up_five_times(ended):
    assert ended.stdout == "on\\n" * 5

def test_it_ends_without_an_error(ended):
    assert ended.returncode == 0
"""


def prepare() -> list[str]:
    """Install the peers; return why they cannot be compared, where they cannot."""
    if (ENVIRONMENT / ".ready").exists():
        return []
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    command = [str(program("python")), "-m", "pip", "install", "-q", *PEERS, "setuptools<81"]
    install = subprocess.run(command, capture_output=True, text=True, check=False)
    if install.returncode:
        return [f"{', '.join(PEERS)}: {install.stderr[-200:]}"]
    (ENVIRONMENT / ".ready").touch()
    return []


def program(name: str) -> Path:
    """Return a program of the bench's environment."""
    return ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / name


def write_exercise(folder: Path) -> None:
    """Write the submission and the checks of both peers."""
    (folder / "checks").mkdir()
    (folder / "checks" / ".cs50.yml").write_text(CHECK50_SETTINGS)
    (folder / "checks" / "__init__.py").write_text(CHECK50_CHECKS)
    (folder / "submission").mkdir()
    (folder / "submission" / "blink.py").write_text(PROGRAM)
    (folder / "submission" / "test_blink.py").write_text(PYTEST_CHECKS)


def check50(folder: Path) -> None:
    """Check once with check50, locally and offline, as its authors do while they write checks."""
    path = f"{program('check50').parent}{os.pathsep}{os.environ['PATH']}"
    said = subprocess.run(
        [program("check50"), "--dev", "--output", "json", "--", folder / "checks"],
        cwd=folder / "submission",
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.count('"passed": true') == 3, said.stdout


def pytest(folder: Path) -> None:
    """Check once with pytest in a process."""
    command = [str(program("python")), "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_blink.py"]
    said = subprocess.run(command, cwd=folder / "submission", capture_output=True, text=True, check=True)
    assert "3 passed" in said.stdout, said.stdout
