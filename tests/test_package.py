"""The wheel carries everything that the kit needs at run time, and nothing of the workshop."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        return set(content.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "iot_lab/_data/firmware/lib/lab.py",
        "iot_lab/_data/firmware/examples/climate.py",
        "iot_lab/_data/exercises/course.toml",
        "iot_lab/_data/exercises/blink/checks.py",
        "iot_lab/_data/dashboard/templates/base.html",
        "iot_lab/_built/runtime/micropython.wasm",
        "iot_lab/_built/catalogues/fr.mo",
        "iot_lab/_built/dashboard/manifest.json",
        "iot_lab/simulator/guest/machine.py",
        "iot_lab/py.typed",
    ],
)
def test_wheel_contains(names, name):
    assert name in names


def test_wheel_leaves_the_workshop_out(names):
    folders = {name.split("/")[0] for name in names}
    assert {folder for folder in folders if not folder.endswith(".dist-info")} == {"iot_lab"}
