"""`requests` on a simulated board: verbs, bodies, headers, redirections, failures."""

from __future__ import annotations

import pytest

from iot_lab.simulator.world.network import Page, Span, WebServer
from tests.rigs.network_runs import JOINED, TRY, printed, run_after
from tests.rigs.simulator_runs import seen

START = JOINED + TRY + "import requests\n"
SERVER = WebServer(
    "meteo.example",
    (
        Page("/now?city=Lyon", b'{"t": 21.5}', headers=(("Content-Type", "application/json"),)),
        Page("/plain", "été".encode()),
        Page("/log", b"stored", 201, method="POST"),
        Page("/log", b"changed", method="PUT"),
        Page("/log", b"mended", method="PATCH"),
        Page("/log", status=204, method="DELETE"),
        Page("/old", status=302, headers=(("Location", "http://meteo.example/plain"),)),
        Page("/pieces", b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", headers=(("Transfer-Encoding", "chunked"),)),
        Page("/gone", status=404),
    ),
)


def answers(program: str) -> list[str]:
    return printed(START, program, web=(SERVER,))


def test_json_answer_is_read_with_its_status_and_headers():
    program = """
    r = requests.get("http://meteo.example/now?city=Lyon")
    print(r.status_code, r.reason, r.json()["t"], r.headers["Content-Type"])
    """
    assert answers(program) == ["200 b'OK' 21.5 application/json"]


def test_text_is_decoded_and_content_is_not():
    assert answers("r = requests.get('http://meteo.example/plain')\nprint(r.text, len(r.content))") == ["été 5"]


def test_every_verb_is_sent():
    program = """
    for act in requests.post, requests.put, requests.patch, requests.delete:
        r = act("http://meteo.example/log", data="x")
        print(r.status_code, r.text)
    print(requests.head("http://meteo.example/plain").text)
    """
    assert answers(program) == ["201 stored", "200 changed", "200 mended", "204 ", ""]


def test_json_and_headers_arrive():
    program = "requests.post('http://meteo.example/log', json={'t': 1}, headers={'X-Key': 'k'}, auth=('a', 'b'))"
    [(_, said)] = seen(run_after(START, program, web=(SERVER,)), "http-request")
    assert (said["method"], said["body"]) == ("POST", b'{"t": 1}')
    wanted = {"content-type": "application/json", "x-key": "k", "authorization": "Basic YTpi", "content-length": "8"}
    assert wanted.items() <= said["headers"].items()


def test_body_may_come_piece_by_piece_in_both_directions():
    program = "requests.post('http://meteo.example/log', data=(one for one in (b'ab', b'c')))\nprint(requests.get('http://meteo.example/pieces').text)"
    outcome = run_after(START, program, web=(SERVER,))
    assert (outcome.output, seen(outcome, "http-request")[0][1]["body"]) == ("abcde\n", b"abc")


def test_redirection_is_followed():
    assert answers("print(requests.get('http://meteo.example/old').text)") == ["été"]


def test_unknown_page_is_an_answer_and_not_an_error():
    assert answers("print(requests.get('http://meteo.example/nowhere').status_code)") == ["404"]


def test_response_is_closed_by_with():
    program = "with requests.get('http://meteo.example/plain') as r:\n    print(r.raw.read(2))\nprint(r.raw)"
    assert answers(program) == ["b'\\xc3\\xa9'", "None"]


def test_answers_that_are_never_closed_use_up_the_sockets():
    program = "kept = [tried(lambda: requests.get('http://meteo.example/plain')) for _ in range(11)]\nprint(kept[-1])"
    assert answers(program) == ["OSError 23"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://meteo.example/", "NotImplementedError the simulated board has no TLS: http:// only"),
        ("ftp://meteo.example/", "ValueError Unsupported protocol: ftp:"),
        ("http://unknown.example/", "OSError -202"),
        ("http://192.168.4.1/", "OSError [Errno 111] ECONNREFUSED"),
    ],
)
def test_impossible_requests_are_errors(url, expected):
    assert answers(f"print(tried(lambda: requests.get('{url}')))") == [expected]


def test_silent_server_ends_by_the_time_limit():
    server = WebServer("meteo.example", (Page("/", b"late"),), delay_s=3)
    program = "print(tried(lambda: requests.get('http://meteo.example/', timeout=2)))"
    assert printed(START, program, web=(server,)) == ["OSError [Errno 116] ETIMEDOUT"]


def test_server_that_is_away_refuses():
    server = WebServer("meteo.example", (Page("/", b"x"),), outages=(Span(0, 60),))
    [line] = printed(START, "print(tried(lambda: requests.get('http://meteo.example/')))", web=(server,))
    assert line == "OSError [Errno 111] ECONNREFUSED"


def test_old_name_works():
    assert answers("import urequests\nprint(urequests.get('http://meteo.example/plain').status_code)") == ["200"]


def test_tls_is_clearly_refused():
    program = "import ssl\nprint(tried(lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)))\nprint(tried(lambda: ssl.wrap_socket(None)))"
    assert answers(program) == ["NotImplementedError the simulated board has no TLS"] * 2
