"""Gestures, judged on what the functions answer and on what left while the sensor moved. Causes before effects."""

from itertools import pairwise
from math import sqrt
from typing import Any

from iot_lab.grading.vocabulary import (
    Answer,
    Answers,
    Messages,
    Mismatch,
    NothingToJudge,
    Program,
    PublishedMessage,
    Trial,
    check,
    expect,
    moment,
    quote,
    say,
)
from iot_lab.simulator.world.scenario import Span
from iot_lab.sums import total

FEATURES, PREDICT, MODEL = "features", "predict", "model"
LABELS = ("rest", "circle", "shake")
WITHIN, WITHIN_MG, LEAST = 0.01, 1.0, 0.80
AFTER_S, LATE_S = 2.0, 0.5
MOTION, POWER = 0x68, 0x6B
# Readings of a program that measures all along: some seconds of them.
MANY = 60
# A driver may read one measure in several steps: nearer than that they are one.
RATE_HZ, RATE_WITHIN, SAME_MEASURE_US = 25, 0.20, 5000
SIGN_WORDS, SIGN_NUMBERS = {"unpack", "unpack_from", "MPU6050", "accel"}, {32767, 32768, 65535, 65536}

Numbers = list[float]
Window = tuple[tuple[int, ...], ...]


def six(window: list[list[int]]) -> Numbers:
    axes = [[sample[axis] for sample in window] for axis in range(3)]
    means = [total(axis) / len(axis) for axis in axes]
    spreads = [total((one - mean) ** 2 for one in axis) / len(axis) for axis, mean in zip(axes, means, strict=True)]
    return means + [sqrt(one) for one in spreads]


def is_numbers(value: Any, count: int = 6) -> bool:
    is_list = isinstance(value, list) and len(value) == count
    return is_list and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)


def window_of(answer: Answer) -> Window:
    """Return the window that was asked about, as the truth knows it."""
    return tuple(tuple(one) for one in answer.arguments[0])


def true_label(trial: Trial, answer: Answer) -> str:
    labels: dict[Window, str] = trial.truth["labels"] | trial.truth["own"]
    return labels.get(window_of(answer), "?")


def asked(trial: Trial) -> Answers:
    """Return what `predict` answered about people who are not in the file."""
    return trial.answers(PREDICT).when(lambda one: window_of(one) in trial.truth["labels"])


def own(trial: Trial) -> Answers:
    """Return what `predict` answered about the last person of the file; nothing where that was not asked."""
    return trial.answers(PREDICT).when(lambda one: window_of(one) in trial.truth["own"])


def model(trial: Trial) -> tuple[dict[str, Numbers], Numbers] | None:
    """Return the centres and scales that the program told, None where they cannot be read."""
    told = next((one.result for one in trial.answers(MODEL).each), None)
    centres, scales = (told.get("centres"), told.get("scales")) if isinstance(told, dict) else (None, None)
    is_whole = isinstance(centres, dict) and set(centres) == set(LABELS) and all(map(is_numbers, centres.values()))
    return (centres, scales) if is_whole and is_numbers(scales) and all(scales) else None


def on_a_laptop(trial: Trial, window: list[list[int]]) -> str:
    """Return what the told model says of a window."""
    found = model(trial)
    if found is None:
        raise NothingToJudge(say(fr="un modèle", en="a model"), say(fr="il n’y en a pas", en="there is none"))
    return nearest(*found, six(window))


def nearest(centres: dict[str, Numbers], scales: Numbers, numbers: Numbers) -> str:
    def distance(label: str) -> float:
        parts = zip(numbers, centres[label], scales, strict=True)
        return total(((one - centre) / scale) ** 2 for one, centre, scale in parts)

    return min(centres, key=distance)


def farthest(centres: dict[str, Numbers], scales: Numbers, numbers: Numbers) -> str:
    left = {label: centres[label] for label in LABELS}
    while len(left) > 1:
        least = nearest(left, scales, numbers)
        del left[least]
    return next(iter(left))


def is_short(value: float) -> bool:
    return abs(float(f"{value:.6g}") - value) <= abs(value) * 1e-9


@check("functions", fr="features, model et predict répondent", en="features, model and predict answer")
def answers(trial: Trial) -> None:
    for function in (FEATURES, MODEL, PREDICT):
        expect(trial.answers(function)).have_no_error()


def near(seen: Numbers, wanted: Numbers) -> bool:
    return all(abs(a - b) <= max(WITHIN_MG, abs(b) * WITHIN) for a, b in zip(seen, wanted, strict=True))


@check("features", fr="features rend trois moyennes et trois écarts types", en="features returns means and deviations")
def sums_up_a_window(trial: Trial) -> None:
    expect(trial.answers(FEATURES)).are_right(lambda _: True, at_least=1)
    for one in trial.answers(FEATURES).each:
        wanted = six(one.arguments[0])
        if not is_numbers(one.result) or not near(one.result, wanted):
            raise Mismatch(
                say(fr="{wanted}", en="{wanted}", wanted=str([round(x) for x in wanted])),
                say(
                    fr="elle rend {result}",
                    en="it returns {result}",
                    result=str([round(x, 1) for x in one.result]) if is_numbers(one.result) else repr(one.result)[:60],
                ),
            )


@sums_up_a_window.mistake("variance")
def forgets_the_root(trial: Trial) -> bool:
    given = [(one.result, six(one.arguments[0])) for one in trial.answers(FEATURES).each]
    return all(is_numbers(told) and near(told, wanted[:3] + [x**2 for x in wanted[3:]]) for told, wanted in given)


@check("model", fr="model rend des centres et des échelles", en="model returns centres and scales")
def tells_its_model(trial: Trial) -> None:
    if model(trial) is None:
        told = next((one.result for one in trial.answers(MODEL).each), None)
        raise Mismatch(
            say(
                fr="un centre de six nombres pour rest, circle et shake, et six échelles qui ne sont pas 0",
                en="a centre of six numbers for rest, circle and shake, and six scales that are not 0",
            ),
            say(fr="model() rend {told}", en="model() returns {told}", told=repr(told)[:80]),
        )


@check("digits", fr="Au plus 6 chiffres significatifs", en="At most 6 significant digits")
def is_rounded(trial: Trial) -> None:
    found = model(trial)
    if found is None:
        raise NothingToJudge(say(fr="un modèle", en="a model"), say(fr="il n’y en a pas", en="there is none"))
    for value in [*(one for centre in found[0].values() for one in centre), *found[1]]:
        if not is_short(value):
            raise Mismatch(
                say(fr="{short}", en="{short}", short=f"{value:.6g}"),
                say(fr="{value}", en="{value}", value=repr(value)),
            )


@check("agrees", fr="La carte et l’ordinateur trouvent la même chose", en="Board and laptop find the same")
def agrees_with_a_laptop(trial: Trial) -> None:
    expect(trial.answers(PREDICT)).are_right(lambda one: one.result in LABELS, at_least=1)
    for one in trial.answers(PREDICT).each:
        wanted = on_a_laptop(trial, one.arguments[0])
        if one.result != wanted:
            raise Mismatch(
                say(
                    fr="avec les centres et les échelles de ce modèle, cette fenêtre est {wanted}",
                    en="with the centres and scales of this model, this window is {wanted}",
                    wanted=wanted,
                ),
                say(fr="predict rend {result}", en="predict returns {result}", result=str(one.result)),
            )


@agrees_with_a_laptop.mistake("farthest")
def takes_the_farthest(trial: Trial) -> bool:
    """Each answer is the label of the centre that is farthest by the told model."""
    found = model(trial)
    given = trial.answers(PREDICT).each
    return (
        found is not None
        and bool(given)
        and all(one.result == farthest(*found, six(one.arguments[0])) for one in given)
    )


@check("unseen", fr="80 % de réponses justes chez d’autres personnes", en="80% right on other people")
def is_right_on_others(trial: Trial) -> None:
    expect(asked(trial)).are_right(lambda one: one.result == true_label(trial, one), at_least=LEAST)


@agrees_with_a_laptop.mistake("constant")
@is_right_on_others.mistake("constant")
def always_says_the_same(trial: Trial) -> bool:
    given = trial.answers(PREDICT).each
    return all(one.error is None for one in given) and len({str(one.result) for one in given}) == 1


def gestures(trial: Trial) -> tuple[tuple[Span, str], ...]:
    found: tuple[tuple[Span, str], ...] = trial.truth["gestures"]
    return found


def told(trial: Trial) -> Messages:
    return trial.messages(trial.room.topic("gesture"))


def at_rest(trial: Trial) -> list[PublishedMessage]:
    """Return what was published although nothing moved, nor had just moved."""
    spans = [Span(span.start_s, span.length_s + AFTER_S + LATE_S) for span, _ in gestures(trial)]
    return [one for one in told(trial) if not any(span.holds(one.at_s) for span in spans)]


@check("live", fr="Chaque geste est publié", en="Each gesture is published")
def publishes_gestures(trial: Trial) -> None:
    expect(trial.connections()).made()
    for span, label in gestures(trial):
        inside = [one for one in told(trial) if span.start_s <= one.at_s < span.end_s + AFTER_S + LATE_S]
        right = [one for one in inside if one.fields.get("label") == label]
        wrong = [one for one in inside if span.start_s + AFTER_S <= one.at_s < span.end_s and one not in right]
        if not right or len(wrong) > len(right):
            raise Mismatch(
                say(
                    fr='{{"label": "{label}"}} entre {start} et {end}',
                    en='{{"label": "{label}"}} between {start} and {end}',
                    label=label,
                    start=moment(round(span.start_s, 1)),
                    end=moment(round(span.end_s + AFTER_S, 1)),
                ),
                say(fr="{text}", en="{text}", text=quote((wrong or inside)[-1].text))
                if inside
                else say(fr="aucun message", en="no message"),
                span.start_s,
            )


@check("silent", fr="Au repos, la carte se tait", en="At rest the board is silent")
def is_silent_at_rest(trial: Trial) -> None:
    for one in at_rest(trial):
        raise Mismatch(
            say(fr="aucun message quand rien ne bouge", en="no message when nothing moves"),
            say(fr="{text} à {at}", en="{text} at {at}", text=quote(one.text), at=moment(round(one.at_s, 1))),
            one.at_s,
        )


@is_silent_at_rest.mistake("tells-rest")
def publishes_rest_too(trial: Trial) -> bool:
    return bool(at_rest(trial)) and all(one.fields.get("label") == "rest" for one in at_rest(trial))


@publishes_gestures.mistake("unsigned")
@is_silent_at_rest.mistake("unsigned")
def takes_bytes_without_sign(trial: Trial, program: Program) -> bool:
    has_sign = SIGN_WORDS & program.names or SIGN_NUMBERS & program.numbers or "signed" in program.source
    return len(trial.i2c(MOTION).reads) >= MANY and not has_sign


@publishes_gestures.mistake("asleep", unless=("unsigned",))
def leaves_the_sensor_asleep(trial: Trial) -> bool:
    is_woken = any(one.data[:1] == bytes((POWER,)) and len(one.data) > 1 for one in trial.i2c(MOTION).writes)
    return len(trial.i2c(MOTION).reads) >= MANY and not is_woken


@publishes_gestures.mistake("never-measures", anywhere=True)
def never_reads_the_sensor(trial: Trial) -> bool:
    return bool(trial.connections().made) and not told(trial).arrived and len(trial.i2c(MOTION).reads) < MANY


@check("rate", fr="Elle mesure 25 fois par seconde", en="It measures 25 times a second")
def measures_at_the_rate(trial: Trial) -> None:
    """Most pauses between two measures are those of the recordings: a late one, while the board sends, does no harm."""
    starts_us = [one.start_us for one in trial.i2c(MOTION).reads]
    apart_us = sorted(late - early for early, late in pairwise(starts_us) if late - early > SAME_MEASURE_US)
    if len(apart_us) < MANY:
        raise NothingToJudge(say(fr="des mesures", en="measures"), say(fr="trop peu", en="too few"))
    middle_us = apart_us[len(apart_us) // 2]
    if abs(RATE_HZ * middle_us / 1e6 - 1) > RATE_WITHIN:
        raise Mismatch(
            say(fr="25 mesures par seconde : une toutes les 40 ms", en="25 measures a second: one each 40 ms"),
            say(
                fr="{rate} par seconde : une toutes les {period} ms",
                en="{rate} a second: one each {period} ms",
                rate=round(1e6 / middle_us),
                period=round(middle_us / 1000),
            ),
        )


@check("card", fr="card() rend la fiche du modèle", en="card() returns the model card")
def has_a_card(trial: Trial) -> None:
    expect(trial.card).is_filled()
    expect(trial.card).tests(trial.truth["last"])


@check("honest", fr="La fiche compte les erreurs", en="The card counts the mistakes")
def counts_its_mistakes(trial: Trial) -> None:
    """The card promises no more than `predict` holds on the same windows, give or take one: it may have learnt more.

    Nor has it fewer mistakes, give or take one, than centres that have not seen the last person.
    """
    answers = own(trial)
    if not answers.each:
        return
    spare = 1 / len(answers.each)
    expect(trial.card).promises_at_most(answers.share(lambda one: one.result == true_label(trial, one)) + spare)
    if mistakes_told(trial) < missed_without_last(trial) - 1:
        raise Mismatch(
            say(
                fr="{missed} erreurs : ce que manque un modèle sans la dernière personne",
                en="{missed} mistakes: what a model without the last person gets wrong",
                missed=missed_without_last(trial),
            ),
            say(fr="la fiche en compte {told}", en="the card counts {told}", told=mistakes_told(trial)),
        )


def mistakes_told(trial: Trial) -> int:
    matrix = trial.card.matrix or []
    return sum(map(sum, matrix)) - sum(row[place] for place, row in enumerate(matrix))


def missed_without_last(trial: Trial) -> int:
    """Return how many windows of the last person are misjudged by the centres of the others, whichever scales."""
    centres, scales = trial.truth["without"]
    found = model(trial)
    return min(
        sum(
            nearest(centres, one, six(list(map(list, window)))) != label for window, label in trial.truth["own"].items()
        )
        for one in (scales, found[1] if found else scales)
    )


@counts_its_mistakes.mistake("saw-the-last")
def tests_a_model_that_saw_the_last_person(trial: Trial) -> bool:
    """The card counts as many mistakes as a model that knows the last person, which is `predict` itself."""
    answers = own(trial)
    wrong = sum(one.result != true_label(trial, one) for one in answers.each)
    is_fewer = bool(answers.each) and mistakes_told(trial) < missed_without_last(trial) - 1
    return is_fewer and mistakes_told(trial) == wrong


@has_a_card.mistake("tested-on-training")
def tests_what_it_learnt(trial: Trial) -> bool:
    return trial.card.tested is not None and sum(trial.card.tested) == trial.truth["all"]


@has_a_card.mistake("long-windows")
def makes_windows_of_whole_takes(trial: Trial) -> bool:
    """Half as many windows of each label are counted as there are: each holds a whole take of 80 lines."""
    return trial.card.tested is not None and [2 * one for one in trial.card.tested] == list(trial.truth["last"])


@has_a_card.mistake("overlapping")
def counts_windows_that_overlap(trial: Trial) -> bool:
    tested = sum(trial.card.tested or ())
    return tested > sum(trial.truth["last"]) and tested != trial.truth["all"]
