"""The board page says in words what the last error of the log means, of a real board as of a simulated one."""

from __future__ import annotations

from iot_lab.store import Batch, LogLine
from iot_lab.workshop.sent_programs import SentPrograms
from tests.rigs.hand_fed_room import INFO, now_ms

TRACEBACK = [
    "Traceback (most recent call last):",
    '  File "program.py", line 4, in <module>',
    "AttributeError: 'Pin' object has no attribute 'onn'",
]


def log(room, *lines, at_ms=None):
    batch = Batch(now_ms=now_ms(), seen_ms={"capteur-01": now_ms()})
    batch.log.extend(("capteur-01", LogLine(at_ms or now_ms(), line)) for line in lines)
    room.feed(batch)


def tell_program(room, digest):
    info = {**INFO, "program": {"state": "failed", "sha256": digest}}
    room.feed(Batch(now_ms=now_ms(), infos={"capteur-01": info}))


def test_error_of_the_log_is_said_on_the_page_and_by_the_api(room, client):
    log(room, *TRACEBACK)
    page = client.get("/boards/capteur-01").text
    assert "Ce que cela veut dire" in page
    assert "Ligne 4\u202f: <code>Pin</code> n’a pas <code>onn</code>, mais a <code>on</code>" in page
    said = client.get("/api/boards/capteur-01/explained", headers={"Accept-Language": "en"}).json
    assert said["text"].startswith("Line 4: `Pin` has no `onn`")
    assert abs(said["t"] - now_ms()) < 60_000


def test_program_that_was_last_sent_lends_its_words_while_the_board_has_it(room, client):
    SentPrograms(room.folder.path).keep("capteur-01", "from machine import Pin\nled = Pin(2)\n\nled.onn()\n", "0a1b2c")
    log(room, *TRACEBACK)
    tell_program(room, "0a1b2c")
    assert "<code>led</code> n’a pas <code>onn</code>" in client.get("/boards/capteur-01").text
    tell_program(room, "ffffff")
    assert "<code>Pin</code> n’a pas <code>onn</code>" in client.get("/boards/capteur-01").text


def test_error_of_an_earlier_program_is_not_explained_as_one_of_the_program_sent_since(room, client):
    SentPrograms(room.folder.path).keep("capteur-01", "print('fine')\n", "0a1b2c")
    log(room, *TRACEBACK, at_ms=now_ms() - 60_000)
    tell_program(room, "ffffff")
    assert "Ce que cela veut dire" in client.get("/boards/capteur-01").text
    tell_program(room, "0a1b2c")
    assert client.get("/api/boards/capteur-01/explained").json == {"t": None, "text": None}
    log(room, *TRACEBACK)
    assert client.get("/api/boards/capteur-01/explained").json["text"]


def test_log_without_an_error_has_no_explanation(room, client):
    log(room, "measuring", "21.5")
    assert 'id="log-explained" aria-live="polite" hidden' in client.get("/boards/capteur-01").text
    assert client.get("/api/boards/capteur-01/explained").json == {"t": None, "text": None}


def test_words_of_a_board_are_never_markup(room, client):
    log(room, *TRACEBACK[:2], "NameError: name '<b>`x`</b>' isn't defined")
    page = client.get("/boards/capteur-01").text
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
