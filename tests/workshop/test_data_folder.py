"""The data folder is checked and locked before anything is opened in it."""

import errno
import os
from typing import NamedTuple

import pytest

from iot_lab.kept_json import FileUnwritten
from iot_lab.texts import texts
from iot_lab.workshop import data_folder
from iot_lab.workshop.data_folder import (
    DATABASE_VARIABLE,
    DataFolder,
    DataFolderBusy,
    DataFolderLock,
    DataFolderUnusable,
    DiskFull,
)
from iot_lab.workshop.room import Room
from iot_lab.workshop.settings import Settings


class Usage(NamedTuple):
    free: int


def test_folder_is_made_and_can_be_opened_again(tmp_path):
    folder = DataFolder(tmp_path / "new" / "kit")
    folder.close()
    DataFolder(tmp_path / "new" / "kit").close()


def test_second_kit_on_the_same_folder_is_refused(tmp_path):
    folder = DataFolder(tmp_path)
    with pytest.raises(DataFolderBusy):
        DataFolder(tmp_path)
    folder.close()


def test_path_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DataFolderUnusable):
        DataFolder(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_write_rights_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(DataFolderUnusable):
        DataFolder(tmp_path)
    tmp_path.chmod(0o700)


def test_full_disk_is_said_before_a_session_begins_and_what_is_kept_is_read_all_the_same(tmp_path, monkeypatch):
    Room(Settings(data=tmp_path)).close()
    monkeypatch.setattr(data_folder.shutil, "disk_usage", lambda _path: Usage(free=1000))
    with Room(Settings(data=tmp_path, port=0, mqtt_port=0)) as room:
        assert room.board_list.rows() == []
        assert room.accounts.rows() == []
        with pytest.raises(DiskFull) as caught:
            room.let_boards_in()
    assert caught.value.details["free_mb"] == 0


def test_account_that_the_disk_refuses_is_said_in_words_and_is_not_there(tmp_path, monkeypatch):
    def refuse(*_args, **_named):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with Room(Settings(data=tmp_path)) as room:
        monkeypatch.setattr("iot_lab.kept_json.write_whole", refuse)
        for change in (lambda: room.accounts.add_device("kitchen", "", 0), lambda: room.register.renew("hub")):
            with pytest.raises(FileUnwritten):
                change()
        assert room.accounts.rows() == []


def database_of(path, *named):
    folder = DataFolder(path, *named)
    folder.close()
    return folder.database_url


def test_database_is_the_folders_file_unless_another_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    assert database_of(tmp_path).endswith("/lab.db")
    monkeypatch.setenv(DATABASE_VARIABLE, "postgresql://by-variable")
    assert database_of(tmp_path) == "postgresql://by-variable"
    assert database_of(tmp_path, "postgresql://by-option") == "postgresql://by-option"


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_stands_in_place_of_the_lock_is_said_with_what_to_delete(tmp_path, kind):
    lock = tmp_path / "in-use.lock"
    if kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to("/nowhere/at/all")
    with pytest.raises(DataFolderLock) as refused:
        DataFolder(tmp_path)
    assert refused.value.details["path"] == lock


@pytest.mark.parametrize("number", [errno.ELOOP, errno.EXDEV, errno.EDEADLK, 9999, -2])
def test_what_the_system_refuses_is_said_in_french_whatever_its_number(number):
    refused = OSError(number, os.strerror(number) if number > 0 else "Name or service not known", "lab.db")
    said = texts("fr").explain(DataFolderUnusable(path="x", reason=refused))
    assert str(refused.strerror) not in said.seen
