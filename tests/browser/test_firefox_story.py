"""The main story in the system's Firefox: come in, exercise 1 wrong then right, run it on the drawn board, come back."""

from __future__ import annotations

import json
import os

import pytest

from iot_lab.course import load_exercise
from tests.rigs.firefox import find_firefox, running_firefox

ECHO = "from machine import Pin\nled = Pin(2, Pin.OUT)\nled.value(1)\nprint('allumée')\n"
WRITE = """
const view = document.querySelector('.cm-content');
view.focus();
document.execCommand('selectAll');
return document.execCommand('insertText', false, arguments[0]);
"""


@pytest.fixture(scope="module")
def firefox():
    path = find_firefox()
    if path is None:
        pytest.skip("no Firefox found: install one or set KIT_FIREFOX; the other browser tests use Chromium")
    with running_firefox(path) as browser:
        yield browser


def write(firefox, program):
    firefox.until("return document.body.dataset.editor === 'ready'")
    assert firefox.run(WRITE, program)


def test_main_story(firefox, kit):
    code = json.loads((kit.data / "class.json").read_text("utf-8"))["room_code"]
    firefox.goto(f"{kit.url}/join?code={code}")
    firefox.type("#nickname", f"Renarde {os.getpid() % 1000}")
    firefox.click(".come-in button.primary")
    personal = firefox.text(".who-code")

    firefox.goto(f"{kit.url}/exercises/blink")
    write(firefox, "print('bonjour')")
    firefox.click("#check")
    assert firefox.until("return document.querySelector('.verdict')?.dataset.verdict") == "failed"
    assert firefox.run("return document.querySelectorAll('.compared svg').length") == 1

    write(firefox, ECHO)
    firefox.click("#run")
    firefox.until("return document.getElementById('console').textContent.includes('allumée')")
    firefox.until("return Number(document.querySelector('#drawn-picture .glow')?.getAttribute('opacity')) > 0")

    write(firefox, load_exercise("blink").solution)
    firefox.click("#check")
    firefox.until("return document.querySelector('.verdict')?.dataset.verdict === 'passed'")
    firefox.until("return document.getElementById('saved').textContent.startsWith('Gardé')")

    firefox.run("document.querySelector('form[action=\"/leave\"]').submit()")
    firefox.until("return location.pathname === '/join'")
    firefox.click(".join-again summary")
    firefox.type("#personal", personal)
    firefox.click("form[action='/resume'] button")
    firefox.until("return location.pathname === '/exercises'")
    firefox.goto(f"{kit.url}/exercises/blink")
    firefox.until("return document.body.dataset.editor === 'ready'")
    assert "range(5)" in firefox.run("return document.querySelector('.cm-content').textContent")

    firefox.goto(f"{kit.url}/")
    firefox.until("return document.getElementById('indicator')?.dataset.link === 'live'")
    firefox.until("return document.querySelectorAll('.card .value').length > 0")
