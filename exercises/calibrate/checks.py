"""Calibrate, judged on what `percent` and `moisture` answer. The first check that fails is explained."""

from iot_lab.grading.vocabulary import Answer, Answers, Trial, check, expect
from iot_lab.simulator.parts.soil_moisture import SoilMoisture

PERCENT, MOISTURE = "percent", "moisture"
WITHIN, MEASURED_WITHIN = 0.5, 3.0
ROUNDING = 0.01


def share(answer: Answer) -> float:
    """Return the right percentage, unbounded."""
    raw, dry, wet = answer.arguments
    return (raw - dry) / (wet - dry) * 100


def is_degenerate(answer: Answer) -> bool:
    return answer.arguments[1] == answer.arguments[2]


def inside(trial: Trial) -> Answers:
    return trial.answers(PERCENT).when(lambda one: not is_degenerate(one) and 0 <= share(one) <= 100)


def outside(trial: Trial) -> Answers:
    return trial.answers(PERCENT).when(lambda one: not is_degenerate(one) and not 0 <= share(one) <= 100)


def equal_points(trial: Trial) -> Answers:
    return trial.answers(PERCENT).when(is_degenerate)


def is_near(answer: Answer, value: float, within: float) -> bool:
    return answer.number is not None and abs(answer.number - value) <= within


@check("function", fr="La fonction percent(raw, dry, wet) répond", en="The function percent(raw, dry, wet) answers")
def answers(trial: Trial) -> None:
    expect(trial.answers(PERCENT)).exist()
    expect(inside(trial)).have_no_error()


@check("linear", fr="Entre les deux points, elle suit la ligne droite", en="Between the two points it follows the line")
def is_linear(trial: Trial) -> None:
    expect(inside(trial)).are(share, within=WITHIN)


@is_linear.mistake("constant")
def always_says_the_same(trial: Trial) -> bool:
    given = inside(trial).each
    return all(one.error is None for one in given) and len({repr(one.result) for one in given}) == 1


@is_linear.mistake("reversed")
def goes_the_other_way(trial: Trial) -> bool:
    return all(is_near(one, 100 - share(one), WITHIN) for one in inside(trial).each)


@is_linear.mistake("share-only")
def forgets_the_hundred(trial: Trial) -> bool:
    return all(is_near(one, share(one) / 100, ROUNDING) for one in inside(trial).each)


@is_linear.mistake("cut")
def cuts_the_decimals(trial: Trial) -> bool:
    """A whole division gives 0 all along the line, and 1 (or 100) at its end."""
    return all(one.error is None and one.result in (0, 1, 100) for one in inside(trial).each)


@check("clamp", fr="En dehors, elle s’arrête à 0 et à 100", en="Outside it stops at 0 and at 100")
def is_clamped(trial: Trial) -> None:
    expect(outside(trial)).are(lambda one: 0.0 if share(one) < 0 else 100.0, within=WITHIN)


@is_clamped.mistake("no-clamp")
def goes_beyond(trial: Trial) -> bool:
    return any(is_near(one, share(one), WITHIN) for one in outside(trial).each)


@check("equal", fr="Deux points égaux donnent None", en="Two equal points give None")
def refuses_equal_points(trial: Trial) -> None:
    expect(equal_points(trial)).are(lambda _: None)


@check("measure", fr="moisture() rend l’humidité de la terre", en="moisture() returns the soil’s moisture")
def measures(trial: Trial) -> None:
    moisture_percent = float(trial.part(SoilMoisture).moisture_percent)
    expect(trial.answers(MOISTURE)).have_no_error()
    expect(trial.answers(MOISTURE)).are(lambda _: moisture_percent, within=MEASURED_WITHIN)
