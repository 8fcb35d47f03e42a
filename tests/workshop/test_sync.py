"""A site sends its store to a centre: only what differs, as it is, as often as one likes; strangers send nothing."""

import base64
import contextlib
import socket
import threading
from array import array

import pytest
from click.testing import CliRunner
from sqlalchemy import delete
from waitress.server import create_server

from iot_lab.app.centre_workers import CentreAddressTaken, CentreWorkers
from iot_lab.cli.main import iot_lab
from iot_lab.room import Register
from iot_lab.store import Batch, Database, Reading, TelemetryStore
from iot_lab.store.site_keys import SiteKeys
from iot_lab.store.telemetry import tables
from iot_lab.store.telemetry.blocks import to_bytes
from iot_lab.store.telemetry.records import SampleBlock
from iot_lab.web.centre.app import create_centre
from iot_lab.workshop.sync import words
from iot_lab.workshop.sync.sender import (
    CentreRefusesKey,
    CentreUnreachable,
    CentreUrlRefused,
    Sender,
    SyncNote,
    read_note,
    to_send,
)
from tests.rigs.running_kit import free_port

START = 1_764_000_000_000
SERIES = ("capteur-01", "temperature")


@pytest.fixture
def centre(tmp_path):
    database = Database.open(f"sqlite:///{tmp_path / 'centre.db'}")
    yield database
    database.close()


@pytest.fixture
def client(centre):
    return create_centre(centre, "the-link").test_client()


@pytest.fixture
def url(centre):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = create_server(create_centre(centre, "the-link"), sockets=[listener], threads=2)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        # Its loop's own thread closes it: from another one, the loop may be waiting for what is closed.
        server.trigger.pull_trigger(lambda: [one.close() for one in list(server._map.values())])
        thread.join(5)


@pytest.fixture
def site(tmp_path):
    store = TelemetryStore.open(f"sqlite:///{tmp_path / 'site.db'}", "atelier")
    yield store
    store.close()


def measure(site, numbers, series="temperature", step_ms=100):
    rows = [Reading(START + step_ms * n, n, n / 7, False) for n in numbers]
    site.write(Batch(now_ms=START, readings={("capteur-01", series): rows}))


def everything(database, room="atelier"):
    store = TelemetryStore(database, room)
    with database.reading() as connection:
        rolled = sorted(tuple(row)[1:6] for row in connection.execute(tables.rollups.select()))
    series = [(board.name, store.series(board.name)) for board in store.boards()]
    return store.samples(*SERIES, 0, 2**50, 10**6), series, rolled


def sender(site, centre, url):
    return Sender(site._database, "atelier", url, SiteKeys(centre).make("atelier", START))


def test_centre_has_what_the_site_has(site, centre, url):
    measure(site, [n for n in range(3000) if n % 100])
    measure(site, [200, 100])
    measure(site, range(0, 200_000, 1000), series="slow")
    site.write(Batch(readings={SERIES: [Reading(START + 5, None, 1.5, True), Reading(START + 5, None, 2.5, True)]}))
    told = []
    assert sender(site, centre, url).send(told.append) == site.totals().stored
    assert (told[0], told[-1]) == (site.totals().stored, 0)
    assert everything(centre) == everything(site._database)


def test_only_what_differs_is_sent_and_what_was_lost_is_repaired(site, centre, url):
    measure(site, range(30_000), step_ms=1000)
    one = sender(site, centre, url)
    one.send(lambda _: None)
    assert one.send(lambda _: None) == 0
    with centre.writing() as connection:
        connection.execute(delete(tables.samples).where(tables.samples.c.n < 1000))
        connection.execute(delete(tables.rollups).where(tables.rollups.c.start_ms < START + 1_000_000))
    measure(site, range(30_000, 30_010), step_ms=1000)
    sent = one.send(lambda _: None)
    assert sent == 1010
    assert everything(centre) == everything(site._database)


def stream(site, numbers, start=START):
    blocks = [
        SampleBlock(
            start + 500 * n, 20, 25 * n, 1000, ("ax", "ay"), tuple(_column(n, axis) for axis in (1, 2)), False, START
        )
        for n in numbers
    ]
    site.write(Batch(now_ms=START, blocks={("capteur-01", "motion"): blocks}))


def _column(n, axis):
    return array("h", [(n * 25 + place) * axis % 3000 for place in range(25)])


def whole_streams(database):
    with database.reading() as connection:
        return sorted(tuple(row)[2:] for row in connection.execute(tables.sample_blocks.select()))


def test_streams_are_sent_once_whole_and_what_was_lost_is_repaired(site, centre, url):
    measure(site, range(100))
    stream(site, [n for n in range(0, 6000, 30) if n % 50])
    stream(site, [300, 150, 150])
    one = sender(site, centre, url)
    kept = len(whole_streams(site._database))
    assert one.send(lambda _: None) == 100 + kept
    assert (one.send(lambda _: None), whole_streams(centre)) == (0, whole_streams(site._database))
    assert everything(centre) == everything(site._database)
    with centre.writing() as connection:
        connection.execute(delete(tables.sample_blocks).where(tables.sample_blocks.c.n < 25 * 2500))
    stream(site, range(6000, 6010))
    one.send(lambda _: None)
    assert whole_streams(centre) == whole_streams(site._database)


def test_what_is_left_to_send_is_known_without_the_centre(site):
    measure(site, range(50))
    assert to_send(site._database, "atelier", SyncNote("http://x", "k", 20)) == 30


def test_revoked_key_sends_nothing_more(site, centre, url):
    measure(site, range(10))
    one = sender(site, centre, url)
    SiteKeys(centre).revoke("atelier")
    with pytest.raises(CentreRefusesKey):
        one.send(lambda _: None)
    assert TelemetryStore(centre, "atelier").boards() == []


def test_key_revoked_amid_sending_ends_the_command_and_a_new_one_goes_on(site, centre, url, tmp_path, monkeypatch):
    monkeypatch.setattr("iot_lab.workshop.sync.sender.MOST_ROWS", 100)
    Register.open(tmp_path, "atelier")
    measure(site, range(1300), step_ms=10_000)
    first = SiteKeys(centre).make("atelier", START)
    words_said = []

    def said(text, **_):
        words_said.append(text)
        if len(words_said) == 2:
            SiteKeys(centre).revoke("atelier")

    monkeypatch.setattr("iot_lab.cli.sync.say", said)
    words = ["sync", url, "--every", "1", "--data", str(tmp_path), "--database", f"sqlite:///{tmp_path / 'site.db'}"]
    done = CliRunner().invoke(iot_lab, [*words, "--lang", "en", "--key", first])
    assert isinstance(done.exception, CentreRefusesKey)
    assert [text.split()[0] for text in words_said] == ["1,300", "1,200", "1,200"]
    second = SiteKeys(centre).make("atelier", START)
    with_a_wrong_one = CliRunner().invoke(iot_lab, [*words, "--key", "atelier.mistyped"])
    assert isinstance(with_a_wrong_one.exception, CentreRefusesKey)
    assert read_note(tmp_path).key == first
    assert CliRunner().invoke(iot_lab, [*words[:2], *words[4:], "--key", second]).exit_code == 0
    assert read_note(tmp_path) == SyncNote(url, second, 1300)
    assert everything(centre) == everything(site._database)


def test_absent_centre_is_said(site):
    with pytest.raises(CentreUnreachable):
        Sender(site._database, "atelier", f"http://127.0.0.1:{free_port()}", "k").send(lambda _: None)


def part(**changes):
    about = {"kind": "board", "state": "online", "info": "{}", "seen_ms": None}
    state = dict.fromkeys((*words._INTEGERS, "top_key"), 0) | dict.fromkeys(words._PERHAPS) | {"gaps": "[]"}
    said = {"board": "b", "series": "s", "about_board": about, "about_series": {**state, "top_value": None}}
    return {**said, "rows": [[START], [1], [1.0]], **changes}


@pytest.mark.parametrize(
    "said",
    [
        5,
        {},
        [[]],
        [part(board="../b")],
        [part(board=["b"])],
        [part(series="a..b")],
        [part(series="\u202eabc")],
        [part(rows=[[START], [1]])],
        [part(rows=[[START], [1], [float("inf")]])],
        [part(rows=[[START], [1], [10**400]])],
        [part(rows=[[START], [1], [None]])],
        [part(rows=[[-1], [1], [1.0]])],
        [part(rows=[[2**70], [1], [1.0]])],
        [part(rows=[[START, START], [2, 1], [1.0, 1.0]])],
        [part(rows=[[True], [1], [1.0]])],
        [part(about_board={"kind": "king"})],
        [part(about_series={})],
        [part(rows=[list(range(30_000)), list(range(30_000)), [1.0] * 30_000])],
    ],
)
def test_centre_refuses_what_is_no_message_of_a_site(client, centre, said):
    key = SiteKeys(centre).make("atelier", START)
    body = words.packed(said)
    answer = client.post("/api/site/samples", data=body, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 400
    assert TelemetryStore(centre, "atelier").boards() == []


def test_good_part_is_taken_so_the_bad_ones_were_refused_for_what_they_are(client, centre):
    key = SiteKeys(centre).make("atelier", START)
    answer = client.post("/api/site/samples", data=words.packed([part()]), headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200
    assert TelemetryStore(centre, "atelier").held()[0] == 1


def block_part(data=None, **changes):
    whole = SampleBlock(START, 20, 1, 1000, ("ax",), (array("h", [1, 2]),), False, START)
    told = part()
    row = [START, 1, START, base64.b64encode(to_bytes(whole) if data is None else data).decode()]
    about = {"motion.ax": told["about_series"]}
    return {
        "board": "b",
        "stream": "motion",
        "about_board": told["about_board"],
        "about_series": about,
        "rows": [row],
        **changes,
    }


def block_bytes(**changes):
    block = SampleBlock(START, 20, 1, 1000, ("ax",), (array("d", [1.5, 2]),), False, START)
    return to_bytes(block._replace(**changes))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([block_part()], 200),
        ([block_part(), block_part()], 200),
        (5, 400),
        ([{}], 400),
        ([block_part(stream="mo.tion")], 400),
        ([block_part(about_series={})], 400),
        ([block_part(rows=[[START, 1, START, "!"]])], 400),
        ([block_part(rows=[[START, 1, -1, ""]])], 400),
        ([block_part(rows=block_part()["rows"] * 2)], 400),
        ([block_part(b"damaged")], 400),
        ([block_part(block_bytes(dt_ms=float("nan")))], 400),
        ([block_part(block_bytes(dt_ms=0.0))], 400),
        ([block_part(block_bytes(per=0.0))], 400),
        ([block_part(block_bytes(columns=(array("d", [1e300]),)))], 400),
        ([block_part(block_bytes(columns=(array("d", [0.5] * 65),)))], 400),
        ([block_part(block_bytes(names=("other",)))], 400),
    ],
)  # fmt: skip
def test_centre_takes_blocks_and_refuses_what_is_none(client, centre, said, status):
    key = SiteKeys(centre).make("atelier", START)
    answer = client.post("/api/site/blocks", data=words.packed(said), headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, len(whole_streams(centre))) == (status, 1 if status == 200 else 0)


def test_giant_in_a_small_message_is_refused(client, centre):
    key = SiteKeys(centre).make("atelier", START)
    body = words.packed(" " * (words.MOST_PLAIN_BYTES + 1))
    answer = client.post("/api/site/compare", data=body, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 400


def test_people_read_with_the_link_and_strangers_do_not(client, centre, site, url):
    measure(site, range(100))
    sender(site, centre, url).send(lambda _: None)
    paths = ("/", "/rooms/atelier", "/rooms/atelier/capteur-01/temperature")
    assert [client.get(path).status_code for path in paths] == [403] * 3
    client.get("/?key=the-link")
    pages = [client.get(path, headers={"Accept-Language": "en"}) for path in paths]
    assert [page.status_code for page in pages] == [200] * 3
    assert ["atelier" in pages[0].text, "temperature" in pages[1].text, "<polyline" in pages[2].text] == [True] * 3
    assert client.get("/rooms/nowhere").status_code == 404


def test_key_of_one_room_opens_no_other(client, centre):
    with contextlib.suppress(ValueError):
        _, secret = SiteKeys(centre).make("atelier", START).split(".", 1)
    SiteKeys(centre).make("other", START)
    headers = {"Authorization": f"Bearer other.{secret}"}
    assert client.post("/api/site/samples", data=words.packed([part()]), headers=headers).status_code == 401


@pytest.mark.parametrize("wrong", ["ftp://centre", "http://", "http://[::1", "http://centre:99999", "http://centre\n/"])
def test_what_is_no_address_of_a_centre_is_said_so(site, wrong):
    with pytest.raises(CentreUrlRefused):
        Sender(site._database, "atelier", wrong, "k")


@pytest.mark.parametrize("wrong", ["clé", "atelier.x\n"])
def test_what_can_be_no_key_is_refused_before_it_is_sent(site, wrong):
    with pytest.raises(CentreRefusesKey):
        Sender(site._database, "atelier", "http://127.0.0.1:9", wrong)


def test_centre_whose_port_is_taken_says_so():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(CentreAddressTaken):
        CentreWorkers("sqlite://", "127.0.0.1", other.getsockname()[1], 1, "the-link")
