"""Whatever a board says of itself, the room goes on: it is kept fit to be shown, or refused and said."""

import json
import sqlite3
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iot_lab.hub.intake import Intake
from iot_lab.hub.limits import HubLimits
from iot_lab.hub.messages import ReceivedMessage
from iot_lab.hub.refusals import MOST_TOPICS, Refusals
from iot_lab.store import Batch, TelemetryStore
from iot_lab.web import create_app
from iot_lab.web.stream import encoded
from tests.rigs.hand_fed_room import KEY, now_ms
from tests.test_foreign_text import ANY_JSON, LETTERS
from tests.web.conftest import grade_here

BOARD = "capteur-01"
INFO = f"lab/atelier/{BOARD}/info"
NASTY = [
    b'{"chip": "\\ud800"}',
    b'{"\\udfff": 1}',
    b'{"rssi": 1e999}',
    b'{"series": {"temperature": "\\u001b]0;x\\u0007"}}',
    b'{"mac": "[/]", "address": "<script>alert(1)</script>"}',
    b'{"program": {"state": ["\\ud800"]}}',
]


def message(payload, topic=INFO):
    return ReceivedMessage(topic.encode(), payload, 1, 1, False, False, now_ms(), 1)


def hear(room, *messages):
    intake = Intake(room.name, HubLimits(), {}, [], {})
    room.feed(intake.sort(messages, now_ms()))
    return intake


def assert_all_is_shown(room, client):
    for path in ("/", f"/boards/{BOARD}", "/trainer", "/api/boards", f"/api/boards/{BOARD}"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        answer.data.decode()
    for news in room.live.snapshots(["boards"]):
        json.loads(encoded(news).decode().partition("data: ")[2])


@pytest.fixture
def trainer(room, client):
    client.get(f"/join?key={KEY}")
    room.feed(Batch(now_ms=now_ms(), states={BOARD: "online"}))
    return client


@pytest.mark.parametrize("payload", NASTY)
def test_info_that_nobody_can_show_never_reaches_a_page(room, trainer, payload):
    hear(room, message(payload))
    assert_all_is_shown(room, trainer)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["chip", "series", "program", "rssi", "mac"]) | st.text(LETTERS), ANY_JSON, max_size=4
    )
)
def test_any_json_as_info_survives_to_every_page(room, trainer, said):
    hear(room, message(json.dumps(said).encode()))
    assert_all_is_shown(room, trainer)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_as_log_survive_to_every_page(room, trainer, raw):
    hear(room, message(raw, f"lab/atelier/{BOARD}/log"))
    assert_all_is_shown(room, trainer)


def test_database_that_already_holds_such_things_opens_and_is_shown(room, trainer):
    """What was kept before there was a gate."""
    connection = sqlite3.connect(room.database.place)
    info = '{"chip": "\\ud800", "rssi": Infinity, "series": {"x": "\\u001b[31m"}, "deep": ' + "[" * 90 + "]" * 90 + "}"
    connection.execute("UPDATE boards SET info = ?", (info,))
    connection.execute("UPDATE log_lines SET text = 'a' || char(27) || '[2J'")
    connection.commit()
    connection.close()
    room.hub.boards.load(room.store, now_ms())
    assert_all_is_shown(room, trainer)
    assert room.store.log_lines(BOARD)[0].text == "a·[2J"


@pytest.mark.parametrize("gaps", ["", "null", "[[1]]", '[["a", 2, 3, 4, 5]]', "{"])
def test_damaged_gaps_cost_the_gaps_and_not_the_room(room, gaps):
    before = room.store.totals()
    connection = sqlite3.connect(room.database.place)
    connection.execute("UPDATE series SET gaps = ?", (gaps,))
    connection.commit()
    connection.close()
    again = TelemetryStore(room.database, room.name)
    assert again.totals() == before


def test_refused_messages_are_shown_with_their_topic_and_reason(room, trainer):
    intake = hear(room, message(b'{"rssi": 1e999}'), message(b"1", "lab/atelier/C 1/\x1b<b>/data"))
    room.hub.refusals = intake.refusals.recent
    page = trainer.get("/trainer").text
    assert INFO in page
    assert "Un nombre est infini" in page
    assert "·&lt;b&gt;" in page


def test_topics_of_refusals_are_bounded_and_counts_are_exact():
    refusals = Refusals()
    for number in range(3 * MOST_TOPICS):
        refusals.add(b"lab/x/%d" % number, "topic", number)
    refusals.add(b"lab/x/%d" % number, "topic", 999)
    assert refusals.by_reason == {"topic": 3 * MOST_TOPICS + 1}
    newest = refusals.recent()
    assert len(newest) == MOST_TOPICS
    assert (newest[0].topic, newest[0].times, newest[0].last_ms) == (f"lab/x/{number}", 2, 999)


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("tele/plug/INFO1", b"Sonoff Basic"),
        ("stat/plug/RESULT", b'{"Command": "Unknown"}'),
        ("zigbee2mqtt/door", b'{"action": "press"}'),
        ("garden/photo", b"\xff\xd8\xff\xe0"),
        ("plug/status", b"booting"),
        ("garden/note", b""),
    ],
)
def test_text_of_other_devices_is_passed_over_and_not_refused(room, topic, payload):
    before = room.store.totals()
    intake = hear(room, message(payload, topic))
    assert (dict(intake.refused), room.store.totals()) == ({}, before)


NAUGHTY = "\x1b]0;x\x07\u202e"


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("GET", f"/boards/{NAUGHTY}", {}),
        ("GET", f"/exercises/{NAUGHTY}/solution", {}),
        ("GET", f"/accounts/{NAUGHTY}", {}),
        ("GET", f"/static/{NAUGHTY}", {}),
        ("POST", f"/group/units/{NAUGHTY}", {}),
        ("POST", "/resume", {"personal": NAUGHTY}),
        ("POST", "/trainer/boards/rename", {"board": NAUGHTY, "name": NAUGHTY}),
    ],
)
def test_what_somebody_typed_comes_back_without_what_commands_a_screen(trainer, method, path, form):
    page = trainer.open(quote(path), method=method, data=form).text
    assert not {*NAUGHTY} & {*page} - {*"]0;x"}


def test_name_that_a_stranger_connects_with_is_shown_fit_and_short(room, trainer):
    room.connections.refused(NAUGHTY + 65_000 * "x", "192.168.1.66:5", "bad-password")
    room.connections.write_denied("capteur-01", NAUGHTY + 65_000 * "y")
    page = trainer.get("/trainer").text
    assert "·]0;x··xxx" in page
    assert "·]0;x··yyy" in page
    assert len(page) < 65_000


def test_program_comes_back_letter_by_letter(room, trainer):
    """What the editor shows is sent again: what is not shown fit would change it."""
    page = (
        create_app(room.graded_by(grade_here)).test_client().post("/exercises/blink", data={"program": "# \x0c\u202e"})
    )
    assert "# \x0c\u202e</textarea>" in page.text


@pytest.mark.parametrize("rule", ["/group/{}", "/workshop/of/{}/x", "/session/certificates/{}"])
def test_number_longer_than_a_database_keeps_leads_nowhere(trainer, rule):
    assert trainer.get(rule.format(2**70)).status_code == 404


def test_dashboard_of_nobody_is_not_shown_on_the_wall(trainer):
    statuses = [trainer.post(f"/workshop/of/{number}/x/wall").status_code for number in (2**70, 12345)]
    assert statuses == [404, 404]
