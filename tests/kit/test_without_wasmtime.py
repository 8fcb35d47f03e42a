"""On a computer without wasmtime the room opens, and says in one place what it cannot do."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

WITHOUT = "import sys; sys.modules['wasmtime'] = None\n"
ROOM = """
import json, sys, urllib.request
from pathlib import Path
from iot_lab.app.served_room import ServedRoom
from iot_lab.texts import texts
from iot_lab.workshop.settings import Settings

if __name__ == "__main__":
    kit = ServedRoom(Settings(data=Path(sys.argv[1]), host="127.0.0.1", port=0, mqtt_port=0, simulate=3))
    kit.start()
    def get(path, body=None):
        asked = urllib.request.Request(kit.local_url + path, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(asked, timeout=120) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.read().decode()
    pages = {path: len(get(path)) for path in ("", "exercises", "exercises/blink", "health")}
    said = json.loads(get("api/exercises/blink/check", b'{"program": "x = 1"}'))
    print(json.dumps({
        "health": json.loads(get("health"))["state"],
        "small": [path for path, length in pages.items() if length < 20],
        "check": said["error"]["code"],
        "notices": [one.code for one in kit.room.notices],
        "flash": kit.room.flash.snapshot(texts("en"))["state"],
    }))
    kit.stop()
"""


def run(program, *words):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT + program, *words], capture_output=True, text=True, timeout=300, check=False
    )
    return done.stdout, done.stderr


def test_room_pages_and_flash_station_work_and_the_checks_are_refused_in_words(tmp_path):
    said, trouble = run(ROOM, str(tmp_path / "data"))
    assert said, trouble
    assert json.loads(said) == {
        "health": "ok",
        "small": [],
        "check": "simulator-unavailable",
        "notices": ["simulator-unavailable"],
        "flash": "idle",
    }


@pytest.mark.parametrize("words", [["simulate"], ["grade", "blink"]])
def test_command_that_needs_it_says_so(tmp_path, words):
    file = tmp_path / "main.py"
    file.write_text("x = 1\n")
    given = [*words, str(file), "--lang", "en"]
    _, trouble = run(f"from iot_lab.cli.main import main; main({given!r})")
    assert "can neither simulate boards nor check programs" in trouble
    assert "Traceback" not in trouble
