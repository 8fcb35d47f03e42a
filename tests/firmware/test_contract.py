"""The firmware passes the same table of examples as `iot_lab/contract/` (tests/contract/vectors.py)."""

from __future__ import annotations

import json

import pytest

from iot_lab.contract.discovery import discovery
from iot_lab.contract.topics import client_id
from tests.contract.vectors import DISCOVERIES, ORDER_TABLES, OrderVector
from tests.rigs.unix_board import start

ORDERS = """
import json, sys
from kit import files, programs
from kit.orders import Orders

answers = []

class Room:
    def answer(self, order, **said):
        answers.append([order, said])

class Runner:
    def want(self, doing, order, request):
        answers.append([order, {"id": request, "result": "running" if order == "run" else "stopped"}])

for name, order, payloads in json.load(open("vectors.json")):
    answers.clear()
    orders = Orders({})
    orders.room, orders.runner = Room(), Runner()
    for payload in payloads:
        try:
            value = json.loads(payload)
        except ValueError:
            value = payload
        orders.take(order, value, value.get("id") if isinstance(value, dict) else None)
    orders.turn()
    print(json.dumps(answers))
"""


@pytest.mark.parametrize("vectors", ORDER_TABLES.values(), ids=ORDER_TABLES)
def test_board_answers_orders_as_the_contract_says(tmp_path, vectors: list[OrderVector]):
    table = [(one.name, one.order, [payload.decode() for payload in one.payloads]) for one in vectors]
    (tmp_path / "vectors.json").write_text(json.dumps(table))
    (tmp_path / "orders.py").write_text(ORDERS)
    with start(tmp_path, str(tmp_path / "orders.py")) as process:
        said = process.stdout.read()
    assert "Traceback" not in said, said
    lines = said.splitlines()
    answers = {one.name: json.loads(line) for one, line in zip(vectors, lines, strict=True)}
    assert answers == {one.name: [[one.order, one.answer]] for one in vectors}


def test_board_names_itself_and_its_series_as_the_contract_says(board, room, broker):
    lines = [f"lab.publish({series!r}, {value!r}, unit={unit!r})" for series, value, unit in DISCOVERIES]
    board.write("program.py", "\n".join(["import lab", *lines, "lab.run()"]))
    board.power_on()
    room.wait_online()
    room.send("do/time", b'{"t": 1764000000000}')
    for series, _value, _unit in DISCOVERIES:
        room.wait_for(f"data/{series}")
    wanted = [
        discovery("atelier", "capteur-01", series, key, unit)
        for series, value, unit in DISCOVERIES
        for key in (value if isinstance(value, dict) else (None,))
    ]
    assert [room.last(topic) for topic, _ in wanted] == [json.loads(payload) for _, payload in wanted]
    assert client_id("atelier", "capteur-01") in {session.client_id for session in broker._core.sessions}
