"""Learners, versions of their programs and verdicts on them, on SQLite and PostgreSQL."""

import threading

import pytest
from sqlalchemy import text

from iot_lab.store import Database, NicknameTaken, ProgressStore
from iot_lab.store.progress.versions import VERSIONS_KEPT

NOW = 1_764_000_000_000


@pytest.fixture
def database(address):
    opened = Database.open(address)
    yield opened
    opened.close()


@pytest.fixture
def progress(database):
    return ProgressStore(database, "atelier")


@pytest.fixture
def zoe(progress):
    return progress.add_learner("Zoé", "hash-of-code", NOW)


def test_learner_is_found_again_however_the_nickname_is_written(progress, zoe):
    assert progress.learner(" ZOÉ ") == progress.learner("Zoe\u0301") == zoe
    assert zoe.code_hash == "hash-of-code"
    assert progress.learner("Zoe") is None


@pytest.mark.parametrize("nickname", ["Zoé", "zoé", "ＺＯÉ"])
def test_nickname_is_taken_once_in_a_room(progress, zoe, database, nickname):
    with pytest.raises(NicknameTaken):
        progress.add_learner(nickname, "other", NOW)
    elsewhere = ProgressStore(database, "mediatheque")
    elsewhere.add_learner(nickname, "other", NOW)
    assert (len(progress.learners()), len(elsewhere.learners())) == (1, 1)


def test_versions_are_numbered_and_the_same_text_again_is_the_same_version(progress, zoe):
    for program in ("a = 1", "a = 2", "a = 2", "a = 1"):
        progress.save_program(zoe.id, "blink", program, NOW)
    progress.save_program(zoe.id, "button", "b = 1", NOW)
    kept = [(version.number, version.text) for version in progress.programs(zoe.id, "blink")]
    assert kept == [(1, "a = 1"), (2, "a = 2"), (3, "a = 1")]


def test_old_versions_that_nobody_checked_are_forgotten(progress, zoe):
    progress.add_check(zoe.id, "blink", "checked", "failed", "no-loop", NOW)
    for number in range(VERSIONS_KEPT + 5):
        progress.save_program(zoe.id, "blink", f"a = {number}", NOW)
    kept = [version.text for version in progress.programs(zoe.id, "blink")]
    assert len(kept) == VERSIONS_KEPT + 1
    assert (kept[0], kept[-1]) == ("checked", f"a = {VERSIONS_KEPT + 4}")


@pytest.mark.parametrize("program", ["print('°C 🌡')\r\n", "a\0b", "lone \ud800 half"])
def test_any_text_can_be_kept(progress, zoe, program):
    progress.save_program(zoe.id, "blink", program, NOW)
    again = progress.save_program(zoe.id, "blink", program, NOW + 1)
    assert (again.number, again.saved_ms) == (1, NOW)


def test_checks_tell_who_did_what_when_and_with_which_version(progress, zoe):
    progress.save_program(zoe.id, "blink", "draft", NOW)
    progress.add_check(zoe.id, "blink", "wrong", "failed", "no-loop", NOW + 1)
    progress.add_check(zoe.id, "blink", "right", "passed", None, NOW + 2)
    found = [(one.nickname, one.exercise, one.version, one.verdict, one.mistake) for one in progress.checks()]
    assert found == [("Zoé", "blink", 2, "failed", "no-loop"), ("Zoé", "blink", 3, "passed", None)]
    assert [one.checked_ms for one in progress.checks(NOW + 2)] == [NOW + 2]


def test_rooms_do_not_see_each_others_learners_and_checks(progress, zoe, database):
    progress.add_check(zoe.id, "blink", "right", "passed", None, NOW)
    other = ProgressStore(database, "mediatheque")
    assert (other.learners(), other.learner("Zoé"), other.checks()) == ([], None, [])
    other.forget_learner(zoe.id)
    assert progress.learners() == [zoe]


def test_forgotten_learner_leaves_nothing_behind(progress, zoe, database):
    progress.add_check(zoe.id, "blink", "right", "passed", None, NOW)
    progress.forget_learner(zoe.id)
    with database.reading() as connection:
        left = [connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in ("learners", "programs", "checks")]
    assert left == [0, 0, 0]


def test_two_tabs_that_save_at_once_both_keep_their_version(progress, zoe):
    tabs = [
        threading.Thread(target=progress.save_program, args=(zoe.id, "blink", f"tab {tab}", NOW)) for tab in range(4)
    ]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    kept = progress.programs(zoe.id, "blink")
    assert [version.number for version in kept] == [1, 2, 3, 4]
    assert {version.text for version in kept} == {f"tab {tab}" for tab in range(4)}
