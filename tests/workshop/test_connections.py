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
