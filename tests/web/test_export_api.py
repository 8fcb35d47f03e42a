"""Data out over HTTP: exports, Prometheus' figures, and an OpenAPI document that is true."""

from __future__ import annotations

import csv
import io
import re

import duckdb
import jsonschema
import pytest

from iot_lab.hub import HubState
from iot_lab.web.api.export import AT_ONCE
from iot_lab.web.openapi.document import PATHS
from iot_lab.web.openapi.shapes import SHAPES
from iot_lab.workshop.running import KEY_HEADER
from tests.rigs.hand_fed_room import KEY

PROGRAM = "print('bonjour')\n"


@pytest.fixture
def trainer(client):
    client.get(f"/join?key={KEY}")
    return client


def test_board_is_exported_for_everybody(client):
    answer = client.get("/api/export.csv?board=capteur-02&series=temperature&zone=UTC")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="atelier-capteur-02-temperature.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert len(rows) == 716
    assert {(row["board"], row["unit"]) for row in rows} == {("capteur-02", "°C")}


def test_room_is_exported_for_the_trainer_alone(client):
    assert client.get("/api/export.csv").status_code == 403
    assert client.get("/api/export.csv", headers={KEY_HEADER: "no"}).status_code == 403
    assert client.get("/api/export.csv", headers={KEY_HEADER: KEY}).status_code == 200
    client.get(f"/join?key={KEY}")
    assert client.get("/api/export.csv").text.count("\r\n") == 1 + 2 * (720 + 716 + 720)


def test_form_of_a_page_exports_a_window(trainer):
    """A form sends its empty fields too, and times as a browser writes them."""
    assert 'name="start"' in trainer.get("/trainer").text
    assert 'name="start"' in trainer.get("/boards/capteur-01").text
    every = trainer.get("/api/export.csv?board=&start=&end=&zone=")
    assert every.text == trainer.get("/api/export.csv").text
    first = every.text.splitlines()[1].split(",")[4][:16]
    part = trainer.get(f"/api/export.csv?board=capteur-01&start={first}&end=2999-01-01T00:00&zone=")
    assert part.text.splitlines()[1].split(",")[4][:16] == first


def test_parquet_of_the_room_is_whole(trainer, tmp_path):
    answer = trainer.get("/api/export.parquet")
    (tmp_path / "room.parquet").write_bytes(answer.data)
    found = duckdb.sql(f"SELECT count(*), count(DISTINCT board) FROM '{tmp_path}/room.parquet'").fetchall()
    assert found == [(4312, 3)]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/export.xlsx?board=capteur-01", 400),
        ("/api/export.csv?board=nobody", 404),
        ("/api/export.csv?board=capteur-01&series=nothing", 404),
        ("/api/export.csv?board=capteur-01&start=soon", 400),
        ("/api/export.csv?board=capteur-01&zone=%00", 400),
    ],
)
def test_wrong_question_is_answered_in_words(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    jsonschema.validate(answer.json, schema("Error"))


def test_few_files_are_exported_at_once_and_a_closed_one_leaves_its_place(app, client):
    opened = [app.test_client().get("/api/export.csv?board=capteur-01", buffered=False) for _ in range(AT_ONCE)]
    assert client.get("/api/export.csv?board=capteur-01").status_code == 503
    opened.pop().close()
    assert client.get("/api/export.csv?board=capteur-01").status_code == 200
    for one in opened:
        one.close()


def test_board_and_trainer_pages_lead_to_the_files(trainer):
    assert 'href="/api/export.csv?board=capteur-01"' in trainer.get("/boards/capteur-01").text
    assert 'href="/api/export.parquet"' in trainer.get("/trainer").text


def figures(text):
    return {
        (name, labels): float(value)
        for name, labels, value in re.findall(r"^(\w+)(?:\{(.*)\})? (\S+)$", text, re.MULTILINE)
    }


def test_prometheus_reads_boards_samples_lag_queue_and_graders(client, room):
    room.hub.told = HubState("ok", messages=10, stored=7, refused={"size": 2}, waiting=3, waiting_bytes=99, lag_ms=1500)
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    found = figures(answer.text)
    assert found["iotlab_boards", 'room="atelier",kind="board",state="online"'] == 2
    assert found["iotlab_board_online", 'room="atelier",board="capteur-03"'] == 0
    assert found["iotlab_samples", 'room="atelier",kind="stored"'] == 7
    assert found["iotlab_messages_refused_total", 'room="atelier",reason="size"'] == 2
    assert found["iotlab_queue_messages", 'room="atelier"'] == 3
    assert found["iotlab_lag_seconds", 'room="atelier"'] == 1.5
    assert found["iotlab_graders", 'room="atelier"'] == 0
    assert found["iotlab_checks_waiting", 'room="atelier"'] == 0


def test_each_line_of_the_figures_is_of_prometheus_format(client):
    lines = client.get("/metrics").text.splitlines()
    sample = re.compile(r'[a-z_]+(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? -?[0-9.e+-]+')
    assert [line for line in lines if not line.startswith(("# HELP ", "# TYPE ")) and not sample.fullmatch(line)] == []
    families = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(families) == len(set(families))


def schema(name):
    return {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SHAPES}}


def test_document_names_every_path_of_the_api_and_no_other(app, client):
    told = client.get("/api/openapi.json").json["paths"]
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/health", "/metrics"))
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, methods in told.items() for method in methods} == served
    assert {(path, method) for path, methods in PATHS.items() for method in methods} <= served
    assert all(operation["summary"] for methods in told.values() for operation in methods.values())


def test_parameters_of_a_path_are_told(client):
    for path, methods in client.get("/api/openapi.json").json["paths"].items():
        for operation in methods.values():
            told = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert told == set(re.findall(r"\{(\w+)\}", path)), path


ASKED = [
    ("get", "/health", "/health", None),
    ("get", "/metrics", "/metrics", None),
    ("get", "/api/openapi.json", "/api/openapi.json", None),
    ("get", "/api/boards", "/api/boards", None),
    ("get", "/api/boards/{board}", "/api/boards/capteur-01", None),
    ("get", "/api/boards/{board}", "/api/boards/nobody", None),
    ("get", "/api/boards/{board}/series/{series}/chart", "/api/boards/capteur-01/series/temperature/chart?buckets=5", None),
    ("get", "/api/boards/{board}/series/{series}/chart", "/api/boards/capteur-01/series/temperature/chart?buckets=x", None),
    ("get", "/api/boards/{board}/explained", "/api/boards/capteur-01/explained", None),
    ("get", "/api/boards/{board}/knobs", "/api/boards/capteur-01/knobs", None),
    ("post", "/api/boards/{board}/knobs/{knob}", "/api/boards/capteur-01/knobs/x", {"value": 1}),
    ("get", "/api/export.{kind}", "/api/export.csv", None),
    ("post", "/api/exercises/{exercise}/check", "/api/exercises/blink/check", {"program": PROGRAM}),
    ("post", "/api/exercises/{exercise}/check", "/api/exercises/nothing/check", {"program": PROGRAM}),
    ("get", "/api/checks/{number}", "/api/checks/none", None),
    ("post", "/api/board-list/{verb}", "/api/board-list/rows", {}),
    ("post", "/api/accounts/{verb}", "/api/accounts/rows", {}),
    ("post", "/api/accounts/{verb}", "/api/accounts/nothing", {}),
    ("get", "/api/flash", "/api/flash", None),
    ("post", "/api/flash/{step}", "/api/flash/nothing", {}),
]  # fmt: skip


@pytest.mark.parametrize("with_key", [True, False])
@pytest.mark.parametrize(("method", "path", "address", "body"), ASKED)
def test_answers_are_of_the_shapes_that_the_document_tells(client, method, path, address, body, with_key):
    headers = {KEY_HEADER: KEY} if with_key else {}
    answer = client.open(address, method=method.upper(), json=body, headers=headers, base_url="http://127.0.0.1")
    told = PATHS[path][method]["responses"]
    status = str(answer.status_code)
    content = told[status if status in told else f"{status[0]}XX"]["content"]
    kind = answer.mimetype if answer.mimetype in content else "application/octet-stream"
    found = answer.json if kind == "application/json" else answer.text
    jsonschema.validate(found, content[kind]["schema"] | {"components": {"schemas": SHAPES}})
