"""A learner's own board: what its program does is told as frames, a hand's presses come back in them."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from iot_lab.course import load_course, load_exercise
from iot_lab.live import LiveChannel
from iot_lab.simulator.board import Event
from iot_lab.simulator.virtual import run_virtual
from iot_lab.texts import texts
from iot_lab.workshop.drawn_boards import DrawnBoards, drawn_world, topic_of
from iot_lab.workshop.drawn_boards import boards as boards_module
from iot_lab.workshop.drawn_boards.picture import EDGES_A_FRAME, TEXT_A_FRAME, BoardPicture

ECHO = """
from machine import Pin
import time
button, led = Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT)
print("ready")
while True:
    led.value(1 - button.value())
    time.sleep_ms(5)
"""
TOPIC = topic_of("learner-1")


class Watcher:
    """What a page knows: the snapshot, then every frame."""

    def __init__(self, live):
        self.live, self.number = live, 0
        self.shows, self.edges, self.text, self.state, self.error = {}, [], "", "off", None

    def until(self, condition, limit_s=30.0):
        end = threading.Event()
        timer = threading.Timer(limit_s, end.set)
        timer.start()
        while not condition(self):
            assert not end.is_set(), (self.state, self.shows, self.text, self.error)
            for news in self.live.news_after(self.number, [TOPIC], 0.5):
                self.number = news.number
                self.take(news.value, is_all=news.kind == "snapshot")
        timer.cancel()
        return self

    def take(self, said, *, is_all):
        if is_all:
            self.shows, self.edges, self.text = {}, [], ""
        self.state, self.error = said["state"], said.get("error")
        self.shows |= said.get("shows", {})
        self.edges += [(pin, level) for pin, every in said.get("edges", {}).items() for _, level in every]
        self.text += said.get("text", "")


@pytest.fixture
def live():
    return LiveChannel()


@pytest.fixture
def boards(live):
    made = DrawnBoards(live)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def page(live):
    return Watcher(live)


@pytest.fixture(scope="module")
def button():
    return drawn_world(load_exercise("button"))


def run(boards, world, program, **files):
    return boards.run("learner-1", "button", world, {"main.py": program, **files}, texts("fr"))


def test_press_of_the_drawn_button_is_seen_on_the_drawn_led(boards, page, button):
    run(boards, button, ECHO)
    page.until(lambda seen: "ready" in seen.text)
    boards.turn("learner-1", "0.press", 1.0)
    page.until(lambda seen: seen.shows.get("led:2") == {"brightness": 1.0})
    boards.turn("learner-1", "0.press", 0.0)
    page.until(lambda seen: seen.shows["led:2"] == {"brightness": 0.0})
    assert [pin for pin, _ in page.edges].count("18") >= 2


def test_nobody_presses_but_the_learner(button):
    assert [getattr(part, "presses", ()) for part in button.scenario.parts] == [(), (), ()]


def test_sensor_of_the_radar_keeps_its_wires_in_a_calm_world():
    (radar, _buzzer) = drawn_world(load_exercise("parking-radar")).scenario.parts
    assert radar.unheard == ()


@pytest.mark.parametrize("exercise", load_course().exercise_ids)
def test_every_exercise_has_a_calm_world_whose_parts_are_drawn(exercise):
    world = drawn_world(load_exercise(exercise))
    assert all(world.drawn)
    assert not (world.scenario.wifi and world.scenario.wifi.outages)
    assert not (world.scenario.broker and world.scenario.broker.absences)
    assert run_virtual("pass", replace(world.scenario, duration_s=1)).fault is None


def test_program_that_never_pauses_is_stopped_and_another_runs(boards, page, button):
    run(boards, button, "print('a')\nwhile True:\n    pass\n")
    page.until(lambda seen: "a" in seen.text)
    boards.halt("learner-1")
    page.until(lambda seen: seen.state == "stopped")
    run(boards, button, "print('b')\n")
    page.until(lambda seen: seen.state == "ended" and "b" in seen.text)


def test_error_is_told_with_its_line_and_in_words(boards, page, button):
    run(boards, button, "import time\ntime.slep(1)\n")
    page.until(lambda seen: seen.state == "failed")
    assert page.error["line"] == 2
    assert "sleep" in page.error["said"]
    assert "AttributeError" in page.text


def test_console_takes_what_is_typed(boards, page, button):
    run(boards, button, "name = input('who? ')\nprint('hello', name)\n")
    page.until(lambda seen: "who?" in seen.text)
    boards.say("learner-1", "Zoé\n")
    page.until(lambda seen: "hello Zoé" in seen.text)


def test_second_file_is_beside_the_program(boards, page, button):
    run(boards, button, "import tools\nprint(tools.twice(4))\n", **{"tools.py": "def twice(x):\n    return 2 * x\n"})
    page.until(lambda seen: seen.state == "ended")
    assert "8" in page.text


def test_wild_program_ends_with_the_level_that_it_left(boards, live, page, button):
    wild = "from machine import Pin\nled = Pin(2, Pin.OUT)\nfor n in range(4001):\n    led.value(n & 1)\nled.value(1)\nprint('over')\n"
    run(boards, button, wild)
    page.until(lambda seen: seen.state == "ended")
    assert page.shows["led:2"] == {"brightness": 1.0}
    assert page.edges[-1] == ("2", 1.0)


def test_knobs_stay_where_they_were_turned_in_the_next_run(boards, page):
    world = drawn_world(load_exercise("dimmer"))
    read = "from machine import ADC, Pin\nprint('read', ADC(Pin(34)).read_u16() // 1000)\n"
    boards.run("learner-1", "dimmer", world, {"main.py": "import time\ntime.sleep(60)\n"}, texts("fr"))
    page.until(lambda seen: seen.state == "running")
    boards.turn("learner-1", "0.position", 1.0)
    boards.run("learner-1", "dimmer", world, {"main.py": read}, texts("fr"))
    page.until(lambda seen: "read 6" in seen.text)
    [(knob, drawn)] = [one for one in boards.knobs("learner-1", world) if one[0].id == "0.position"]
    assert (knob.value, drawn) == (1.0, "potentiometer:34")
    for wrong, error in (("9.x", KeyError), ("0.position", ValueError)):
        with pytest.raises(error):
            boards.turn("learner-1", wrong, 2.0)


def test_board_that_nobody_asks_for_anything_is_ended(live, button, monkeypatch):
    now_s = [0.0]
    monkeypatch.setattr(boards_module, "LOOK_S", 0.01)
    boards = DrawnBoards(live, lambda: now_s[0])
    boards.start()
    run(boards, button, "while True:\n    pass\n")
    now_s[0] = boards_module.IDLE_S + 1
    done = threading.Event()
    while boards.running() and not done.wait(0.01):
        now_s[0] += 1
    boards.stop()
    assert boards.state("learner-1") == "off"


def test_room_carries_so_many_boards_and_no_more(live, button, monkeypatch):
    monkeypatch.setattr(boards_module, "MOST_BOARDS", 1)
    boards = DrawnBoards(live)
    run(boards, button, "pass")
    with pytest.raises(boards_module.DrawnBoardsFull):
        boards.run("learner-2", "button", button, {"main.py": "pass"}, texts("fr"))
    boards.stop()


def test_snapshot_and_the_frames_after_it_say_everything_once():
    picture = BoardPicture("blink", 1)
    picture.take(Event(1000, "print", "", "one\n"))
    assert picture.everything()["text"] == ""
    assert picture.frame()["text"] == "one\n"
    picture.take(Event(2000, "pin", "2", 1))
    assert (picture.everything()["text"], picture.everything()["edges"]) == ("one\n", {})
    assert picture.frame()["edges"] == {"2": [[2, 1.0]]}


def test_frame_is_bounded_whatever_the_program_does():
    picture = BoardPicture("blink", 1)
    for number in range(5000):
        picture.take(Event(number, "pin", str(number % 40), number % 80 // 40))
        picture.take(Event(number, "print", "", "x" * 50 + "\n"))
    frame = picture.frame()
    assert len(frame["text"]) == TEXT_A_FRAME
    assert frame["text_left_out"]
    assert len(frame["edges"]) == 32
    assert max(map(len, frame["edges"].values())) <= EDGES_A_FRAME
    assert frame["left_out"] > 0


def test_forgotten_owner_leaves_nothing_to_see(boards, live, page, button):
    run(boards, button, "print('secret')\nwhile True:\n    pass\n")
    page.until(lambda seen: "secret" in seen.text)
    boards.forget("learner-1")
    assert (boards.state("learner-1"), live.snapshots([TOPIC])) == ("off", [])
