"""What the course at home has of Python, where this computer cannot compile it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from iot_lab.web.take_home import archives


def test_a_computer_too_busy_to_compile_makes_a_folder_of_sources(tmp_path, monkeypatch):
    def never_ends(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(archives.subprocess, "run", never_ends)
    monkeypatch.setattr(archives.shutil, "which", lambda name: name)
    (tmp_path / "python_stdlib.zip").write_bytes(b"library")

    made = archives.write_archives({"iot_lab/__init__.py": b""}, Path(tmp_path), tmp_path)

    assert set(made) == {"kit.zip", "python.zip"}
