"""What a learner reads about an error: CPython's words for syntax, the right line, their own line, no frame of ours."""

import pytest

from iot_lab.grading import Verdict, grade

HEAD = "from machine import Pin, Timer\nimport time\n"
ERRORS = {
    "nested functions": ("def a():\n    b()\ndef b():\n    return 1 / 0\na()", 6, "return 1 / 0", "ZeroDivisionError"),
    "inside a guest module": ("x = 1\nled = Pin(99, Pin.OUT)", 4, "led = Pin(99, Pin.OUT)", "ValueError: invalid pin"),
    "deep inside a guest module": ("def on():\n    Pin(34, Pin.OUT)\non()", 4, "Pin(34, Pin.OUT)", "ValueError"),
    "a method of a part": ("import dht\nd = dht.DHT22(Pin(4))\nd.measure()", 5, "d.measure()", "OSError"),
    "in a loop with a call put in": (
        "n = 3\nwhile n > -1:\n    n -= 1\n    x = [1][n]",
        6,
        "x = [1][n]",
        "IndexError: list index out of range",
    ),
    "in a comprehension": ("x = [int(w) for w in\n     ('1', 'two')]", 3, "x = [int(w) for w in", "ValueError"),
    "raised by hand": ("raise ValueError('too cold')", 3, "raise ValueError('too cold')", "ValueError: too cold"),
    "a file that is not there": ("open('nothing.txt')", 3, "open('nothing.txt')", "OSError: [Errno 2] ENOENT"),
    "code in a text": ("exec('1 / 0')", 3, "exec('1 / 0')", "ZeroDivisionError"),
}
SYNTAX = {
    "for i in range(3)\n    pass": (1, "expected ':'"),
    "x = (1,\ny = 2\n": (1, "'(' was never closed"),
    "print 'hello'": (1, "Missing parentheses in call to 'print'. Did you mean print(...)?"),
    "if True:\nprint(1)": (2, "expected an indented block after 'if' statement on line 1"),
    "x = 'abc": (1, "unterminated string literal (detected at line 1)"),
}


def seen(blink, program):
    report = grade(blink, program, language="en")
    assert report.checks[0].verdict is Verdict.FAILED
    return report.checks[0].seen


@pytest.mark.parametrize("case", ERRORS)
def test_line_is_the_learners_own_and_no_frame_is_ours(blink, case):
    program, line, source, error = ERRORS[case]
    said = seen(blink, HEAD + program)
    assert said.startswith(f"line {line}, “{source}”: {error}")
    assert ".system" not in said


@pytest.mark.parametrize("program", SYNTAX)
def test_syntax_error_is_said_in_the_words_of_cpython(blink, program):
    line, words = SYNTAX[program]
    said = seen(blink, program)
    assert said.startswith(f"line {line}, ")
    assert words in said


@pytest.mark.parametrize(
    "start",
    [
        "Timer(0).init(period=100, mode=Timer.ONE_SHOT, callback=fail)",
        "button = Pin(18, Pin.IN, Pin.PULL_UP)\nbutton.irq(fail)\nPin(18, Pin.IN, Pin.PULL_DOWN)",
    ],
    ids=["timer", "interrupt"],
)
def test_error_in_a_callback_explains_what_does_not_work(blink, start):
    program = f"{HEAD}def fail(source):\n    led = Pin(2, Pin.OUT)\n    led.onn()\n{start}\ntime.sleep(1)\n"
    report = grade(blink, program, language="en")
    check = report.checks[0]
    assert (check.verdict, report.hint.id) == (Verdict.FAILED, "unknown-name")
    assert check.seen.startswith("line 5, “led.onn()”: AttributeError")
    assert "went on" in check.seen


def test_error_in_a_callback_of_a_program_that_does_well_is_forgiven(blink):
    callback = "from machine import Timer\nTimer(0).init(period=100, mode=Timer.ONE_SHOT, callback=lambda t: 1 / 0)\n"
    assert grade(blink, callback + blink.solution, language="fr").verdict is Verdict.PASSED
