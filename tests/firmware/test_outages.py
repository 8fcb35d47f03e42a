"""Brokers die and come back while a board publishes: every sample arrives, in order, with its own time."""

from __future__ import annotations

import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from iot_lab.broker import Broker
from tests.rigs.room_side import Anyone, RoomSide
from tests.rigs.running_kit import free_port, wait_until
from tests.rigs.unix_board import HERE, UnixBoard

BROKER_PROCESS = Path(__file__).resolve().parents[1] / "rigs" / "broker_process.py"

DEATHS = 10
PUBLISHER = """
import lab, time
count = [0]
moments = open("moments", "w")
def measure():
    count[0] += 1
    moments.write("%d\\n" % (time.time_ns() // 1000000))
    lab.publish("count", count[0])
lab.every(0.04, measure)
lab.run()
"""
CLOCKS_DIFFER_MS = 50  # the board counts from its start, and asks the chip's clock once
# Started by root, it would become a user who may not write in our folder, and silently keep nothing.
MOSQUITTO = """
listener {port} 127.0.0.1
allow_anonymous true
persistence true
user root
persistence_location {folder}/
max_queued_messages 100000
"""


class Ours:
    """Killed outright: its journal keeps what it acknowledged."""

    signal = signal.SIGKILL

    def command(self, port, folder):
        return [sys.executable, str(BROKER_PROCESS), str(port), str(folder)]


class Mosquitto:
    """Asked to end: killed outright, it forgets what it acknowledged and had not delivered yet."""

    signal = signal.SIGTERM

    def command(self, port, folder):
        settings = folder / "mosquitto.conf"
        settings.write_text(MOSQUITTO.format(port=port, folder=folder))
        return [shutil.which("mosquitto") or "mosquitto", "-c", str(settings)]


BROKERS = [
    pytest.param(Ours(), id="ours"),
    pytest.param(
        Mosquitto(),
        id="mosquitto",
        marks=[
            pytest.mark.mosquitto,
            pytest.mark.skipif(shutil.which("mosquitto") is None, reason="mosquitto is not installed"),
        ],
    ),
]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("broker", BROKERS)
def test_broker_that_dies_ten_times_costs_no_sample(broker, tmp_path_factory, tmp_path):
    chance, port, folder = random.Random(4), free_port(), tmp_path_factory.mktemp("broker")

    def begin():
        process = subprocess.Popen(broker.command(port, folder), stderr=subprocess.DEVNULL)
        wait_until(lambda: answers(port))
        return process

    process = begin()
    board = UnixBoard(tmp_path / "flash", port)
    board.write("program.py", PUBLISHER)
    try:
        with RoomSide(port) as room:
            board.power_on()
            room.wait_online()
            for death in range(1, DEATHS + 1):
                time.sleep(chance.uniform(0.05, 0.5))  # the moment is the point: anywhere in a publication
                process.send_signal(broker.signal)
                process.wait()
                time.sleep(chance.uniform(0, 0.3))
                process = begin()
                room.wait_online(death + 1)
            known = len(room.samples("count"))
            room.wait_for("data/count", lambda _: len(room.samples("count")) > known + 30)
            board.power_off()
            sent = room.samples("count")
    finally:
        board.power_off()
        process.kill()
        process.wait()
    assert [one["n"] for one in sent] == list(range(1, len(sent) + 1))
    assert [one["v"] for one in sent] == [one["n"] for one in sent]
    times = [one["t"] for one in sent]
    assert times == sorted(times)
    moments = [int(line) for line in (board.folder / "moments").read_text().split()]
    for one, (before, after) in zip(sent, pairwise(moments), strict=False):
        assert before - CLOCKS_DIFFER_MS <= one["t"] <= after + CLOCKS_DIFFER_MS, "dated when measured, not when sent"


BURST = """
import lab, time
for number in range(1, {samples} + 1):
    lab.publish("count", number)
    time.sleep_ms(2)
"""


def test_outage_of_half_an_hour_at_one_sample_every_five_seconds_loses_nothing(tmp_path_factory, tmp_path):
    port, folder, samples = free_port(), tmp_path_factory.mktemp("broker"), 30 * 60 // 5
    board = UnixBoard(tmp_path / "flash", port)
    board.write("program.py", BURST.format(samples=samples))
    board.power_on()
    wait_until(lambda: len(list((tmp_path / "flash" / "queue").glob("b*"))) == samples // 32)
    process = subprocess.Popen(Ours().command(port, folder), stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(port))
        with RoomSide(port) as room:
            room.wait_for("data/count", lambda payload: json.loads(payload)["n"] == samples)
            sent = room.samples("count")
            assert room.info()["dropped"] == 0
    finally:
        board.power_off()
        process.kill()
        process.wait()
    assert [one["n"] for one in sent] == list(range(1, samples + 1))
    times = [one["t"] for one in sent]
    assert times == sorted(times)
    assert times[-1] - times[0] >= 2 * (samples - 1)


def test_samples_of_before_the_time_was_known_are_dated_afterwards_and_those_dropped_counted(tmp_path):
    port, samples, now_ms = free_port(), 42, 1_790_000_000_000
    board = UnixBoard(tmp_path / "flash", port, main=str(HERE / "on_unix" / "no_clock.py"))
    board.write("program.py", BURST.format(samples=samples) + "lab.on('go', lambda _: 1)\nlab.run()\n")
    board.power_on()
    wait_until(lambda: "b00000010" in [path.name for path in (tmp_path / "flash" / "queue").glob("b*")])
    broker = Broker(Anyone(), host="127.0.0.1", port=port)
    broker.start()
    try:
        with RoomSide(port) as room:
            room.wait_for("status")
            room.send("do/time", json.dumps({"t": now_ms}).encode())
            room.wait_for("data/count", lambda payload: json.loads(payload)["n"] == samples)
            sent = room.samples("count")
            dropped = room.info()["dropped"]
    finally:
        board.power_off()
        broker.stop()
    assert [one["n"] for one in sent] == list(range(dropped + 1, samples + 1))
    assert 12 <= len(sent) <= 16
    assert all(one["t"] and now_ms - 60_000 < one["t"] <= now_ms + 60_000 for one in sent)
