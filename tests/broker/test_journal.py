"""What outlives a kill: the journal of sessions and retained messages, damaged or not."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from iot_lab.broker.core import Core
from iot_lab.broker.errors import JournalDamaged
from iot_lab.broker.journal import SessionJournal
from iot_lab.broker.journal_records import MAGIC, block, pack
from iot_lab.broker.persistence import PendingRecords
from iot_lab.broker.session import ApplicationMessage, Session
from iot_lab.mqtt import packets
from tests.rigs.rules import Rules, account

PROGRAM = """
import sys, threading
from pathlib import Path
from tests.rigs.rules import Rules, account
from iot_lab.broker import Broker
broker = Broker(Rules(), host="127.0.0.1", port=0, state=Path(sys.argv[1]))
broker.start()
print(broker.port, flush=True)
threading.Event().wait()
"""


def leave_session(enter):
    """A persistent session that gets `t/#` while its client is away."""
    client = enter("away", clean=False)
    client.subscribe("t/#", 1)
    client.disconnect()


def core_of(folder):
    core = Core(Rules())
    journal = SessionJournal(folder)
    journal.open(core)
    journal.close()
    return core


def test_killed_broker_keeps_every_message_that_it_acknowledged(tmp_path, ours, enter):
    command = [sys.executable, "-c", PROGRAM, tmp_path / "state"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        ours.port, own_port = int(process.stdout.readline()), ours.port
        leave_session(enter)
        writer = enter("w")
        for number in range(100):
            writer.publish("t/n", str(number).encode(), 1 + number % 2)
        writer.publish("t/kept", b"kept", 1, retain=True)
        os.kill(process.pid, signal.SIGKILL)
    ours.port = own_port
    (session,) = core_of(tmp_path / "state").sessions
    assert [message.payload for message in session.outgoing.values()] == [*(b"%d" % n for n in range(100)), b"kept"]
    assert [message.payload for message, _ in core_of(tmp_path / "state").retained] == [b"kept"]


def test_journal_cut_by_a_kill_loses_only_its_last_block(tmp_path, ours, enter):
    leave_session(enter)
    ours.stop()
    journal = tmp_path / "sessions.journal"
    journal.write_bytes(journal.read_bytes() + b"\0\0\0\x10torn")
    ours.start()
    assert enter().connect("away", clean=False) == bytes((1, 0))
    assert next(tmp_path.glob("damaged/*/sessions.journal")).read_bytes().endswith(b"torn")


@pytest.mark.parametrize(
    "damage",
    [
        lambda sound: sound[:-3] + bytes((sound[-3] ^ 1,)) + sound[-2:] + block([b""]),
        lambda sound: sound + block([b"Mxx"]),
        lambda sound: sound + block([pack(b"?", 1)]),
        lambda sound: sound + block([pack(b"R", b"\xff", b"x", 0, "alice")]),
        lambda _: b"somebody else's file",
        lambda _: b"",
    ],
    ids=["flipped bit", "short record", "unknown record", "bad text", "not ours", "empty"],
)
def test_damaged_journal_is_set_aside_and_the_broker_starts(tmp_path, ours, enter, damage):
    leave_session(enter)
    ours.stop()
    journal = tmp_path / "sessions.journal"
    damaged = damage(journal.read_bytes())
    journal.write_bytes(damaged)
    ours.start()
    enter("w").ping()
    assert next(tmp_path.glob("damaged/*/sessions.journal")).read_bytes() == damaged


def test_what_precedes_the_damage_is_kept(tmp_path, ours, enter):
    leave_session(enter)
    ours.stop()
    journal = tmp_path / "sessions.journal"
    journal.write_bytes(journal.read_bytes() + block([pack(b"S", 99, "bob", "ghost"), b"Mxx"]))
    ours.start()
    assert enter().connect("away", clean=False) == bytes((1, 0))


def test_journal_that_is_a_folder_is_set_aside_and_said(tmp_path):
    (tmp_path / "sessions.journal").mkdir()
    journal = SessionJournal(tmp_path)
    journal.open(Core(Rules()))
    journal.close()
    assert [type(one) for one in journal.notices] == [JournalDamaged]
    assert (tmp_path / "sessions.journal").is_file()


def test_file_in_the_place_of_the_broker_s_folder_is_set_aside_and_said(tmp_path):
    (tmp_path / "broker").write_text("mine")
    journal = SessionJournal(tmp_path / "broker")
    journal.open(Core(Rules()))
    journal.close()
    (said,) = journal.notices
    assert isinstance(said, JournalDamaged)
    assert (said.details["copy"] / "broker").read_text() == "mine"
    assert (tmp_path / "broker" / "sessions.journal").is_file()


def test_compacted_journal_makes_the_same_state(tmp_path):
    records = [
        pack(b"S", 7, "alice", "away"),
        pack(b"+", 7, "t/#", 1),
        pack(b"M", b"t/a", b"live", b"\0\0\0\x07\0\x05"),
        pack(b"m", b"t/b", b"greeting", b"\0\0\0\x07\0\x06"),
        pack(b"Q", 7, 31),
        pack(b"R", b"t/b", b"greeting", 1, "bob"),
        pack(b"R", b"t/c", b"gone", 1, "bob"),
        pack(b"r", b"t/c"),
    ]
    (tmp_path / "sessions.journal").write_bytes(MAGIC + block(records))
    core_of(tmp_path)
    core = core_of(tmp_path)
    (session,) = core.sessions
    assert (session.subscriptions, session.received, session.retained_ids) == ({"t/#": 1}, {31}, {6})
    assert {number: message.payload for number, message in session.outgoing.items()} == {5: b"live", 6: b"greeting"}
    assert session.outgoing_bytes == 3 + 4 + 3 + 8
    assert [(message.payload, account) for message, account in core.retained] == [(b"greeting", "bob")]


def test_journal_that_cannot_be_compacted_goes_on(tmp_path, ours, enter, monkeypatch):
    leave_session(enter)
    journal = ours.broker._journal

    def refuse(*_):
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        journal.compact(ours.broker._core)
    enter("w").publish("t/a", b"still written", 1)
    assert b"still written" in (tmp_path / "sessions.journal").read_bytes()


def test_retained_message_without_room_leaves_no_old_one_behind(tmp_path, ours, enter):
    writer = enter("w")
    writer.publish("t/kept", b"old", 1, retain=True)
    object.__setattr__(ours.broker._core.limits, "retained_bytes", 0)
    writer.publish("t/kept", b"new", 1, retain=True)
    ours.stop()
    assert len(core_of(tmp_path).retained) == 0


def test_full_disk_stops_acknowledging_and_loses_nothing(ours, enter, monkeypatch):
    leave_session(enter)
    writer = enter("w")
    whole, refused = ours.broker._journal._write_whole, threading.Event()

    def refuse_once(raw):
        if not refused.is_set():
            refused.set()
            raise OSError(28, "No space left on device")
        whole(raw)

    monkeypatch.setattr(ours.broker._journal, "_write_whole", refuse_once)
    writer.publish("t/a", b"kept", 1)
    assert refused.is_set()
    back = enter("away", clean=False)
    assert back.message() == ("t/a", b"kept")


def test_nobody_is_read_while_the_disk_refuses(ours, enter, monkeypatch):
    leave_session(enter)
    writer = enter("w")
    journal, core = ours.broker._journal, ours.broker._core

    def refuse(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_write_whole", refuse)
        for number in range(1, 101):
            writer.send(packets.encode_publish(b"t/a", b"kept", qos=1, packet_id=number))
            assert number > 1 or enter_until_refused(enter)
        assert enter_until_refused(enter)
        assert core.counts.received == 1
        assert ours.broker.trouble().code == "broker-journal-unwritten"
    assert [writer.receive()[1][1] for _ in range(100)] == list(range(1, 101))
    assert ours.broker.trouble() is None


def enter_until_refused(enter):
    """While the disk refuses, a new connection is closed before it is heard; True then."""
    for _ in range(100):
        with suppress(OSError):
            client = enter()
            client.wait_at_most(0.5)
            if client.is_closed_by_broker():
                return True
    return False


def test_acknowledgement_is_noted_before_its_identifier_serves_again():
    pending, session = PendingRecords(), Session(1, "alice", "c", is_persistent=True)
    pending.acknowledged(session, 5)
    pending.queued(ApplicationMessage("t/a", b"t/a", b"x", 1), [(1, 5)])
    pending.acknowledged(session, 6)
    assert [record[:1] for record in pending.take()] == [b"A", b"M", b"A"]


def test_messages_that_waited_for_a_client_reach_it_under_its_new_name(tmp_path, ours, enter):
    leave_session(enter)
    writer = enter("w")
    writer.publish("t/x", b"1", 1)
    ours.stop()
    for _ in range(2):  # the second start reads what the first one wrote
        core = Core(Rules(), one_client={"alice": "lab_atelier_alice"})
        journal = SessionJournal(tmp_path)
        journal.open(core)
        journal.close()
    (session,) = core.sessions
    assert (session.client_id, [message.payload for message in session.outgoing.values()]) == (
        "lab_atelier_alice",
        [b"1"],
    )


def test_account_of_one_client_keeps_its_newest_session_alone(tmp_path, ours, enter):
    leave_session(enter)
    newer = enter("newer", clean=False)
    newer.subscribe("private/alice/#", 1)
    enter("other", clean=False, **account("bob")).disconnect()
    ours.stop()
    core = Core(Rules(), one_client={"alice": "now"})
    journal = SessionJournal(tmp_path)
    journal.open(core)
    journal.close()
    kept = {(session.account, session.client_id): list(session.subscriptions) for session in core.sessions}
    assert kept == {("alice", "now"): ["private/alice/#"], ("bob", "other"): []}
    core.publish("t/x", b"1", qos=1)
    assert not core.sessions.find("alice", "now").outgoing
