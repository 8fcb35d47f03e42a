"""What an open room holds: every service that pages and commands use, with its real type.

A room is opened *at rest* by whoever locks its data folder: register, store, list of boards, known Wi-Fi, and the flash
session once it is asked for. `let_boards_in` adds broker and hub; `start` adds what only pages need, grader and
simulated boards. So `iot-lab boards list` opens a room without a broker, `iot-lab flash` opens the broker only once a
board must be heard, and `iot-lab up` (`app/served_room.py`) opens all of it, with the pages. What was opened last is
closed first.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Final, Self

from iot_lab.boards.find import list_board_ports
from iot_lab.boards.journal import Journal
from iot_lab.contract.topics import client_id
from iot_lab.kept_json import KeptJson
from iot_lab.live import LiveChannel
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.room import Register
from iot_lab.room.register import FILE_NAME as REGISTER_NAME
from iot_lab.room.register import RegisterWasMissing
from iot_lab.store import Database, ProgressStore, RecordingsStore, TelemetryStore
from iot_lab.store.soundness import look_before_opening, look_in_background
from iot_lab.threads import OpenedOnce
from iot_lab.workshop import running
from iot_lab.workshop.addresses import EVERYWHERE, LOOPBACK
from iot_lab.workshop.ai.projects import AiProjects
from iot_lab.workshop.ai.takes import RecordedTakes
from iot_lab.workshop.ai.training import ModelTrainings
from iot_lab.workshop.board_list import BoardList
from iot_lab.workshop.board_orders import BoardOrders
from iot_lab.workshop.board_tasks import BoardTasks
from iot_lab.workshop.class_settings import ClassSettings
from iot_lab.workshop.class_signals import ClassSignals
from iot_lab.workshop.connections import Connections
from iot_lab.workshop.course_units import CourseUnits
from iot_lab.workshop.data_folder import DataFolder, DataFolderUnusable
from iot_lab.workshop.known_networks import KnownNetworks
from iot_lab.workshop.learner_work import LearnerWork
from iot_lab.workshop.learners import Learners
from iot_lab.workshop.own_boards import OwnBoards
from iot_lab.workshop.own_wifi import OwnWifi
from iot_lab.workshop.packages.index import PackageIndex
from iot_lab.workshop.pages_address import PagesAddress
from iot_lab.workshop.retention import Retention
from iot_lab.workshop.room_accounts import RoomAccounts
from iot_lab.workshop.standby_hub import RoomClaim
from iot_lab.workshop.their_broker import TheirBroker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.boards.find import PortLister
    from iot_lab.errors import LabError
    from iot_lab.grading import Pool
    from iot_lab.hub import Hub
    from iot_lab.mqtt.message import MqttMessage
    from iot_lab.workshop.drawn_boards import DrawnBoards
    from iot_lab.workshop.exercise_texts import CourseTexts
    from iot_lab.workshop.flash_session.session import FlashSession
    from iot_lab.workshop.free_workshop import FreeWorkshop
    from iot_lab.workshop.heard_boards import HeardBoards
    from iot_lab.workshop.settings import Settings
    from iot_lab.workshop.simulated import SimulatedBoards

HUB: Final = "hub"


class Room:
    """One room of one data folder, open in this process; a context manager."""

    hub: Hub
    """Since `let_boards_in`."""
    grader: Pool
    """Since `start`, as the next five."""
    course: CourseTexts
    drawn: DrawnBoards
    free: FreeWorkshop
    heard: HeardBoards
    simulated: SimulatedBoards

    def __init__(self, settings: Settings, list_ports: PortLister = list_board_ports) -> None:
        """Open at rest. Raises what data folder, register, store and readers of files raise; BrokerUrlRefused."""
        self.settings = settings
        self.connections = Connections()
        self.live = LiveChannel()
        self.notices: list[LabError] = []
        """What was found at the start and mended, or could not be: said in the terminal and on the trainer's page."""
        self.pages = PagesAddress(settings.host, settings.port)
        self.their_broker: TheirBroker | None = None
        """What is known of the broker given with --broker, where one was given."""
        self._list_ports = list_ports
        self._their_broker = settings.their_broker
        self._broker_port = settings.mqtt_port if self._their_broker is None else self._their_broker.port
        self._broker: BrokerAddress | None = None
        self._wills_of: Callable[[str], list[tuple[str, MqttMessage | None]]] | None = None
        self.broker_trouble: Callable[[], LabError | None] = lambda: None
        with ExitStack() as opened:
            self._open(opened)
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The room's name, as it stands in topics."""
        return self.register.room

    @property
    def broker_address(self) -> str:
        """Where boards on the Wi-Fi find the broker."""
        return f"{self._find_broker_host()}:{self._broker_port}"

    @property
    def addresses(self) -> list[str]:
        """Where learners find the pages now, the best first."""
        return self.pages.urls()

    @property
    def join_address(self) -> str:
        """Where learners come in, for a QR code: it holds the room code. Empty where nobody can reach the pages."""
        return f"{self.addresses[0]}join?code={self.class_settings.room_code}" if self.addresses else ""

    @property
    def own_host(self) -> str:
        """Where this computer reaches its own servers."""
        return LOOPBACK if self.settings.host in EVERYWHERE else self.settings.host

    @OpenedOnce
    def flash(self) -> FlashSession:
        """The work at the USB ports. Not opened before it is asked for: esptool takes 4 MB and a third of a second."""
        from iot_lab.boards.firmware_cache import FirmwareCache
        from iot_lab.boards.kit import load_kit
        from iot_lab.boards.room_settings import RoomSettings
        from iot_lab.boards.station import Station
        from iot_lab.workshop.flash_session.self_test import SelfTest
        from iot_lab.workshop.flash_session.session import FlashSession

        station = Station(
            register=self.register,
            journal=self.journal,
            cache=FirmwareCache(self.folder.firmware),
            kit=load_kit(),
            settings=RoomSettings(
                self.name, self._find_broker_host(), self._broker_port, self.wifi.networks, self.settings.language
            ),
            list_ports=self._list_ports,
            self_test=SelfTest(self.store.boards),
        )
        is_alone = self._their_broker is None and self.settings.host == LOOPBACK
        return FlashSession(station, self.wifi, self._find_broker_host, is_alone, self._let_flashed_boards_in)

    def let_boards_in(self) -> BrokerAddress:
        """Start broker (ours, unless the trainer gave another's address) and hub, once; return our account there.

        Raises what the broker raises where its port is taken, BrokerUrlRefused, DiskFull, StoreError.
        """
        if self._broker is None:
            from iot_lab.hub import Hub

            self.folder.check_room_on_disk()
            self._claim()
            address = self._their_broker or self._start_our_broker()
            self.hub = Hub(
                self.store,
                address.url,
                room=self.name,
                devices=self._devices(),
                live=self.live,
                accounts=self.register,
            )
            self.hub.start()
            self._opened.callback(self.hub.stop)
            self._broker = address
            self.board_list.is_open, self.board_list.rename_data = True, self.hub.rename_board
        return self._broker

    def start(self) -> BrokerAddress:
        """Open all that pages show; simulated boards are there, and wait to be started. Raises as `let_boards_in`."""
        from iot_lab.grading import Pool
        from iot_lab.simulator.engine import SimulatorUnavailable, has_engine
        from iot_lab.workshop.drawn_boards import DrawnBoards
        from iot_lab.workshop.exercise_texts import CourseTexts
        from iot_lab.workshop.free_workshop import FreeWorkshop
        from iot_lab.workshop.heard_boards import HeardBoards
        from iot_lab.workshop.simulated import SimulatedBoards

        address = self.let_boards_in()
        self.course = CourseTexts(self.settings.exercises)
        self.grader = Pool(exercises=self.settings.exercises)
        self._opened.callback(self.grader.stop)
        if not has_engine():
            self.notices.append(SimulatorUnavailable())
        number = self.settings.simulate if has_engine() else 0
        self.simulated = SimulatedBoards(self.register, address, number, self.settings.language, self.packages.find)
        self.drawn = DrawnBoards(self.live)
        self.drawn.start()
        self._opened.callback(self.drawn.stop)
        self.free = FreeWorkshop(self.progress, self.work)
        self.heard = HeardBoards(address, self.name, self._wills_of)
        self._opened.callback(self.heard.stop)
        self._watch_their_broker()
        self.retention.start()
        self._opened.callback(self.retention.stop)
        return address

    def close(self) -> None:
        """Close everything; a second time does nothing more."""
        if "flash" in vars(self):
            self.flash.close()
        self._opened.close()

    def _open(self, opened: ExitStack) -> None:
        self.folder = DataFolder(self.settings.data, self.settings.database)
        opened.callback(self.folder.close)
        # A kit that was killed left its announcement, and would be waited for.
        was_killed = running.withdraw(self.folder.path)
        is_known = KeptJson(self.folder.path / REGISTER_NAME).exists()
        if self.folder.own_database is not None:
            if not is_known and self.folder.own_database.exists():
                self.notices.append(RegisterWasMissing(path=self.folder.path / REGISTER_NAME))
            self.notices += look_before_opening(self.folder.own_database, is_expected=is_known, was_killed=was_killed)
        self.register = Register.open(self.folder.path, self.settings.room)
        self.database = Database.open(self.folder.database_url)
        opened.callback(self.database.close)
        look_in_background(self.folder.own_database, self.notices.append)
        self.store = TelemetryStore(self.database, self.register.room)
        self.journal = Journal.open(self.folder.path)
        self.wifi = KnownNetworks.open(self.folder.path)
        self.packages = PackageIndex(self.folder.path)
        self.class_settings = ClassSettings.open(self.folder.path, self.settings.language)
        self.units = CourseUnits(self.class_settings, self.settings.exercises)
        self.recordings = RecordingsStore(self.database, self.register.room)
        self.takes = RecordedTakes(self.recordings, self.store)
        self.ai_projects = AiProjects(self.folder.path)
        self.trainings = ModelTrainings(self.folder.path)
        opened.callback(self.trainings.stop_all)
        self.progress = ProgressStore(self.database, self.register.room)
        self.learners = Learners(self.progress, self.class_settings, self.live)
        self.work = LearnerWork(self.progress, self.live)
        self.signals = ClassSignals(self.live)
        self.retention = Retention(self)
        self.own_wifi = OwnWifi(self.register.room, self.settings.language)
        self.own_boards = OwnBoards(self.class_settings, lambda: (board.name for board in self.store.boards()))
        for kept in (self.register, self.journal, self.wifi, self.class_settings, self.ai_projects):
            self.notices += kept.notices
        self.board_list = BoardList(
            self.register, self.journal, self.store, self._prefer_wifi, lambda: self.broker_address,
            rename_also=(self.recordings.give_board_name, self.ai_projects.give_board_name),
            find_shared=self.connections.shared_names)  # fmt: skip
        self.board_tasks = BoardTasks(self.live, lambda: BoardOrders(self.folder.path))
        self.accounts = RoomAccounts(self.register, lambda: self.broker_address)

    def _claim(self) -> None:
        """On a broker that others share, see to it that no other hub writes this room."""
        if self._their_broker is not None:
            claim = RoomClaim(self.database, self.name)
            claim.take()
            self._opened.callback(claim.close)

    def _start_our_broker(self) -> BrokerAddress:
        from iot_lab.broker import Broker

        broker = Broker(
            self.register,
            host=self.settings.host,
            port=self.settings.mqtt_port,
            state=self.folder.broker_state,
            events=self.connections,
            one_client={HUB: client_id(self.name, HUB)},
            gathers=(HUB,),
        )
        try:
            broker.start()
        except OSError as error:
            raise DataFolderUnusable(path=self.folder.broker_state, reason=error) from error
        self._wills_of, self.broker_trouble = broker.wills_of, broker.trouble
        self._opened.callback(broker.stop)
        self.notices += broker.notices
        self.register.watch(broker.forget)
        port = self._broker_port = broker.port
        return BrokerAddress(self.own_host, port, HUB, self.register.add(HUB, "hub").secret)

    def _watch_their_broker(self) -> None:
        if self._their_broker is not None:
            accounts = partial(self.register.accounts, "board", "simulated")
            self.their_broker = TheirBroker(self._their_broker, self.name, accounts)
            self.their_broker.start()
            self._opened.callback(self.their_broker.stop)

    def _devices(self) -> Sequence[str]:
        """Return which devices the hub hears: all on our own broker, those of some prefixes on a shared one."""
        from iot_lab.hub.subscriptions import ANY_DEVICE, KNOWN_DEVICES, devices_under

        if self._their_broker is None:
            return ANY_DEVICE
        return devices_under(self.settings.devices) if self.settings.devices else KNOWN_DEVICES

    def _let_flashed_boards_in(self) -> None:
        """Open the room for boards that are about to be written, where they have a Wi-Fi to come over."""
        if self.wifi.networks:
            self.let_boards_in()

    def _find_broker_host(self) -> str:
        """The broker's address on the Wi-Fi now: a laptop that joins another network gets another one."""
        return self._their_broker.host if self._their_broker else self.pages.hosts()[0]

    def _prefer_wifi(self, ssid: str, password: str | None) -> None:
        """Tell boards this network first; an open flash session tells it to the boards it writes next."""
        if "flash" in vars(self):
            self.flash.prefer_wifi(ssid, password)
        else:
            self.wifi.prefer(ssid, password)
