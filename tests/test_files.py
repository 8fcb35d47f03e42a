"""Files that are never half written, and what each of their writers promises."""

import errno
import os
import stat
from pathlib import Path

import pytest

from iot_lab import files
from iot_lab.files import write_whole


def test_new_content_takes_the_place_of_the_old_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "room.json"
    path.write_text("old")
    write_whole(path, "é")
    assert path.read_text(encoding="utf-8") == "é"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="no permission bits")
def test_written_file_is_its_owners_only_unless_said(tmp_path):
    write_whole(tmp_path / "secret", b"s")
    write_whole(tmp_path / "sheet", b"s", mode=0o644)
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "sheet").stat().st_mode & 0o777 == 0o644


def test_full_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    def refuse(_handle):
        raise OSError(errno.ENOSPC, "full")

    path = tmp_path / "room.json"
    path.write_text("old")
    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(OSError, match="full"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_return(tmp_path, monkeypatch):
    done = []
    fsync, real_replace = os.fsync, Path.replace
    monkeypatch.setattr(
        files.os, "fsync", lambda handle: (done.append("folder" if _is_folder(handle) else "file"), fsync(handle))
    )
    monkeypatch.setattr(Path, "replace", lambda new, path: (done.append("name"), real_replace(new, path))[1])
    write_whole(tmp_path / "room.json", "x")
    assert done == (["file", "name"] if os.name == "nt" else ["file", "name", "folder"])


def test_reader_that_holds_the_file_on_windows_is_waited_for(tmp_path, monkeypatch):
    held = [True, True]
    real_replace = Path.replace

    def replace_when_free(new, path):
        if held:
            held.pop()
            raise PermissionError(errno.EACCES, "in use")
        return real_replace(new, path)

    monkeypatch.setattr(files, "IS_WINDOWS", True)
    monkeypatch.setattr(files, "PAUSE_S", 0)
    monkeypatch.setattr(Path, "replace", replace_when_free)
    write_whole(tmp_path / "room.json", "x")
    assert (tmp_path / "room.json").read_text() == "x"


def test_reader_that_never_lets_go_is_an_error_and_leaves_no_file_behind(tmp_path, monkeypatch):
    def refuse(_new, _path):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(files, "IS_WINDOWS", True)
    monkeypatch.setattr(files, "PAUSE_S", 0)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "room.json", "x")
    assert list(tmp_path.iterdir()) == []


def _is_folder(handle):
    return stat.S_ISDIR(os.fstat(handle).st_mode)
