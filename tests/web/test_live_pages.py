"""What the pages show before any script runs."""

from __future__ import annotations

import json
import re

from iot_lab.web import create_app
from tests.rigs.hand_fed_room import fill


def test_live_page_shows_boards_and_last_values_without_scripts(english):
    page = english.get("/").text
    assert 'href="/boards/capteur-01"' in page
    assert "3 boards, 2 online" in page
    assert "°C" in page
    assert "Offline" in page


def test_empty_room_says_what_to_do_first(empty_room):
    app = create_app(empty_room)
    page = app.test_client().get("/").text
    assert "Aucune carte n’a encore parlé" in page
    assert "iot-lab up --simulate 3" in page


def test_search_field_comes_with_the_thirteenth_board(empty_room):
    app = create_app(empty_room)
    fill(empty_room, [f"carte-{n:02}" for n in range(12)], minutes=0.1)
    assert 'id="search" hidden' in app.test_client().get("/").text
    fill(empty_room, ["carte-12"], minutes=0.1)
    assert 'id="search" hidden' not in app.test_client().get("/").text


def test_board_page_says_what_of_the_board_was_refused(english, room):
    for board in ("capteur-01", "capteur-02"):
        room.hub._intake.refusals.add(f"lab/{room.name}/{board}/data/temp-of-{board}".encode(), "series", 1000)
    page = english.get("/boards/capteur-02").text
    assert "“temp-of-capteur-02” is not kept" in page
    assert "64 at a time" in page
    assert "temp-of-capteur-01" not in page


def test_board_page_says_its_charts_in_words_and_numbers(english):
    page = english.get("/boards/capteur-02").text
    assert "716 readings stored · 4 missing" in page
    assert "Between 42.0 and 52.0 % (time shown: 10 min)" in page
    assert page.count('<th scope="row">') >= 20


def test_first_curve_comes_with_the_page(english):
    """Asked for by the script, it came some tenths of a second later on an old computer."""
    page = english.get("/boards/capteur-02").text
    sent = json.loads(page.split('id="first-history">')[1].split("</script>")[0])
    asked = f"start={sent['start']}&end={sent['end']}&buckets={sent['points']}"
    series = re.findall(r'class="chart panel" data-series="([^"]+)"', page)[0]
    assert sent.items() >= english.get(f"/api/boards/capteur-02/series/{series}/chart?{asked}").json.items()
    assert sent["mean"]


def test_board_page_shows_its_log_and_facts(english):
    page = english.get("/boards/capteur-01").text
    assert "mesure 5 : 48.0" in page
    assert "24:6f:28:ab:10:01" in page


def test_window_of_a_board_page_is_one_of_ours(english):
    assert 'data-window="1h"' in english.get("/boards/capteur-01?window=1h").text.split("</nav>")[1]
    assert 'data-window="10m" data-seen' in english.get("/boards/capteur-01?window=<script>").text


def test_unknown_board_is_a_page_of_ours(client):
    answer = client.get("/boards/absent")
    assert answer.status_code == 404
    assert "La carte absent est inconnue ici." in answer.text


def test_unknown_address_is_a_page_of_ours_in_both_languages(client):
    assert "Cette page n’existe pas." in client.get("/rien").text
    client.set_cookie("language", "en")
    assert "This page does not exist." in client.get("/rien").text


def test_fault_of_ours_is_a_page_of_ours_without_a_traceback(app, monkeypatch, caplog):
    monkeypatch.delitem(app.extensions, "iot_lab_room")
    answer = app.test_client().get("/api/boards")
    assert answer.status_code == 500
    assert answer.json["error"]["code"] == "kit-fault"
    assert "Traceback" not in answer.text
    assert "a page failed: GET /api/boards" in caplog.text


def test_names_from_boards_are_escaped(room, client):
    fill(room, ["<script>alert(1)</script>"], minutes=0.1)
    page = client.get("/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_health_says_how_the_hub_is(client):
    assert client.get("/health").json == {"state": "ok", "room": "atelier"}
