"""The register of the room: accounts, secrets, and what a crash or a hand-made file does to it."""

import errno
import json
import os
import stat

import pytest

from iot_lab.kept_json import FileUnwritten
from iot_lab.room import NameRefused, Register, RegisterUnreadable


def test_accounts_are_found_again_at_the_next_start(tmp_path):
    secret = Register.open(tmp_path).add("capteur-01", "board").secret
    again = Register.open(tmp_path)
    assert again.authenticate("capteur-01", secret.encode()) == "capteur-01"


def test_wrong_missing_and_foreign_secrets_are_refused(tmp_path):
    register = Register.open(tmp_path)
    other = register.add("capteur-02", "board").secret
    register.add("capteur-01", "board")
    for password in (b"wrong", b"", None, other.encode(), b"\xff\x00"):
        assert register.authenticate("capteur-01", password) is None
    assert register.authenticate(None, None) is None


def test_adding_twice_keeps_the_secret(tmp_path):
    register = Register.open(tmp_path)
    assert register.add("capteur-01", "board") == register.add("capteur-01", "board")


def test_name_of_another_kind_is_refused(tmp_path):
    register = Register.open(tmp_path)
    with pytest.raises(NameRefused):
        register.add("hub", "board")


@pytest.mark.parametrize("name", ["", "Capteur", "a/b", "a" * 33, "é", "+"])
def test_names_that_topics_do_not_allow_are_refused(tmp_path, name):
    with pytest.raises(NameRefused):
        Register.open(tmp_path).add(name, "board")


def test_removed_account_may_nothing(tmp_path):
    register = Register.open(tmp_path)
    register.add("capteur-01", "board")
    register.remove("capteur-01")
    assert not register.may_write("capteur-01", "lab/atelier/capteur-01/status")
    assert not register.may_read("capteur-01", "lab/atelier/capteur-01/do/run")


def test_room_is_renamed_and_remembered(tmp_path):
    Register.open(tmp_path, "mediatheque")
    assert Register.open(tmp_path).room == "mediatheque"


def test_room_with_another_name_keeps_its_accounts_secrets_and_link(tmp_path):
    before = Register.open(tmp_path)
    board = before.add("capteur-01", "board")
    renamed = Register.open(tmp_path, "mediatheque")
    assert (renamed.room, renamed.trainer_key) == ("mediatheque", before.trainer_key)
    assert renamed.accounts() == before.accounts()
    assert renamed.may_write("capteur-01", "lab/mediatheque/capteur-01/status")
    assert not renamed.may_write("capteur-01", "lab/atelier/capteur-01/status")
    assert Register.open(tmp_path).accounts("board") == [board]


@pytest.mark.parametrize("name", [None, "mediatheque"])
def test_room_that_keeps_its_name_is_not_written_again(tmp_path, name):
    Register.open(tmp_path, "mediatheque")
    before = (tmp_path / "room.json").stat()
    assert Register.open(tmp_path, name).room == "mediatheque"
    after = (tmp_path / "room.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("name", ["", "A/B", "salle 3", "x" * 33])
def test_room_is_not_given_a_name_that_topics_do_not_allow(tmp_path, name):
    Register.open(tmp_path)
    with pytest.raises(NameRefused):
        Register.open(tmp_path, name)
    assert Register.open(tmp_path).room == "atelier"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": 2}', json.dumps({"format": 1, "room": "A/B"})])
def test_file_that_is_no_register_is_refused_and_left_alone(tmp_path, content):
    (tmp_path / "room.json").write_text(content)
    with pytest.raises(RegisterUnreadable):
        Register.open(tmp_path)
    assert (tmp_path / "room.json").read_text() == content


@pytest.mark.skipif(os.name == "nt", reason="file modes are Unix's")
def test_secrets_are_readable_by_their_owner_only(tmp_path):
    Register.open(tmp_path)
    assert stat.S_IMODE((tmp_path / "room.json").stat().st_mode) == 0o600


def test_nothing_is_left_beside_the_register(tmp_path):
    Register.open(tmp_path).add("capteur-01", "board")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["room.json", "room.json.spare"]


def test_account_has_a_second_name_with_the_same_secret_until_the_first_is_removed(tmp_path):
    register = Register.open(tmp_path)
    secret = register.add("capteur-01", "board").secret.encode()
    register.give_second_name("capteur-01", "serre")
    assert [register.authenticate(name, secret) for name in ("capteur-01", "serre")] == ["capteur-01", "serre"]
    register.remove("capteur-01")
    assert Register.open(tmp_path).authenticate("serre", secret) == "serre"
    assert Register.open(tmp_path).authenticate("capteur-01", secret) is None


@pytest.mark.parametrize("new", ["hub", "capteur-01", "La Serre", ""])
def test_second_name_that_is_taken_or_no_name_is_refused(tmp_path, new):
    register = Register.open(tmp_path)
    register.add("capteur-01", "board")
    with pytest.raises(NameRefused):
        register.give_second_name("capteur-01", new)


def test_new_secret_takes_the_place_of_the_old_one(tmp_path):
    register = Register.open(tmp_path)
    old = register.add("capteur-01", "board").secret.encode()
    new = register.renew("capteur-01").secret.encode()
    assert register.authenticate("capteur-01", old) is None
    assert Register.open(tmp_path).authenticate("capteur-01", new) == "capteur-01"


@pytest.mark.parametrize(
    "change",
    [
        lambda register: register.add("capteur-02", "board"),
        lambda register: register.renew("capteur-01"),
        lambda register: register.remove("capteur-01"),
        lambda register: register.rename_room("salle"),
        lambda register: register.give_second_name("capteur-01", "serre"),
    ],
)
def test_change_that_the_disk_refuses_did_not_happen(tmp_path, monkeypatch, change):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "full")

    register = Register.open(tmp_path)
    register.add("capteur-01", "board")
    told = []
    register.watch(told.append)
    monkeypatch.setattr("iot_lab.kept_json.write_whole", refuse)
    with pytest.raises(FileUnwritten):
        change(register)
    on_disk = Register.open(tmp_path)
    assert (register.room, register.accounts()) == (on_disk.room, on_disk.accounts())
    assert told == []


def test_watchers_are_told_of_the_accounts_that_changed_only(tmp_path):
    register = Register.open(tmp_path)
    told = []
    register.watch(told.append)
    register.add("capteur-01", "board")
    register.give_second_name("capteur-01", "serre")
    assert told == []
    register.remove("capteur-01")
    register.remove("capteur-01")
    register.renew("serre")
    assert told == ["capteur-01", "serre"]
