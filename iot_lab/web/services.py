"""What the pages need from the rest of the kit, and nothing more: the composition root fills it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from iot_lab.web.flash_desk import NoDesk
from iot_lab.web.roster_desk import NoRoster
from iot_lab.web.worlds import NoWorlds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.hub import HubState, LiveFrames
    from iot_lab.room import Account
    from iot_lab.store import TelemetryStore
    from iot_lab.web.checking import Pending
    from iot_lab.web.exercises import Exercises
    from iot_lab.web.flash_desk import FlashDesk
    from iot_lab.web.roster_desk import RosterDesk
    from iot_lab.web.worlds import Worlds


@dataclass(frozen=True, slots=True)
class Services:
    """One room's store, live frames, grader and course, with what the trainer's page says about them."""

    room: str
    store: TelemetryStore
    frames: LiveFrames
    hub_state: Callable[[], HubState]
    submit: Callable[[str, str, str, str], Pending]
    """(exercise, program, language, who asks) -> a place in the grader's queue; raises LabError where it refuses."""
    exercises: Exercises
    trainer_key: str
    addresses: Sequence[str]
    """Where learners find the pages, the best first: `http://192.168.1.20:8000`."""
    broker_address: str
    broker_events: Callable[[], list[dict[str, Any]]]
    """Connections to the broker, newest first: `t_ms`, `kind`, `account`, `client_id`, `address`, `detail`."""
    data_folder: str
    add_board: Callable[[str], Account]
    """Return the account of a board of this name, made where there is none; raises NameRefused."""
    worlds: Worlds = field(default_factory=NoWorlds)
    """What may be turned around the simulated boards."""
    desk: FlashDesk = field(default_factory=NoDesk)
    """The flash station, for the trainer on this computer."""
    roster: RosterDesk = field(default_factory=NoRoster)
    """The list of boards, for commands on this computer."""
