"""A live board obeys the room as docs/protocol.md says: the same for a real board."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from iot_lab.contract.orders import KIT_ORDERS, RequestRefused
from iot_lab.contract.program_parts import ProgramParts, cut
from iot_lab.simulator.live.console import BURST, Console
from tests.rigs.live_rig import parts
from tests.rigs.running_kit import wait_until

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
ENDLESS = {
    "pass": "while True: pass",
    "sleep": "import time\ntime.sleep(1000)",
    "bare except": "while True:\n    try:\n        x = [1] * 10\n    except: pass",
}
MALFORMED = {
    "no JSON": b"\xff{",
    "a list": [1, 2],
    "no id": {},
    "an empty id": {"id": ""},
    "a long id": {"id": "x" * 41},
    "a number as id": {"id": 4},
}
SPOILED = {
    "request": {"part": "0"},
    "order": {"part": 1, "parts": 2},
    "size": {"size": 70_000},
    "checksum": {"sha256": "0" * 64},
}


def test_program_of_the_document_is_put_together():
    (block,) = re.findall(r"```order run\n(.*?)\n```", TEXT, re.DOTALL)
    first, last = (json.loads(line) for line in block.split("\n"))
    together = ProgramParts()
    assert together.take(first) is None
    assert together.take(last) == 'import lab\nlab.publish("answer", 42)\n'


def test_repeated_first_part_begins_again():
    together = ProgramParts()
    first, last = parts("a", "print('again')", 8)
    assert [together.take(one) for one in (first, first, last)] == [None, None, "print('again')"]


def test_part_that_comes_twice_is_out_of_order_and_all_is_forgotten():
    together = ProgramParts()
    first, second, last = parts("a", "print('again and again')", 10)
    together.take(first)
    together.take(second)
    for late in (second, last):
        with pytest.raises(RequestRefused) as refused:
            together.take(late)
        assert refused.value.said == {"error": "order"}


def test_new_program_replaces_the_one_that_runs(start, listener):
    board = start("while True: pass")
    listener.wait_online()
    assert listener.send("print('the new one')\n" + "# filling\n" * 400)["result"] == "running"
    wait_until(lambda: "the new one" in "".join(listener.of("capteur-01/log")))
    wait_until(lambda: listener.program_state() == "ended")
    assert board.program_state == "ended"
    assert listener.order("run")["result"] == "running"
    wait_until(lambda: "".join(listener.of("capteur-01/log")).count("the new one") == 2)


def test_program_is_kept_across_power_cuts(start, listener):
    board = start("print('first')")
    listener.wait_online()
    listener.send("print('second')")
    wait_until(lambda: listener.program_state() == "ended")
    board.stop()
    listener.messages.clear()
    board.start()
    wait_until(lambda: listener.of("capteur-01/log") == ["second"])


@pytest.mark.parametrize("code", SPOILED)
def test_spoiled_program_is_refused_with_its_code(start, listener, code):
    start("import time\ntime.sleep(1000)")
    listener.wait_online()
    assert listener.send("print(1)", **SPOILED[code])["error"] == code
    assert listener.program_state() == "running"


def bring(listener, program: str, number: str, files: dict[str, bytes]) -> dict:
    for payload in cut(program.encode(), number, files):
        listener.ask("run", json.loads(payload))
    return wait_until(lambda: listener.answers("run", number))[0]


def test_files_that_come_with_a_program_are_found_and_go_with_it(start, listener):
    start("import time\ntime.sleep(1000)")
    listener.wait_online()
    program = "import helper, time\nprint('sum', helper.ONE + int(open('data/n.txt').read()))\ntime.sleep(1000)"
    assert bring(listener, program, "both", {"helper.py": b"ONE = 1\n", "data/n.txt": b"41"})["result"] == "running"
    wait_until(lambda: "sum 42" in "".join(listener.of("capteur-01/log")))
    assert listener.send("import helper\n")["result"] == "running"
    wait_until(lambda: "no module named 'helper'" in "".join(listener.of("capteur-01/log")))


def test_module_with_a_mistake_is_refused_with_its_name_and_the_old_program_goes_on(start, listener):
    start("import time\ntime.sleep(1000)")
    listener.wait_online()
    said = bring(listener, "import helper\n", "both", {"helper.py": b"x = 1\ny = = 2\n"})
    assert (said["error"], said["line"], said["message"][:11]) == ("syntax", 2, "helper.py: ")
    assert listener.program_state() == "running"


def test_syntax_error_is_told_in_cpython_s_words_and_the_old_program_goes_on(start, listener):
    board = start("while True: pass")
    listener.wait_online()
    said = listener.send("x = 1\nif x\n    print(x)\n")
    assert (said["error"], said["line"], said["message"]) == ("syntax", 2, "expected ':'")
    assert listener.send(b"print('\xff')")["error"] == "syntax"
    assert board.program_state == "running"


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_order_is_answered_and_changes_nothing(start, listener, name):
    board = start("while True: pass")
    listener.wait_online()
    for order in KIT_ORDERS:
        listener.ask(order, MALFORMED[name])
        assert wait_until(lambda order=order: listener.answers(order, None))[0]["error"] == "request"
    assert board.program_state == "running"


@pytest.mark.parametrize("leave", ["sys.exit()", "sys.exit(1)", "raise SystemExit"])
def test_a_program_that_leaves_by_itself_has_ended(start, listener, leave):
    board = start("pass")
    listener.wait_online()
    assert listener.send(f"import sys\nprint('once')\n{leave}")["result"] == "running"
    wait_until(lambda: listener.program_state() == "ended")
    assert board.program_state == "ended"


@pytest.mark.parametrize("name", ENDLESS)
def test_stop_ends_the_program_and_the_board_stays_online(start, listener, name):
    start("print('go')\n" + ENDLESS[name], restart_after_s=0.01)
    listener.wait_online()
    wait_until(lambda: listener.of("capteur-01/log"))
    listener.messages.clear()
    assert listener.order("stop")["result"] == "stopped"
    wait_until(lambda: listener.program_state() == "stopped")
    assert listener.order("stop")["result"] == "not-running"
    assert listener.of("capteur-01/status") == []


def test_failed_program_leaves_its_traceback_and_the_board_online(start, listener):
    board = start("x = 1\nx.y\n")
    listener.wait_online()
    wait_until(lambda: listener.program_state() == "failed")
    assert "line 2" in "".join(listener.of("capteur-01/log"))
    assert board.state == "error"
    assert listener.send("print('mended')")["result"] == "running"


def test_program_that_is_not_there_cannot_run(start, listener):
    start("import os\nos.remove('main.py')")
    listener.wait_online()
    wait_until(lambda: listener.program_state() == "ended")
    assert listener.order("run")["error"] == "storage"


def test_identify_blinks_then_answers(start, listener):
    seen = []
    start("pass", watch=seen.append)
    listener.wait_online()
    assert listener.order("identify")["result"] == "blinked"
    levels = [one.value for one in seen if one.kind == "identify"]
    assert levels[:4] == [0, 1, 0, 1]
    assert levels[-1] == 0


def test_settings_are_kept_for_the_next_start(start, listener):
    board = start("import time\ntime.sleep(1000)")
    listener.wait_online()
    wifi = [{"ssid": "jardin", "password": "arrosoir"}]
    assert listener.order("settings", wifi=wifi, name="capteur-77")["result"] == "saved"
    board.stop()
    board.start()
    wait_until(lambda: "online" in listener.of("capteur-77/status"))
    assert json.loads(board._chip.flash.read("config.json"))["wifi"] == wifi


@pytest.mark.parametrize(
    "settings", [{}, {"name": "A B"}, {"wifi": []}, {"wifi": [{"ssid": "a"}]}, {"wifi": [{"ssid": "", "password": ""}]}]
)
def test_odd_settings_are_refused(start, listener, settings):
    start("pass")
    listener.wait_online()
    assert listener.order("settings", **settings)["error"] == "request"


def test_rescue_restarts_without_the_program_and_keeps_it(start, listener):
    start("import time\nprint('alive')\ntime.sleep(1000)")
    listener.wait_online()
    assert listener.order("kit", version="9.9.9+1", size=1, files=1)["result"] == "up-to-date"  # it has the laptop's
    assert listener.order("rescue")["result"] == "rescued"
    wait_until(lambda: listener.of("capteur-01/status")[-2:] == ["offline", "online"])
    wait_until(lambda: listener.program_state() == "stopped")
    assert listener.info()["reset_cause"] == "program"
    assert listener.order("run")["result"] == "running"


def test_retained_order_is_not_obeyed(start, listener):
    listener.client.publish("lab/atelier/capteur-05/do/stop", '{"id": "old"}', 1, retain=True).wait_for_publish(10)
    board = start("import time\ntime.sleep(1000)", name="capteur-05")
    wait_until(lambda: "online" in listener.of("capteur-05/status"))
    listener.client.publish("lab/atelier/capteur-05/do/identify", '{"id": ""}', 1)
    wait_until(lambda: listener.of("capteur-05/done/identify"))
    assert (listener.of("capteur-05/done/stop"), board.program_state) == ([], "running")
    listener.client.publish("lab/atelier/capteur-05/do/stop", b"", 1, retain=True)


def test_console_says_how_many_lines_it_left_out():
    said = []
    console = Console(said.append, clock_s=lambda: 0.0)
    console.add("x\n" * (int(BURST) + 7))
    console.close()
    assert said[0][-1] == "[+7]"


TURNS = [(0, "a"), (0, "b"), (1, "a"), (1, "b"), (2, "a"), (2, "b")]


def test_of_two_senders_at_once_the_one_that_began_last_is_served():
    sent = {name: [json.loads(raw) for raw in cut(name.encode() * 4000, name)] for name in "ab"}
    together, refused, whole = ProgramParts(), [], []
    for number, name in TURNS:
        try:
            whole.append(together.take(sent[name][number]))
        except RequestRefused as refusal:
            refused.append((name, refusal.said["error"]))
    assert [one for one in whole if one] == ["b" * 4000]
    assert refused == [("a", "order"), ("a", "order")]


def test_malformed_request_amid_a_delivery_leaves_it_alone():
    first, second = (json.loads(raw) for raw in cut(b"x = 1" + b" " * 2000, "a"))
    together = ProgramParts()
    together.take(first)
    for wrong in ({"id": "w"}, {**second, "part": "1"}, {**second, "id": "w"}, {**second, "size": 99}):
        with pytest.raises(RequestRefused):
            together.take(wrong)
    assert together.take(second) is not None
