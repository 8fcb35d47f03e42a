"""The trainer's page gives devices and programs accounts, shows what to type, and revokes them."""

from __future__ import annotations

import pytest

from tests.rigs.hand_fed_room import KEY


@pytest.fixture
def trainer(client):
    client.get(f"/join?key={KEY}")
    return client


def test_device_is_added_and_its_recipes_are_shown(trainer, room):
    answer = trainer.post("/accounts/", data={"kind": "device", "name": "cuisine", "root": "", "level": "2"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/accounts/cuisine")
    page = trainer.get("/accounts/cuisine").text
    account = room.accounts.account("cuisine")
    assert (account.root, account.level) == ("cuisine", 2)
    assert account.secret in page
    for maker in ("Tasmota", "ESPHome", "Zigbee2MQTT", "Shelly"):
        assert maker in page
    listed = trainer.get("/trainer").text
    assert 'href="/accounts/cuisine"' in listed
    assert account.secret not in listed


def test_secret_is_not_shown_on_the_trainers_phone(trainer, room):
    room.accounts.add_device("cuisine", "", 0)
    page = trainer.get("/accounts/cuisine", environ_overrides={"REMOTE_ADDR": "192.168.1.9"})
    assert page.status_code == 200
    assert room.accounts.account("cuisine").secret not in page.text


def test_home_is_added_with_its_orders(trainer, room):
    trainer.post("/accounts/", data={"kind": "home", "name": "ha", "orders": "led, relais", "orders_devices": "1"})
    account = room.accounts.account("ha")
    assert (account.kind, account.orders, account.orders_devices) == ("home", "led,relais", True)
    assert "Home Assistant" in trainer.get("/accounts/ha").text


def test_account_is_revoked_by_those_who_are_sure(trainer, room):
    trainer.post("/accounts/", data={"kind": "reader", "name": "mur"})
    assert trainer.post("/accounts/mur/remove").status_code == 400
    assert [row.name for row in room.accounts.rows()] == ["mur"]
    assert trainer.post("/accounts/mur/remove", data={"sure": "yes"}).status_code == 303
    assert room.accounts.rows() == []
    assert trainer.get("/accounts/mur").status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"kind": "device", "name": "Cuisine 1"}, 400),
        ({"kind": "device", "name": "cuisine", "root": "lab/x"}, 400),
        ({"kind": "device", "name": "hub"}, 409),
        ({"kind": "king", "name": "cuisine"}, 400),
        ({"kind": "home", "name": "cuisine", "orders": "run"}, 400),
        ({}, 400),
    ],
)
def test_wrong_form_is_refused_in_words(trainer, room, form, status):
    answer = trainer.post("/accounts/", data=form)
    assert answer.status_code == status
    assert "error." not in answer.text
    assert room.accounts.rows() == []


def test_a_name_that_is_taken_is_said_with_the_pages_that_show_names(trainer):
    answer = trainer.post("/accounts/", data={"kind": "device", "name": "hub"})

    assert "page «\xa0Cartes\xa0»" in answer.text


def test_nobody_else_sees_or_changes_accounts(client, room):
    room.accounts.add_device("cuisine", "", 0)
    assert client.get("/accounts/cuisine").status_code == 403
    assert client.post("/accounts/", data={"kind": "device", "name": "x"}).status_code == 403
    assert client.post("/accounts/cuisine/remove").status_code == 403
    assert client.post("/api/accounts/rows", json={}).status_code == 403
    assert [row.name for row in room.accounts.rows()] == ["cuisine"]
