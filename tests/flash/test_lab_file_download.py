"""The `lab.py` of a board without the kit: for the trainer on this computer, and one account a board."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request

import pytest

from iot_lab.contract.config import BoardIdentity, WifiNetwork
from iot_lab.contract.lab_file import lab_file
from iot_lab.workshop.running import KEY_HEADER
from tests.rigs.open_kit import open_kit


@pytest.fixture
def kit(hub):
    with open_kit(hub) as kit:
        yield kit


def ask(kit, board, **headers):
    """Return the status and text that the form's request is answered with."""
    form = urllib.parse.urlencode({"board": board}).encode()
    request = urllib.request.Request(f"{kit.local_url}flash/lab.py", data=form, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            assert 'filename="lab.py"' in answer.headers["Content-Disposition"]
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()


def test_trainer_gets_the_file_of_a_board_with_an_account_of_its_own(kit):
    kit.room.wifi.prefer("atelier", "atelier123")
    status, text = ask(kit, "carte-2", **{KEY_HEADER: kit.room.register.trainer_key})
    (account,) = (one for one in kit.room.register.accounts("board") if one.name == "carte-2")
    identity = BoardIdentity(kit.room.name, "carte-2", account.secret)
    host, port = kit.room.broker_address.rsplit(":", 1)
    assert (status, text) == (200, lab_file(identity, (host, int(port)), WifiNetwork("atelier", "atelier123")))


def test_nobody_else_gets_it(kit):
    key = {KEY_HEADER: kit.room.register.trainer_key}
    asked = [ask(kit, "carte-2"), ask(kit, "carte-2", **{KEY_HEADER: "wrong"}), ask(kit, "carte-2", Host="a.b", **key)]
    assert [status for status, _ in asked] == [403, 403, 403]
    assert not kit.room.register.accounts("board")


@pytest.mark.parametrize("board", ["", "É", "a/b", "hub", "x" * 40])
def test_name_that_no_board_can_have_is_refused(kit, board):
    status, _ = ask(kit, board, **{KEY_HEADER: kit.room.register.trainer_key})
    assert 400 <= status < 500
    assert not kit.room.register.accounts("board")
