"""Who may say what, and what the broker's own copies mean."""

import pytest

from iot_lab.hub.deliveries import Deliveries
from iot_lab.hub.intake import Intake
from iot_lab.hub.limits import HubLimits
from iot_lab.hub.messages import Inbox, ReceivedMessage
from iot_lab.hub.places import NoAccounts
from iot_lab.hub.places_for_series import QUIET_MS

NOW = 1_764_000_000_000


def message(topic, payload=b"1", *, qos=1, repeat=False, retained=False, packet_id=1, at=NOW):
    return ReceivedMessage(topic.encode(), payload, packet_id, qos, repeat, retained, at, 1)


@pytest.fixture
def intake():
    return Intake("atelier", HubLimits(), {}, [], {})


def test_retained_value_without_time_is_not_a_new_sample(intake):
    assert intake.sort([message("garden/soil", retained=True)], NOW).readings == {}
    assert intake.refused == {"retained": 1}


def test_retained_value_with_its_time_is_stored(intake):
    payload = b'{"v": 1, "t": %d, "n": 3}' % (NOW - 1000)
    batch = intake.sort([message("lab/atelier/c-1/data/x", payload, retained=True)], NOW)
    assert batch.readings["c-1", "x"][0].t_ms == NOW - 1000


def test_what_the_broker_kept_does_not_say_that_a_board_was_seen(intake):
    kept = [message("lab/atelier/c-1/status", b"online", retained=True)]
    kept += [message("lab/atelier/c-1/info", b'{"chip": "ESP32"}', retained=True)]
    batch = intake.sort(kept, NOW)
    assert batch.seen_ms == {}
    assert batch.infos == {"c-1": {"chip": "ESP32"}}
    assert batch.kinds == {"c-1": "board"}


def test_device_cannot_speak_for_a_board(intake):
    intake.sort([message("lab/atelier/c-1/data/x")], NOW)
    assert intake.sort([message("c-1/x", b"99")], NOW).readings == {}
    assert intake.sort([message("c-1/status", b"offline")], NOW).states == {}
    assert intake.refused == {"name": 2}


def test_board_takes_its_name_back_from_a_device(intake):
    assert intake.sort([message("c-1/x")], NOW).kinds == {"c-1": "device"}
    assert intake.sort([message("lab/atelier/c-1/data/x")], NOW).kinds == {"c-1": "board"}
    assert intake.sort([message("c-1/x")], NOW).readings == {}


def test_kinds_are_known_again_after_a_restart():
    intake = Intake("atelier", HubLimits(), {"c-1": "board"}, [], {})
    assert intake.sort([message("c-1/x")], NOW).readings == {}


def test_packet_id_used_again_is_a_new_message(intake):
    intake.sort([message("garden/soil", packet_id=9)], NOW)
    numbered = b'{"v": 1, "t": %d, "n": 1}' % NOW
    intake.sort([message("lab/atelier/c-1/data/x", numbered, packet_id=9)], NOW)
    later = intake.sort([message("garden/soil", packet_id=9, repeat=True)], NOW)
    assert len(later.readings) == 1


def test_repeated_log_line_is_kept_once(intake):
    line = message("lab/atelier/c-1/log", b"hello", packet_id=5)
    assert len(intake.sort([line, line._replace(is_repeat=True)], NOW).log) == 1
    assert intake.repeated == 1


def test_old_packet_ids_are_forgotten():
    deliveries = Deliveries({3: (0, NOW - 100_000)})
    kept = message("garden/soil", packet_id=4)
    deliveries.note(kept)
    deliveries.forget_before(NOW - 60_000)
    assert deliveries.is_repeat(kept._replace(is_repeat=True))
    assert not deliveries.is_repeat(message("garden/soil", packet_id=3, repeat=True))


def test_messages_refused_for_room_keep_their_order():
    inbox = Inbox(most_messages=1, most_bytes=1000)
    inbox.put([message("a/b", packet_id=1), message("a/b", packet_id=2)])
    inbox.take(1, 1000)
    inbox.put([message("a/b", packet_id=3)])  # 2 must come before it, when the broker sends both again
    assert len(inbox) == 0
    assert inbox.owes_redelivery


def test_message_that_trips_our_own_code_stops_nothing(intake, caplog):
    intake._routes = None
    batch = intake.sort([message("lab/atelier/c-1/data/x")], NOW)
    assert batch.readings == {}
    assert intake.refused == {"fault": 1}
    assert "could not be read" in caplog.text


def test_what_a_renamed_board_still_says_under_its_old_name_is_its_own(intake):
    intake.sort([message("lab/atelier/c-1/data/x")], NOW)
    intake.rename("c-1", "serre")
    late = [message("lab/atelier/c-1/data/x", packet_id=2), message("lab/atelier/c-1/log", b"late", packet_id=3)]
    batch = intake.sort(late, NOW)
    assert list(batch.readings) == [("serre", "x")]
    assert [board for board, _ in batch.log] == ["serre"]
    assert batch.kinds == {}


@pytest.mark.parametrize(
    "of_before",
    [
        message("lab/atelier/c-1/status", b"offline"),
        message("lab/atelier/c-1/status", b"online", retained=True),
        message("lab/atelier/c-1/info", b"{}", retained=True),
    ],
)
def test_last_will_and_kept_words_of_an_old_name_bring_no_board_back(intake, of_before):
    intake.rename("c-1", "serre")
    batch = intake.sort([of_before], NOW)
    assert (batch.kinds, batch.states, batch.infos) == ({}, {}, {})


def test_old_name_is_another_boards_as_soon_as_one_joins_with_it(intake):
    intake.rename("c-1", "serre")
    joined = [message("lab/atelier/c-1/status", b"online"), message("lab/atelier/c-1/data/x", packet_id=2)]
    batch = intake.sort(joined, NOW)
    assert batch.kinds == {"c-1": "board"}
    assert list(batch.readings) == [("c-1", "x")]


def test_board_renamed_back_has_its_first_name_alone(intake):
    intake.rename("c-1", "serre")
    intake.rename("serre", "c-1")
    batch = intake.sort([message("lab/atelier/c-1/data/x"), message("lab/atelier/serre/data/x", packet_id=2)], NOW)
    assert list(batch.readings) == [("c-1", "x")]


class RoomOfOneBoard(NoAccounts):
    roots = ("kitchen", "zigbee2mqtt", "maison/cave")

    def has_board(self, name):
        return name == "prepared"


def flood(topics, number=300):
    return [message(topics.format(one), packet_id=one + 1) for one in range(number)]


@pytest.mark.parametrize("topics", ["kitchen/dev{}/temp", "lab/atelier/c-{}/data/x", "zigbee2mqtt/d{}", "x{}/y"])
def test_board_that_the_room_prepared_always_has_its_place(topics):
    intake = Intake("atelier", HubLimits(), {}, [], {}, accounts=RoomOfOneBoard())
    intake.sort(flood(topics), NOW)
    batch = intake.sort([message("lab/atelier/prepared/status", b"online")], NOW)
    assert batch.states == {"prepared": "online"}


@pytest.mark.parametrize(
    "topics", ["zigbee2mqtt/kitchen/d{}/temp", "zigbee2mqtt/d{}", "shellies/maison/cave/d{}/t", "homie/5/kitchen/d{}/t"]
)
def test_one_account_takes_a_share_of_the_places_for_devices(topics):
    accounts = RoomOfOneBoard()
    accounts.root_levels = (("kitchen", 2), ("maison/cave", 3))
    intake = Intake("atelier", HubLimits(), {}, [], {}, accounts=accounts)
    named = intake.sort(flood(topics), NOW).kinds
    assert len(named) <= HubLimits().devices_of_an_account
    assert intake.sort([message("hall/door")], NOW).kinds == {"hall": "device"}


def test_share_of_an_account_is_known_again_after_a_restart():
    infos = {f"d-{one}": {"source": f"zigbee2mqtt/kitchen/d{one}"} for one in range(64)}
    kinds = dict.fromkeys(infos, "device")
    intake = Intake("atelier", HubLimits(), kinds, [], {}, infos=infos, accounts=RoomOfOneBoard())
    assert intake.sort([message("zigbee2mqtt/kitchen/d99/temp")], NOW).readings == {}
    assert intake.refused == {"devices": 1}


def test_devices_of_a_room_are_bounded_and_leave_boards_their_places():
    intake = Intake("atelier", HubLimits(), {}, [], {})
    assert len(intake.sort(flood("x{}/y"), NOW).kinds) == 200
    assert intake.refused == {"devices": 100}
    assert intake.sort([message("lab/atelier/new/data/x")], NOW).kinds == {"new": "board"}


def test_series_that_fell_silent_make_way_for_those_of_the_next_program():
    known = [("c-1", "old-1"), ("c-1", "old-2")]
    intake = Intake("atelier", HubLimits(series_per_board=2, series_of_a_board_in_all=5), {}, known, {})

    def is_kept(series, at):
        return bool(intake.sort([message(f"lab/atelier/c-1/data/{series}", at=at)], at).readings)

    assert [is_kept("temperature", NOW), is_kept("humidity", NOW), is_kept("light", NOW)] == [True, True, False]
    assert [is_kept("old-1", NOW), is_kept("old-2", NOW)] == [True, True]
    assert not is_kept("light", NOW + QUIET_MS - 1)
    assert is_kept("light", NOW + QUIET_MS)
    assert not is_kept("one-too-many", NOW + 10 * QUIET_MS)
    assert intake.refused == {"series": 3}


def test_loop_that_makes_names_leaves_room_for_the_next_program():
    intake = Intake("atelier", HubLimits(), {}, [], {})
    made = intake.sort([message(f"lab/atelier/c-1/data/n-{one}") for one in range(500)], NOW)
    assert len(made.readings) == HubLimits().series_per_board
    later = NOW + QUIET_MS
    assert intake.sort([message("lab/atelier/c-1/data/temperature", at=later)], later).readings
