"""What systems result is read right, whichever system the tests run on."""

from __future__ import annotations

import json
import os
import plistlib
import socket
import sys
from contextlib import closing
from types import SimpleNamespace

import pytest

from iot_lab.store import TelemetryStore
from iot_lab.store.telemetry.glance import LastHeard, boards_heard
from iot_lab.workshop.doctor import firewalls, processes, usb_list
from iot_lab.workshop.doctor.board_clocks import behind_s
from iot_lab.workshop.doctor.commands import said_by
from iot_lab.workshop.doctor.finding import CannotTell
from iot_lab.workshop.doctor.requirements import is_wanted, split_requirement

ZONE = """public (active)
  target: default
  interfaces: wlp2s0
  services: dhcpv6-client {services}
  ports: {ports}
"""


@pytest.mark.parametrize(
    ("version", "wanted", "fits"),
    [
        ("3.12.1", ">=3.11", True),
        ("3.9", ">=3.11", False),
        ("5.6.0", "==5.6.0", True),
        ("5.6", "==5.6.0", True),
        ("5.6.1", "==5.6.0", False),
        ("50.0.1", ">=50,<51", True),
        ("51", ">=50,<51", False),
        ("0.1a2", "==0.1.*", True),
        ("1", "", True),
    ],
)
def test_version_is_compared_with_what_is_wanted(version, wanted, fits):
    assert is_wanted(version, wanted) is fits


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("flask>=3.0", ("flask", ">=3.0")),
        ("wasmtime<51,>=50", ("wasmtime", "<51,>=50")),
        ("psycopg[binary] (>=3.1)", ("psycopg", ">=3.1")),
        ("pytest>=8; extra == 'dev'", None),
        ("???", None),
    ],
)
def test_requirement_is_read_and_extras_are_left_out(text, read):
    assert split_requirement(text) == read


def test_windows_adapter_is_read_once_and_hubs_are_left_out():
    rows = [
        {"PNPDeviceID": "USB\\VID_1A86&PID_7523\\5&2A", "Name": "USB2.0-Serial"},
        {"PNPDeviceID": "USB\\VID_303A&PID_1001\\24:0A", "Name": "USB Composite Device"},
        {"PNPDeviceID": "USB\\VID_303A&PID_1001&MI_00\\6&1", "Name": "USB Serial Device (COM5)"},
        {"PNPDeviceID": "USB\\VID_05E3&PID_0608\\5&1", "Name": "Generic USB Hub"},
        {"PNPDeviceID": "USB\\ROOT_HUB30\\4&1", "Name": None},
    ]
    found = usb_list.read_windows(json.dumps(rows))
    assert [(one.usb, one.adapter) for one in found] == [("1a86:7523", "CH340"), ("303a:1001", "USB")]
    assert usb_list.read_windows(json.dumps(rows[0]))[0].description == "USB2.0-Serial"
    assert usb_list.read_windows("") == []


def test_mac_adapter_is_read_wherever_it_is_in_the_tree():
    adapter = {"idVendor": 0x10C4, "idProduct": 0xEA60, "USB Product Name": "CP2102", "locationID": 336592896}
    hub = {"idVendor": 0x05E3, "idProduct": 0x0608, "bDeviceClass": 9, "IORegistryEntryChildren": [adapter]}
    tree = {"IORegistryEntryName": "Root", "IORegistryEntryChildren": [hub]}
    for root in (tree, [tree]):
        assert [(one.usb, one.description) for one in usb_list.read_mac(plistlib.dumps(root))] == [
            ("10c4:ea60", "CP2102")
        ]
    assert usb_list.read_mac(b"") == []


@pytest.mark.parametrize("read", [usb_list.read_windows, lambda text: usb_list.read_mac(text.encode())])
def test_answer_that_is_not_understood_is_no_answer(read):
    with pytest.raises(CannotTell):
        read("Get-CimInstance : access denied")


def sysfs(folder, name, **words):
    place = folder / name
    place.mkdir(parents=True)
    for word, text in words.items():
        (place / word).write_text(text + "\n")
    return place


def test_hub_without_supply_counts_its_boards_and_its_cuts(tmp_path):
    sysfs(tmp_path, "usb1", idVendor="1d6b", idProduct="0002", bDeviceClass="09", bmAttributes="e0")
    hub = sysfs(tmp_path, "1-2", idVendor="05e3", idProduct="0608", bDeviceClass="09", bmAttributes="a0")
    sysfs(hub / "1-2:1.0", "1-2-port1", over_current_count="2")
    sysfs(hub / "1-2:1.0", "1-2-port2", over_current_count="0")
    for place in (1, 2, 3):
        sysfs(tmp_path, f"1-2.{place}", idVendor="1a86", idProduct="7523", bDeviceClass="ff")
    sysfs(tmp_path, "1-3", idVendor="1a86", idProduct="7523", bDeviceClass="ff")
    (found,) = usb_list.hub_powers(tmp_path)
    assert (found.slot, found.is_self_powered, found.boards, found.over_currents) == ("1-2", False, 3, 2)


def test_computer_without_sysfs_says_nothing_of_hubs(tmp_path):
    with pytest.raises(CannotTell):
        usb_list.hub_powers(tmp_path / "absent")


@pytest.mark.parametrize(
    ("rules", "policy", "lets_in"),
    [
        ("### tuple ### allow tcp 1883 0.0.0.0/0 any 0.0.0.0/0 in\n", "DROP", False),
        ("### tuple ### allow tcp 1883,8080 0.0.0.0/0 any 0.0.0.0/0 in\n", "DROP", True),
        ("### tuple ### allow tcp 1000:9000 0.0.0.0/0 any 0.0.0.0/0 in\n", "DROP", True),
        ("### tuple ### allow any any 0.0.0.0/0 any 192.168.1.0/24 in\n", "DROP", True),
        ("### tuple ### deny tcp 1883 0.0.0.0/0 any 0.0.0.0/0 in\n", "DROP", False),
        (None, "DROP", None),
        (None, "ACCEPT", True),
    ],
)
def test_ufw_says_what_its_files_say(tmp_path, rules, policy, lets_in):
    (tmp_path / "ufw.conf").write_text("ENABLED=yes\n")
    (tmp_path / "defaults").write_text(f'DEFAULT_INPUT_POLICY="{policy}"\n')
    if rules is not None:
        (tmp_path / "user.rules").write_text(rules)
    (found,) = firewalls.ufw((1883, 8080), tmp_path, tmp_path / "defaults")
    assert found.lets_in is lets_in


def test_ufw_that_is_off_or_absent_is_no_firewall(tmp_path):
    assert firewalls.ufw((1883,), tmp_path) == []
    (tmp_path / "ufw.conf").write_text("ENABLED=no\n")
    assert firewalls.ufw((1883,), tmp_path) == []


@pytest.mark.parametrize(
    ("text", "lets_in"),
    [
        (ZONE.format(services="", ports="1025-65535/udp 1025-65535/tcp"), True),
        (ZONE.format(services="mqtt", ports="8080/tcp"), True),
        (ZONE.format(services="", ports="8080/tcp"), False),
        (ZONE.format(services="", ports=""), False),
        ("trusted\n  target: ACCEPT\n", True),
        ("Authorization failed.\n", None),
    ],
)
def test_firewalld_says_what_its_zone_says(text, lets_in):
    assert firewalls.read_firewalld(text, (1883, 8080)).lets_in is lets_in


def windows(network, *rules, on=("Domain", "Private", "Public")):
    said = {"on": list(on), "network": [network], "rules": [{"action": a, "profile": p} for a, p in rules]}
    return [one.lets_in for one in firewalls.read_windows(json.dumps(said))]


def test_windows_lets_python_in_only_where_a_rule_says_so():
    assert windows("Private", ("Allow", "Private")) == [True]
    assert windows("Public", ("Allow", "Private, Public")) == [True]
    assert windows("Public", ("Allow", "Any"), ("Block", "Public")) == [False]
    assert windows("Public", ("Allow", "Private")) == [False]
    assert windows("Public") == [None]
    assert windows("DomainAuthenticated", ("Allow", "Domain")) == [True]
    assert windows("Public", on=["Domain"]) == []
    assert [one.lets_in for one in firewalls.read_windows("access denied")] == [None]


@pytest.mark.parametrize(
    ("state", "block_all", "python", "read"),
    [
        ("Firewall is disabled. (State = 0)", "", "", []),
        ("Firewall is enabled. (State = 1)", "Block all DISABLED!", "is permitted", [True]),
        ("Firewall is enabled. (State = 1)", "Block all DISABLED!", "is blocked", [False]),
        ("Firewall is enabled. (State = 1)", "Block all DISABLED!", "not part of the firewall", [None]),
        ("Firewall is enabled. (State = 2)", "Firewall has block all state set to enabled.", "is permitted", [False]),
    ],
)
def test_mac_firewall_says_its_state(state, block_all, python, read):
    assert [one.lets_in for one in firewalls.read_mac(state, block_all, python)] == read


def test_command_that_is_absent_or_hangs_is_no_answer():
    for words in (("no-such-command-here",), (sys.executable, "-c", "import time; time.sleep(60)")):
        with pytest.raises(CannotTell):
            said_by(*words, timeout_s=0.5)


def test_port_is_free_then_held_by_this_very_process():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        found = processes.listener(port)
        assert not found.is_free
        assert found.holder is not None
        assert found.holder.pid == os.getpid()
    assert processes.listener(port).is_free


@pytest.mark.skipif(sys.platform == "win32", reason="no /proc")
def test_holder_of_a_port_is_found_in_proc(tmp_path):
    port = tmp_path / "ttyUSB0"
    port.touch()
    proc = tmp_path / "proc"
    for pid, target in ((os.getppid(), port), (1, tmp_path / "other")):
        (proc / str(pid) / "fd").mkdir(parents=True)
        (proc / str(pid) / "fd" / "3").symlink_to(target)
    assert [one.pid for one in processes.holders(str(port), proc)] == [os.getppid()]


@pytest.mark.skipif(sys.platform == "win32", reason="Unix groups")
def test_access_is_that_of_the_file_and_the_groups(tmp_path, monkeypatch):
    import grp

    group = next(entry for entry in grp.getgrall() if entry.gr_gid)
    port = tmp_path / "ttyUSB0"
    port.touch()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert processes.access(str(port)).is_allowed
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert _access(port, group.gr_gid, 0o660, monkeypatch) == (False, group.gr_name, False)
    assert _access(port, group.gr_gid, 0o640, monkeypatch) == (False, "", False)
    assert _access(port, 0, 0o660, monkeypatch) == (False, "", False)


def _access(port, group, mode, monkeypatch):
    monkeypatch.setattr(processes.Path, "stat", lambda _: SimpleNamespace(st_gid=group, st_mode=mode))
    found = processes.access(str(port))
    monkeypatch.undo()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os, "access", lambda *_: False)
    return found.is_allowed, found.group, found.is_member


def heard(name, newest_ms, *, is_online=True):
    return LastHeard(name, is_online, newest_ms, newest_ms)


def test_board_whose_new_samples_are_old_is_behind():
    before, after = [heard("a", 400_000)], [heard("a", 403_000)]
    assert behind_s(before, after, now_ms=1_003_000, passed_ms=3000) == {"a": 600.0}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (heard("a", 400_000), heard("a", 400_000)),  # sends nothing
        (heard("a", 400_000), heard("a", 460_000)),  # makes up for an outage
        (heard("a", 400_000), heard("a", 403_000, is_online=False)),
        (heard("b", 400_000), heard("a", 403_000)),  # was not there before
    ],
)
def test_board_that_may_have_another_reason_is_not_accused(first, second):
    assert behind_s([first], [second], now_ms=1_003_000, passed_ms=3000) == {}


def test_glance_at_a_database_changes_nothing(tmp_path):
    path = tmp_path / "lab.db"
    assert boards_heard(path) == []
    assert not path.exists()
    TelemetryStore.open(f"sqlite:///{path.as_posix()}", "atelier").close()
    assert boards_heard(path) == []
    path.write_bytes(b"not a database" * 100)
    assert boards_heard(path) == []
