"""What the trainer asks of boards: the parts of a task, its progress, what stands in the way, and taking it back."""

from __future__ import annotations

import threading

import pytest

from iot_lab.live import LiveChannel
from iot_lab.workshop import board_commands
from iot_lab.workshop.board_list import ListedBoard
from iot_lab.workshop.board_orders import BoardAway, OrderUnanswered, RoomNotRunning
from iot_lab.workshop.board_overview import overview, spares
from iot_lab.workshop.board_tasks import MOST_RUNNING, BoardTasks, TooManyTasks
from iot_lab.workshop.connections import Connections
from tests.rigs.hand_fed_room import HandFedRoom, fill
from tests.rigs.running_kit import wait_until

NOW = 1_764_000_000_000


class StandIn:
    """Boards that obey, in place of a connection: `away` are not in the room, `asked` is what was asked of whom."""

    def __init__(self, *away):
        self.away, self.asked = away, []

    def __call__(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def ask(self, board, order, **_):
        self.asked.append((order, board))
        if board in self.away:
            raise BoardAway(board=board)

    def stop(self, board):
        self.ask(board, "stop")

    def deliver(self, board, program, progress, files=None):
        self.ask(board, "run")
        progress(1, 1)
        self.program = program

    def info(self, board):
        self.ask(board, "info")
        return {"simulated": True}

    def await_trial(self, board):
        self.asked.append(("trial", board))


def over(tasks, task):
    wait_until(lambda: tasks.find(task.number).is_over)
    return tasks.find(task.number)


@pytest.fixture
def room(tmp_path):
    with HandFedRoom(tmp_path / "data") as room:
        for name in ("serre-01", "serre-02", "serre-03"):
            room.register.add(name, "board")
        fill(room, ["serre-01", "serre-02", "serre-03"], minutes=1, offline=("serre-01",))
        room.board_list.is_open = True
        room.board_tasks.open_orders = StandIn("serre-01")
        yield room


def boards(room):
    live = room.hub.boards.topic.snapshot().value["boards"]
    return {
        one.name: one
        for one in overview(room.board_list.rows(), live, room.own_boards.owners(), (), live[0]["seen_ms"])
    }


def test_one_board_away_does_not_hold_the_others_up_and_is_named(room):
    done = over(room.board_tasks, board_commands.stop(room, ["serre-01", "serre-02"]))
    assert [(part.board, part.state) for part in done.parts] == [("serre-01", "failed"), ("serre-02", "done")]
    assert done.failed[0].trouble.code == "board-away"


def test_stop_is_taken_back_once_by_running_again(room):
    task = over(room.board_tasks, board_commands.stop(room, ["serre-02"]))
    over(room.board_tasks, room.board_tasks.take_undo(task.number)())
    assert room.board_tasks.open_orders.asked == [("stop", "serre-02"), ("run", "serre-02")]
    assert room.board_tasks.take_undo(task.number) is None


def test_room_whose_broker_is_gone_is_said_for_every_board(room):
    def refuse():
        raise RoomNotRunning(path="/data")

    room.board_tasks.open_orders = refuse
    done = over(room.board_tasks, board_commands.identify(room, ["serre-01", "serre-02"]))
    assert [part.trouble.code for part in done.parts] == ["room-not-running"] * 2


def test_two_tasks_for_one_board_follow_each_other_and_too_many_are_refused():
    tasks, go, running = BoardTasks(LiveChannel(), StandIn()), threading.Event(), []

    def act(board, _tell):
        running.append(board)
        assert len(running) == 1
        assert go.wait(30)
        running.remove(board)

    started = [tasks.each("identify", ["serre-01"], act) for _ in range(MOST_RUNNING)]
    with pytest.raises(TooManyTasks):
        tasks.each("identify", ["serre-01"], act)
    go.set()
    assert all(part.state == "done" for task in started for part in over(tasks, task).parts)


def test_fault_of_ours_ends_its_part_and_is_logged(caplog):
    tasks = BoardTasks(LiveChannel(), StandIn())
    done = over(tasks, tasks.each("identify", ["serre-01"], lambda *_: 1 / 0))
    assert done.failed[0].trouble.code == "task-fault"
    assert "ZeroDivisionError" in caplog.text


def test_learner_moves_to_a_spare_with_what_they_were_doing_and_back(room):
    learner, _ = room.learners.join("Samira", room.class_settings.room_code)
    room.work.save(learner.id, "blink", {"main.py": "print('Samira')\n"}, None, "page")
    room.own_boards.give("serre-01", learner.id)
    found = boards(room)
    assert [one.name for one in spares(found.values())] == ["serre-02", "serre-03"]
    done = over(room.board_tasks, board_commands.move(room, learner, found["serre-02"], found["serre-01"]))
    assert done.parts[0].state == "done"
    assert room.own_boards.of(learner.id) == "serre-02"
    assert room.board_tasks.open_orders.program == "print('Samira')\n"
    assert ("identify", "serre-02") in room.board_tasks.open_orders.asked
    room.board_tasks.take_undo(done.number)()
    assert room.own_boards.of(learner.id) == "serre-01"


def test_sending_waits_until_the_program_has_proved_itself(room):
    done = over(room.board_tasks, board_commands.send(room, ["serre-02", "serre-03"], "pass\n", {}, "a.py"))
    assert not done.failed
    assert sorted(room.board_tasks.open_orders.asked)[-2:] == [("trial", "serre-02"), ("trial", "serre-03")]


@pytest.mark.parametrize(
    ("changed", "told", "step"),
    [
        ({"state": "failed"}, {}, "unfinished"),
        ({"is_online": False, "seen_ms": 0, "name": "refusee"}, {}, "refused"),
        ({"is_online": False, "seen_ms": 0}, {}, "unheard"),
        ({"is_online": False}, {}, "away"),
        ({}, {"info": {"program": {"state": "failed"}}}, "program"),
        ({}, {"info": {"program": {"state": "stopped", "reason": "watchdog"}}}, "left-out"),
        ({}, {"info": {"queue": 80}}, "queue"),
        ({}, {"info": {"queue": 80}, "series": [{"name": "t", "v": 1, "t": NOW - 60_000}]}, "queue"),
        ({}, {"info": {"queue": 80}, "series": [{"name": "t", "v": 1, "t": NOW - 2_000}]}, ""),
        ({}, {"info": {"rssi": -88}}, "signal"),
        ({}, {"info": {"kit": "0.1.0+1", "kit_back": "0.1.0+2"}}, "kit"),
        ({}, {"info": {"kit": "0.1.0+1", "kit_back": ["x"]}}, ""),
        (
            {},
            {"info": {"program": {"state": "running"}}, "series": [{"name": "t", "v": 1, "t": NOW - 300_000}]},
            "silent",
        ),
        ({}, {"info": {"program": {"state": "running"}}, "series": [{"name": "t", "v": 1, "t": NOW}]}, ""),
        ({}, {"info": {"program": {"state": ["x"], "reason": {}}, "rssi": "-90", "queue": None}}, ""),
    ],
)
def test_first_broken_step_of_a_board_is_said_and_no_other(changed, told, step):
    values = {"name": "serre-01", "mac": "", "chip": "", "state": "ready", "error": "", "is_simulated": False}
    row = ListedBoard(**{**values, "is_online": True, "seen_ms": NOW, "program": "", **changed})
    (found,) = overview([row], [{"name": row.name, **told}], {}, {"refusee"}, NOW)
    assert found.broken == step


@pytest.mark.parametrize(("age_ms", "queue"), [(60_000, 80), (1_000, 0)])
def test_samples_told_to_wait_have_left_where_a_young_one_arrived(age_ms, queue):
    row = ListedBoard("serre-01", "", "", "ready", "", is_simulated=False, is_online=True, seen_ms=NOW, program="")
    told = {"name": row.name, "info": {"queue": 80}, "series": [{"name": "t", "v": 1, "t": NOW - age_ms}]}
    (found,) = overview([row], [told], {}, (), NOW)
    assert found.queue == queue


def test_refusal_is_over_once_the_board_came_in():
    connections = Connections(lambda: NOW)
    connections.refused("serre-01", "192.168.1.5:1", "bad-password")
    connections.refused("serre-02", "192.168.1.6:1", "bad-password")
    connections.connected("serre-02", "c", "192.168.1.6:2")
    assert connections.refused_now() == {"serre-01"}


def test_unanswered_order_fails_its_part(room):
    class Silent(StandIn):
        def ask(self, board, order, **_):
            raise OrderUnanswered(board=board, seconds=20)

    room.board_tasks.open_orders = Silent()
    assert over(room.board_tasks, board_commands.rescue(room, ["serre-02"], may_use_usb=False)).failed
