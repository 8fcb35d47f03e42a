"""The trainer's page opens with the link printed at start, and with nothing else."""

from __future__ import annotations

from iot_lab.room import Register
from iot_lab.workshop import running
from iot_lab.workshop.pages_address import PagesAddress
from tests.rigs.hand_fed_room import KEY


def test_page_is_closed_and_says_how_to_open_it(client):
    answer = client.get("/trainer")
    assert answer.status_code == 403
    assert "Cette page est réservée à l’animateur ou à l’animatrice" in answer.text
    assert "192.168.1.20" not in answer.text


def test_link_opens_the_page_for_this_browser(client, room):
    answer = client.get(f"/join?key={KEY}")
    assert answer.headers["Location"] == "/trainer"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert KEY not in answer.headers["Set-Cookie"]
    page = client.get("/trainer").text
    assert "http://192.168.1.20:8000/" in page
    assert "192.168.1.20:1883" in page
    assert str(room.folder.path) in page
    assert 'class="qr"' in page
    assert KEY not in page


def test_page_names_refused_and_taken_over_connections_safely(client):
    client.get(f"/join?key={KEY}")
    page = client.get("/trainer").text
    assert "192.168.1.77" in page
    assert "Remplacée" in page
    assert "&lt;b&gt;capteur-09&lt;/b&gt;" in page


def test_page_says_why_and_how_often_a_connection_was_refused(client, room):
    for port in range(12):
        room.connections.refused("capteur-04", f"192.168.1.51:{port}", "bad-password")
    room.connections.disconnected("capteur-05", "c", "rights-changed")
    client.get(f"/join?key={KEY}")
    page = client.get("/trainer").text
    assert "Refusée (12 fois)" in page
    assert "La salle ne connaît pas ce nom avec ce secret" in page
    assert "Renvoyée" in page


def test_page_says_what_to_do_where_two_devices_share_a_name(client, room):
    for _ in range(3):
        room.connections.taken_over("capteur-06", "c", "192.168.1.60:1", "192.168.1.61:1")
    client.get(f"/join?key={KEY}")
    page = client.get("/trainer").text
    assert "Deux appareils utilisent le nom capteur-06" in page
    assert "192.168.1.60" in page


def test_wrong_key_or_forged_cookie_opens_nothing(client):
    assert client.get("/join?key=the-key-of-this-rooM").status_code == 403
    assert client.get("/join?key=").status_code == 403
    assert client.get("/join?key=%C3%A9").status_code == 403
    for forged in ("", "1", KEY):
        client.set_cookie("trainer", forged)
        assert client.get("/trainer").status_code == 403


def test_link_for_the_trainers_phone_is_drawn_on_this_computer_alone(client, app):
    client.get(f"/join?key={KEY}")
    assert "Code QR du lien de cette page" in client.get("/trainer").text
    far = {"REMOTE_ADDR": "192.168.1.9"}
    assert "Code QR du lien" not in client.get("/trainer", environ_base=far).text
    by_another_name = client.get("/trainer", base_url="http://192.168.1.20:8000/")
    assert "Code QR du lien" not in by_another_name.text


def test_phones_code_holds_the_link_that_opens_the_page_over_the_wifi(client, monkeypatch):
    drawn = []
    monkeypatch.setattr("iot_lab.web.pages.trainer.qr_code", lambda address: drawn.append(address) or "")
    client.get(f"/join?key={KEY}")
    client.get("/trainer")
    assert f"http://192.168.1.20:8000/join?key={KEY}" in drawn


def test_room_that_only_this_computer_reaches_draws_no_code_for_a_phone(client, room):
    room.pages = PagesAddress("127.0.0.1", 8080)
    client.get(f"/join?key={KEY}")
    assert "Code QR du lien de cette page" not in client.get("/trainer").text


def test_trainers_link_is_revoked_with_every_browser_that_it_let_in_but_this_one(client, app, room):
    client.get(f"/join?key={KEY}")
    phone = app.test_client()
    phone.get(f"/join?key={KEY}")
    running.announce(room.folder.path, "http://127.0.0.1:1/", KEY, room.name, "mqtt://x", "http://x/")
    assert client.post("/trainer/link").status_code == 303
    assert client.get("/trainer").status_code == 200
    assert phone.get("/trainer").status_code == 403
    assert app.test_client().get(f"/join?key={KEY}").status_code == 403
    assert running.find(room.folder.path).key == Register.open(room.folder.path).trainer_key != KEY
    assert len(room.register.trainer_key) >= 12
