"""What every answer carries and every request must pass."""

from __future__ import annotations

import gzip
import re
import socket

import pytest

from iot_lab.errors import every_error_class
from iot_lab.grading.submission import checked_program
from iot_lab.web import create_app
from iot_lab.web.errors import STATUSES
from iot_lab.workshop.board_orders import BoardAway, BoardUnknown, OrderRefused, OrderUnanswered, RoomNotRunning
from tests.rigs.hand_fed_room import INFO, HandFedRoom, fill
from tests.web.conftest import grade_here


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One room for all that change nothing in it."""
    with HandFedRoom(tmp_path_factory.mktemp("shared") / "data") as room:
        fill(room, ["capteur-01"])
        yield create_app(room.graded_by(grade_here))


@pytest.fixture
def client(shared):
    return shared.test_client()


PAGES = ["/", "/boards/capteur-01", "/exercises", "/exercises/blink", "/trainer", "/rien", "/api/boards"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_framing_sniffing_and_inline_scripts(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_an_inline_script_or_another_site_and_its_style_carries_the_answers_own_password(client, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    page, password = answer.text, re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
    assert page.count("<style") == (page.count(f'<style nonce="{password[1]}">') if password else 0) <= 1
    assert "style=" not in page
    assert "onclick" not in page
    assert all(
        "src=" in tag or "application/json" in tag for tag in page.split("<script")[1:] for tag in [tag.split(">")[0]]
    )
    assert 'src="http' not in page


def test_editor_style_has_a_new_password_on_each_page(client):
    policies = {client.get("/exercises/blink").headers["Content-Security-Policy"] for _ in range(2)}
    assert len(policies) == 2
    assert all("'nonce-" in policy for policy in policies)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/language", "/exercises/blink", "/api/exercises/blink/check"])
def test_form_from_another_site_is_refused(client, path, headers):
    assert client.post(path, data={"language": "en", "program": ""}, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}])
def test_form_from_our_own_page_is_taken(client, headers):
    assert client.post("/language", data={"language": "en"}, headers=headers).status_code == 303


@pytest.fixture
def measuring(room):
    """Pages whose grader refuses what the real one refuses, and passes the rest."""

    def grade(_exercise, program, _language):
        checked_program(program)
        return {"verdict": "passed", "summary": "", "checks": []}

    return create_app(room.graded_by(grade)).test_client()


LONGEST_PROGRAMS = ["é" * 32_768, "=\n" * 32_768, "\n" * 65_536]


@pytest.mark.parametrize("program", LONGEST_PROGRAMS)
def test_longest_program_is_checked_however_its_letters_are_written(measuring, program):
    assert measuring.post("/exercises/blink", data={"program": program}).status_code == 200
    assert measuring.post("/api/exercises/blink/check", json={"program": program}).status_code == 200


@pytest.mark.parametrize("length", [65_537, 300_000, 600_000])
def test_longer_program_is_refused_with_the_limit(measuring, length):
    page = measuring.post("/exercises/blink", data={"program": "x" * length})
    assert page.status_code == 413
    assert "64" in page.text
    assert "trop" in page.text
    part = measuring.post("/exercises/blink", data={"program": "x" * length}, headers={"X-Fragment": "verdict"})
    assert (part.status_code, "<html" in part.text) == (413, False)
    answer = measuring.post("/api/exercises/blink/check", json={"program": "x" * length})
    assert answer.status_code == 413
    assert answer.json["error"]["code"] in ("program-too-long", "program-too-large")


def test_pages_are_compressed_for_those_who_can(client):
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"capteur-01" in gzip.decompress(packed.data)
    assert len(packed.data) < len(plain.data) / 2


OWN = socket.gethostname().partition(".")[0].lower() or "localhost"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "a@b:c", "[::1"]
)
@pytest.mark.parametrize("path", [*PAGES, "/live", "/health", "/flash", "/static/main.css"])
def test_page_asked_for_by_another_name_is_refused_everywhere(client, path, host):
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code in (400, 403)
    assert INFO["mac"] not in answer.text


def test_refusal_of_a_name_says_where_to_go(client):
    page = client.get("/", headers={"Host": "evil.example"}).text
    assert "evil.example" in page
    assert "http://192.168.1.20:8000/" in page


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8080", "192.168.1.20:8080", "[::1]:8080", "[fe80::1]", OWN, f"{OWN}.local:8080"]
)
def test_page_asked_for_by_an_address_or_by_this_computers_name_is_shown(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


DEEP = b"[" * 30_000 + b"]" * 30_000
SURROGATE = b'{"program": "\\ud800"}'


@pytest.mark.parametrize(
    ("path", "status"), [("/api/exercises/blink/check", 400), ("/api/boards/capteur-01/knobs/wifi", 404)]
)
@pytest.mark.parametrize("body", [DEEP, b'{"program": ' + DEEP + b"}", b'{"value": ' + DEEP + b"}"])
def test_deep_json_is_refused_without_a_traceback(client, caplog, path, status, body):
    assert client.post(path, data=body, content_type="application/json").status_code == status
    assert not caplog.records


@pytest.mark.parametrize(
    ("body", "status"), [(SURROGATE, 400), (b'{"program": "a\\u0000b"}', 400), (b'{"program": 1e999}', 400)]
)
def test_program_that_the_grader_refuses_is_the_askers_to_mend(room, caplog, body, status):
    def checked(_exercise, program, _language):
        checked_program(program)
        return {"verdict": "passed"}

    client = create_app(room.graded_by(checked)).test_client()
    answer = client.post("/api/exercises/blink/check", data=body, content_type="application/json")
    assert answer.status_code == status
    assert answer.json["error"]["next"]
    assert not caplog.records


def test_statuses_are_of_errors_that_there_are():
    import iot_lab.app.served_room  # noqa: F401
    from iot_lab.boards import errors, firmware_cache  # noqa: F401
    from iot_lab.workshop import board_updates, exercise_texts  # noqa: F401
    from iot_lab.workshop.flash_session import session  # noqa: F401

    assert set(STATUSES) <= {error.code for error in every_error_class()}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BoardUnknown(board="serre", known="-"), 404),
        (BoardAway(board="serre"), 409),
        (OrderRefused(board="serre", order="colour", error="request"), 422),
        (OrderUnanswered(board="serre", seconds=20), 504),
        (RoomNotRunning(path="/data"), 503),
    ],
)
def test_what_a_board_answers_has_the_status_of_who_can_mend_it(room, error, status):
    def ask():
        raise error

    app = create_app(room)
    app.add_url_rule("/api/ask", view_func=ask)
    answer = app.test_client().get("/api/ask")
    assert (answer.status_code, answer.json["error"]["code"]) == (status, error.code)
