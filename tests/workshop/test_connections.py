"""The trainer sees who connects, newest first, and no more than is useful."""

from iot_lab.workshop.connections import KEPT, Connections


def test_takeover_names_both_addresses():
    connections = Connections()
    connections.taken_over("capteur-01", "c1", "10.0.0.1:5", "10.0.0.2:6")
    event = connections.recent()[0]
    assert (event["kind"], event["address"], event["detail"]) == ("taken-over", "10.0.0.2:6", "10.0.0.1:5")


def test_only_the_last_events_are_kept_newest_first():
    connections = Connections()
    for number in range(KEPT + 10):
        connections.refused(f"intruder-{number}", "10.0.0.9", "bad-password")
    recent = connections.recent()
    assert len(recent) == KEPT
    assert recent[0]["account"] == f"intruder-{KEPT + 9}"


def at(times):
    """A clock that tells these times in ms, one after the other, then the last for ever."""
    left = list(times)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_one_that_tries_many_names_pushes_nobody_else_off():
    connections = Connections()
    connections.taken_over("serre-01", "serre-01", "10.0.0.5:1", "10.0.0.6:1")
    for number in range(2 * KEPT):
        connections.refused(f"intruder-{number}", f"10.0.0.9:{number}", "bad-credentials")
        connections.write_denied("bavard", f"lab/{number}")
    recent = connections.recent()
    assert len(recent) == KEPT
    assert recent[-1]["kind"] == "taken-over"
    assert {"refused", "write-denied"} < {event["kind"] for event in recent}


def test_same_trouble_again_is_one_event_with_its_number_of_times():
    connections = Connections()
    connections.taken_over("capteur-01", "c", "10.0.0.1:5", "10.0.0.2:6")
    for port in range(500):
        connections.refused("capteur-09", f"10.0.0.9:{port}", "bad-password")
    first, second = connections.recent()
    assert (first["kind"], first["times"], first["address"]) == ("refused", 500, "10.0.0.9:499")
    assert (second["kind"], second["times"]) == ("taken-over", 1)


def test_connection_that_the_room_ended_is_an_event_of_its_own():
    connections = Connections()
    connections.disconnected("capteur-01", "c", "goodbye")
    connections.disconnected("capteur-02", "c", "rights-changed")
    assert [event["kind"] for event in connections.recent()] == ["rights-ended", "disconnected"]


def test_two_devices_that_replace_each_other_again_and_again_share_a_name():
    connections = Connections(at([1_000]))
    for _ in range(2):
        connections.taken_over("capteur-01", "c", "10.0.0.1:5", "10.0.0.2:6")
        connections.taken_over("capteur-01", "c", "10.0.0.2:6", "10.0.0.1:7")
    assert [(one.name, one.one, one.other) for one in connections.shared_names()] == [
        ("capteur-01", "10.0.0.2", "10.0.0.1")
    ]


def test_board_that_starts_again_now_and_then_shares_its_name_with_nobody():
    connections = Connections(at([0, 0, 60_000, 60_000, 130_000]))
    for _ in range(3):
        connections.taken_over("capteur-01", "c", "10.0.0.1:5", "10.0.0.1:6")
    assert connections.shared_names() == []


def test_shared_name_is_forgotten_after_a_while():
    now = [0]
    connections = Connections(lambda: now[0])
    for _ in range(3):
        connections.taken_over("capteur-01", "c", "10.0.0.1:5", "10.0.0.2:6")
    assert connections.shared_names()
    now[0] = 120_001
    assert connections.shared_names() == []
