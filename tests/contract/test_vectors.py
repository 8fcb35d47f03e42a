"""The laptop's side of the contract passes the table that the firmware passes too (tests/firmware/test_contract.py)."""

import ast
import json
import re
from itertools import chain
from pathlib import Path

import pytest

from iot_lab.contract.discovery import discovery, is_own
from iot_lab.contract.orders import KIT_ORDERS, time_json, told_time_ms
from iot_lab.contract.topics import client_id, is_name
from iot_lab.node.orders import decide
from iot_lab.simulator.live.orders import Orders
from tests.contract.vectors import DISCOVERIES, NAMES, NO_NAMES, NO_REQUESTS, ORDER_TABLES

ROOT = Path(__file__).resolve().parents[2]


class Obedient:
    """A board that does all at once."""

    def __init__(self) -> None:
        self.answers = []
        self.orders = Orders(self, lambda order, said: self.answers.append((order, said)))

    def obey(self, order, number, content):
        self.answers.append((order, {"id": number, "result": KIT_ORDERS[order].result}))


@pytest.mark.parametrize("vector", list(chain(*ORDER_TABLES.values())), ids=lambda vector: vector.name)
def test_simulated_board_answers_orders_as_the_contract_says(vector):
    board = Obedient()
    for payload in vector.payloads:
        board.orders.obey(vector.order, payload)
    assert board.answers == [(vector.order, vector.answer)]


@pytest.mark.parametrize("vector", NO_REQUESTS, ids=lambda vector: vector.name)
def test_computer_as_a_board_answers_what_is_no_request_as_the_contract_says(vector):
    (payload,) = vector.payloads
    assert decide(vector.order, payload, is_reading=True).answer == vector.answer


def test_names_are_those_of_the_contract():
    assert [name for name in NAMES + NO_NAMES if is_name(name)] == NAMES


def test_rooms_and_boards_have_each_their_client_identifier():
    pairs = [("a", "b-c"), ("a-b", "c"), ("b", "a"), ("a", "hub"), ("hub", "a")]
    assert len({client_id(*pair) for pair in pairs}) == len(pairs)


def test_time_reads_back_as_it_was_written():
    assert told_time_ms(time_json(1_764_000_000_000)) == 1_764_000_000_000
    odd = (b"", b"[]", b'{"t": null}', b'{"t": true}', b'{"t": -1}', b'{"t": 1.5}', b'{"t": "1"}', b"\xff")
    assert [told_time_ms(payload) for payload in odd] == [None] * len(odd)


@pytest.mark.parametrize(("series", "value", "unit"), DISCOVERIES)
def test_board_may_publish_its_discoveries_and_no_other_board(series, value, unit):
    for key in value if isinstance(value, dict) else (None,):
        topic, payload = discovery("atelier", "capteur-01", series, key, unit)
        assert is_own("atelier", "capteur-01", topic)
        assert not is_own("atelier", "capteur-02", topic)
        assert json.loads(payload).get("unit_of_measurement", "") == unit


def test_a_board_obeys_the_orders_of_the_table():
    source = ast.parse((ROOT / "firmware" / "lib" / "kit" / "orders.py").read_text("utf-8"))
    methods = [node.name for node in ast.walk(source) if isinstance(node, ast.FunctionDef)]
    assert {name.removeprefix("do_") for name in methods if name.startswith("do_")} == set(KIT_ORDERS)


@pytest.mark.parametrize("order", KIT_ORDERS)
def test_the_protocol_tells_each_order_and_its_result(order):
    document = (ROOT / "docs" / "protocol.md").read_text("utf-8")
    assert f"do/{order}`" in document
    assert re.search(rf'`{KIT_ORDERS[order].result}`|"result": "{KIT_ORDERS[order].result}"', document)
