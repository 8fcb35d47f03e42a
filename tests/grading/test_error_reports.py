"""What a learner reads about an error: the right line, their own line, what it means, no English and no frame of ours."""

import pytest

from iot_lab.grading import Verdict, grade

HEAD = "from machine import Pin, Timer\nimport time\n"
ERRORS = {
    "nested functions": ("def a():\n    b()\ndef b():\n    return 1 / 0\na()", 6, "return 1 / 0", "`0` is zero"),
    "inside a guest module": ("x = 1\nled = Pin(99, Pin.OUT)", 4, "led = Pin(99, Pin.OUT)", "no pin `99`"),
    "deep inside a guest module": (
        "def on():\n    Pin(34, Pin.OUT)\non()",
        4,
        "Pin(34, Pin.OUT)",
        "pin 34 can only read",
    ),
    "a method of a part": (
        "import dht\nd = dht.DHT22(Pin(4))\nd.measure()",
        5,
        "d.measure()",
        "`d` does not answer on pin 4",
    ),
    "in a loop with a call put in": (
        "n = 3\nwhile n > -1:\n    n -= 1\n    x = [1][n]",
        6,
        "x = [1][n]",
        "has no element number `n`",
    ),
    "in a comprehension": (
        "x = [int(w) for w in\n     ('1', 'two')]",
        3,
        "x = [int(w) for w in",
        "“two” is not a number",
    ),
    "raised by hand": ("raise ValueError('too cold')", 3, "raise ValueError('too cold')", "saying “too cold”"),
    "a file that is not there": ("open('nothing.txt')", 3, "open('nothing.txt')", "“nothing.txt” does not exist"),
    "code in a text": ("exec('1 / 0')", 3, "exec('1 / 0')", "divides by zero"),
}
SYNTAX = {
    "for i in range(3)\n    pass": (1, "colon `:` is missing"),
    "x = (1,\ny = 2\n": (1, "`(` is opened here and never closed"),
    "print 'hello'": (1, "`print` is written with brackets"),
    "if True:\nprint(1)": (2, "after `if True:` (line 1)"),
    "x = 'abc": (1, "quotation mark `'` that closes the text"),
}


def seen_and_hint(blink, program):
    report = grade(blink, program, language="en")
    assert report.checks[0].verdict is Verdict.FAILED
    return report.checks[0].seen, report.hint.text


@pytest.mark.parametrize("case", ERRORS)
def test_line_is_the_learners_own_and_no_frame_is_ours(blink, case):
    program, line, source, error = ERRORS[case]
    said, hint = seen_and_hint(blink, HEAD + program)
    assert said.startswith(f"line {line}, “{source}”: ")
    assert error in hint
    assert ".system" not in said + hint


@pytest.mark.parametrize("program", SYNTAX)
def test_syntax_error_is_said_in_words_of_ours(blink, program):
    line, words = SYNTAX[program]
    said, hint = seen_and_hint(blink, program)
    assert said.startswith(f"line {line}, ")
    assert words in hint


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
    assert (check.verdict, report.hint.id) == (Verdict.FAILED, "attribute.slip")
    assert check.seen.startswith("line 5, “led.onn()”: what follows the dot does not exist")
    assert "went on" in check.seen


def test_error_in_a_callback_of_a_program_that_does_well_is_forgiven(blink):
    callback = "from machine import Timer\nTimer(0).init(period=100, mode=Timer.ONE_SHOT, callback=lambda t: 1 / 0)\n"
    assert grade(blink, callback + blink.solution, language="fr").verdict is Verdict.PASSED
