"""A browser is known by a cookie that we signed; made-up ones are their computer's alone."""

from __future__ import annotations

import re

import pytest
from flask import Flask, make_response

from iot_lab.web import checking


@pytest.fixture
def app():
    app = Flask(__name__)
    checking.limit_checks(app)
    return app


def client_with(app, cookie):
    with app.test_request_context(headers={"Cookie": f"browser={cookie}"} if cookie else {}):
        return checking._client()


def given(app, cookie=""):
    with app.test_request_context(headers={"Cookie": f"browser={cookie}"} if cookie else {}):
        answer = checking.remember_browser(make_response("page"))
    found = re.search("browser=([^;]+)", answer.headers.get("Set-Cookie", ""))
    return found[1] if found else ""


def test_two_browsers_are_two_clients(app):
    one, other = given(app), given(app)
    assert client_with(app, one) != client_with(app, other)
    assert given(app, one) == ""


@pytest.mark.parametrize("cookie", ["", "made-up", "made.up", "é.é", "a" * 4000, ".", "x.000000000000000000000000"])
def test_made_up_cookie_is_the_computer_itself_and_is_replaced(app, cookie):
    assert client_with(app, cookie).startswith("address")
    assert given(app, cookie)


def test_cookie_of_another_start_is_not_ours(app):
    other = Flask("other")
    checking.limit_checks(other)
    assert client_with(app, given(other)).startswith("address")
