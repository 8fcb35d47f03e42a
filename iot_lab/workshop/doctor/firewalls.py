"""The firewalls that are on, and whether they let the room in, read without being root; None: they do not say."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from iot_lab.workshop.doctor.commands import has_command, said_by, said_by_powershell
from iot_lab.workshop.doctor.facts import Firewall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.workshop.doctor.facts import System

_UFW: Final = Path("/etc/ufw")
_UFW_DEFAULTS: Final = Path("/etc/default/ufw")
_MAC_COMMAND: Final = "/usr/libexec/ApplicationFirewall/socketfilterfw"
_UFW_RULE: Final = re.compile(r"^### tuple ### allow (?:tcp|any) (\S+) 0\.0\.0\.0/0 any \S+ in", re.MULTILINE)
_WINDOWS_SCRIPT: Final = (
    "$rules = Get-NetFirewallApplicationFilter -Program '{python}' -ErrorAction SilentlyContinue | "
    "Get-NetFirewallRule | Where-Object {{ $_.Enabled -eq 'True' -and $_.Direction -eq 'Inbound' }}; "
    '@{{ on = @(Get-NetFirewallProfile | Where-Object Enabled | ForEach-Object {{ "$($_.Name)" }}); '
    'network = @(Get-NetConnectionProfile | ForEach-Object {{ "$($_.NetworkCategory)" }}); '
    'rules = @($rules | ForEach-Object {{ @{{ action = "$($_.Action)"; profile = "$($_.Profile)" }} }}) }} | '
    "ConvertTo-Json -Compress -Depth 4"
)


def firewalls(system: System, ports: Sequence[int]) -> list[Firewall]:
    """Return the firewalls that are on. Raises CannotTell."""
    if system == "windows":
        python = sys.executable.replace("'", "''")
        return read_windows(said_by_powershell(_WINDOWS_SCRIPT.format(python=python)))
    if system == "macos":
        state, block_all = (said_by(_MAC_COMMAND, word) for word in ("--getglobalstate", "--getblockall"))
        return read_mac(state, block_all, said_by(_MAC_COMMAND, "--getappblocked", sys.executable))
    return [*ufw(ports), *firewalld(ports)]


def ufw(ports: Sequence[int], folder: Path = _UFW, defaults: Path = _UFW_DEFAULTS) -> list[Firewall]:
    """Read ufw's files: whether it is on is for everybody to read, its rules mostly for root."""
    if not re.search(r"^ENABLED=yes", _text(folder / "ufw.conf") or "", re.MULTILINE | re.IGNORECASE):
        return []
    if re.search(r'^DEFAULT_INPUT_POLICY="?ACCEPT', _text(defaults) or "", re.MULTILINE):
        return [Firewall("ufw", lets_in=True)]
    rules = _text(folder / "user.rules")
    if rules is None:
        return [Firewall("ufw", lets_in=None)]
    opened = [text.replace(":", "-") for found in _UFW_RULE.findall(rules) for text in found.split(",")]
    return [Firewall("ufw", lets_in=all(_is_open(port, opened) for port in ports))]


def firewalld(ports: Sequence[int]) -> list[Firewall]:
    """Ask firewalld; it results the person who sits at the computer."""
    if not has_command("firewall-cmd") or said_by("firewall-cmd", "--state").strip() != "running":
        return []
    return [read_firewalld(said_by("firewall-cmd", "--list-all"), ports)]


def read_firewalld(text: str, ports: Sequence[int]) -> Firewall:
    """Read `firewall-cmd --list-all`: the target of the zone, its open ports and services."""
    said = dict(re.findall(r"^\s*(target|ports|services):[ ]*(.*)$", text, re.MULTILINE))
    if not said:
        return Firewall("firewalld", lets_in=None)
    if said.get("target") == "ACCEPT":
        return Firewall("firewalld", lets_in=True)
    opened = [word.removesuffix("/tcp") for word in said.get("ports", "").split() if word.endswith("/tcp")]
    opened += ["1883"] if "mqtt" in said.get("services", "").split() else []
    return Firewall("firewalld", lets_in=all(_is_open(port, opened) for port in ports))


def read_windows(text: str) -> list[Firewall]:
    """Read `{"on": ["Public"], "network": ["Public"], "rules": [{"action": "Allow", "profile": "Private"}]}`.

    A rule that blocks wins; with no rule at all Windows asks when the program first listens.
    """
    try:
        said: dict[str, Any] = json.loads(text)
        rules = [(rule["action"], rule["profile"]) for rule in said["rules"]]
        networks = [name.replace("DomainAuthenticated", "Domain") for name in said["network"]]
    except (ValueError, KeyError, TypeError):
        return [Firewall("windows", lets_in=None)]
    concerned = [name for name in networks if name in said["on"]]
    if not said["on"] or (networks and not concerned):
        return []
    blocked = [profile for action, profile in rules if action == "Block" and _covers(profile, concerned)]
    if blocked:
        return [Firewall("windows", lets_in=False)]
    allowed = [name for name in concerned if any(action == "Allow" and _covers(one, [name]) for action, one in rules)]
    if concerned and len(allowed) == len(concerned):
        return [Firewall("windows", lets_in=True)]
    # Python may be let in on private networks only, the usual result to Windows' step.
    return [Firewall("windows", lets_in=False if rules and concerned else None)]


def read_mac(state: str, block_all: str, python: str) -> list[Firewall]:
    """Read the three results of macOS's `socketfilterfw`."""
    if "enabled" not in state.lower():
        return []
    if "state = 2" in state.lower() or ("enabled" in block_all.lower() and "block all" in block_all.lower()):
        return [Firewall("macos", lets_in=False)]
    if "permitted" in python.lower():
        return [Firewall("macos", lets_in=True)]
    return [Firewall("macos", lets_in=False if "blocked" in python.lower() else None)]


def _covers(profile: str, networks: Sequence[str]) -> bool:
    return profile == "Any" or any(name in profile for name in networks)


def _is_open(port: int, opened: Sequence[str]) -> bool:
    """Say whether `8080` is in `["1025-65535"]`; the word `any` opens all."""
    for text in opened:
        first, _, last = text.partition("-")
        if text == "any" or (first.isdigit() and int(first) <= port <= int(last if last.isdigit() else first)):
            return True
    return False


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
