"""`iot-lab up` on another database: everything is kept there, and its password is shown nowhere."""

import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar

import psycopg
import pytest

from iot_lab.workshop.data_folder import DATABASE_VARIABLE
from tests.rigs.running_kit import RunningKit, wait_until

SECRET = "secret-word"


def test_room_on_postgresql_keeps_all_there_and_shows_its_password_nowhere(tmp_path, postgresql, monkeypatch):
    monkeypatch.setenv(DATABASE_VARIABLE, postgresql.replace("lab@", f"lab:{SECRET}@"))
    kit = RunningKit(tmp_path / "data", "--simulate", "1")
    try:
        kit.start()
        wait_until(lambda: stored(postgresql))
        shown = list(pages(kit))
        assert kit.interrupt() == 0
    finally:
        kit.kill()
    kept = [path for path in kit.data.rglob("*") if path.is_file()]
    assert "lab.db" not in [path.name for path in kept]
    for text in (*shown, kit.said(), *(path.read_text("utf-8", "replace") for path in kept)):
        assert SECRET not in text


@pytest.mark.parametrize(
    "address", [f"postgresql://lab:{SECRET}@127.0.0.1:1/lab", f"lab:{SECRET}", f"oracle://{SECRET}@host/x"]
)
def test_database_that_cannot_be_opened_is_said_without_its_password(tmp_path, address):
    words = ["up", "--no-browser", "--lang", "en", "--data", str(tmp_path), "--database", address]
    done = subprocess.run([sys.executable, "-m", "iot_lab", *words], check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert SECRET not in done.stdout + done.stderr
    assert "database" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def stored(address):
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT count(*) FROM samples").fetchone()[0]


def pages(kit):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    browser.open(kit.trainer_link(), timeout=10).close()
    for path in ("/trainer", "/health"):
        with browser.open(f"{kit.url}{path}", timeout=10) as answer:
            yield answer.read().decode()
