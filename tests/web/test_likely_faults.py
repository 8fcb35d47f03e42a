"""The ten faults that a workshop meets first: each has words that say what to do, and a test that brings it about."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from iot_lab.store import Database, ProgressStore
from iot_lab.texts import texts

ROOT = Path(__file__).resolve().parents[2]
FAULTS = {
    "the broker's port is taken": ("error.mqtt-port-taken.next", "tests/kit/test_up.py", "test_taken_port_is_said_in_words"),
    "the disk is full": ("error.store-full.next", "tests/web/test_likely_faults.py", "test_full_disk_is_said_and_the_program_is_kept_once_there_is_room"),
    "the server is killed while it saves": ("link.lost_detail", "tests/web/test_likely_faults.py", "test_killed_while_saving_loses_nothing_that_was_acknowledged"),
    "the clock jumps back": ("error.clock-set-back.next", "tests/hub/test_clock_and_threads.py", "test_clock_that_was_set_back_is_said_until_it_has_caught_up"),
    "the clock jumps ahead": ("error.clock-doubtful.next", "tests/web/test_session_page.py", "test_clock_that_jumped_ahead_erases_nothing_that_day_and_is_said"),
    "two tabs hold one program": ("work.two", "tests/browser/test_learners_in_browser.py", "test_two_tabs_follow_each_other_and_never_overwrite"),
    "a nickname is taken": ("error.nickname-taken.next", "tests/web/test_join_pages.py", "test_what_is_wrong_is_said_beside_what_was_typed"),
    "a program has 200 KB": ("error.program-too-long.next", "tests/web/test_web_protection.py", "test_longer_program_is_refused_with_the_limit"),
    "the computer was asleep": ("link.lost", "tests/browser/test_class_in_browser.py", "test_wall_survives_drops_sleep_and_a_restart_of_the_server"),
    "the Wi-Fi's address changed": ("error.address-changed.next", "tests/web/test_network_page.py", "test_address_that_changes_while_the_room_is_open_is_said_and_shown"),
    "the page speaks the wrong language": ("site.language", "tests/browser/test_learners_in_browser.py", "test_language_changes_in_place_and_keeps_verdict_hints_and_program"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_words_in_both_languages_and_its_test(fault):
    key, file, name = FAULTS[fault]
    assert texts("fr")(key) != key != texts("en")(key)
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def samira(client, room):
    client.post("/join", data={"nickname": "Samira", "code": room.class_settings.room_code})
    return client


def limit_pages(room, more):
    with room.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + more}")


def test_full_disk_is_said_and_the_program_is_kept_once_there_is_room(samira, room):
    path, long = "/api/my/programs/blink", {"files": {"main.py": "# x\n" * 15_000}, "base": None}
    limit_pages(room, 2)
    refused = samira.put(path, json=long)
    assert (refused.status_code, refused.json["error"]["code"]) == (503, "store-full")
    assert refused.json["error"]["next"]
    limit_pages(room, 10_000)
    assert samira.put(path, json=long).status_code == 200
    assert samira.get(path).json["files"]["main.py"] == long["files"]["main.py"]


SAVES = """
import sys
from iot_lab.store import Database, ProgressStore
store = ProgressStore(Database.open(sys.argv[1]), "atelier")
learner = store.add_learner("Samira", "hash", 1).id
number = 0
while True:
    number += 1
    store.save_program(learner, "blink", f"# {number}\\n" * 200, number * 1_000_000)
    print(number, flush=True)
"""


def test_killed_while_saving_loses_nothing_that_was_acknowledged(tmp_path):
    address = f"sqlite:///{tmp_path / 'lab.db'}"
    saving = subprocess.Popen([sys.executable, "-c", SAVES, address], stdout=subprocess.PIPE, text=True)
    acknowledged = [int(saving.stdout.readline()) for _ in range(20)][-1]
    saving.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    acknowledged = max([acknowledged, *(int(line) for line in saving.stdout if line.endswith("\n"))])
    saving.wait()
    saving.stdout.close()
    database = Database.open(address)
    store = ProgressStore(database, "atelier")
    newest = store.newest_program(store.learners()[0].id, "blink")
    kept = int(newest.text.split()[1])
    assert kept in (acknowledged, acknowledged + 1)
    assert newest.text == f"# {kept}\n" * 200
    database.close()
