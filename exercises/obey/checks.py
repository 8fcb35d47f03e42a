"""Obey a message, judged on the servo and on what the board publishes. The first check that fails is explained."""

import re
from dataclasses import dataclass

from iot_lab.grading.vocabulary import (
    Messages,
    Mismatch,
    NothingToJudge,
    Program,
    Sentence,
    Trial,
    breakdown,
    check,
    expect,
    moment,
    number,
    quote,
    say,
)
from iot_lab.simulator.world.scenario import Arrival

PIN, ORDERS = 18, "do/angle"
ARM = f"sg90:{PIN}"
LEAST, MOST = 0, 180
WITHIN, DELAY_S, TOLD_WITHIN_S = 3.0, 0.2, 1.0
# How an SG90 stands when power comes (iot_lab/simulator/parts/sg90.py).
AT_REST = 90.0
US_PER_S = 1e6
# What an SG90 understands, and some way beside.
LEAST_US, MOST_US = 400, 2600
DECIMALS = re.compile(rb"\d+\.\d+")


@dataclass(frozen=True)
class Time:
    """From an arrival on: what the servo must aim at (None: not known yet) until the next one."""

    arrival: Arrival
    angle: int | None
    end_s: float
    is_order: bool


def times(trial: Trial) -> list[Time]:
    arrivals = sorted(trial.scenario.broker.arrivals, key=lambda one: one.t_s) if trial.scenario else []
    ends = [*(one.t_s for one in arrivals[1:]), trial.scenario.duration_s if trial.scenario else 0.0]
    found, angle = [], None
    for arrival, end_s in zip(arrivals, ends, strict=True):
        ordered = ordered_angle(trial, arrival)
        angle = angle if ordered is None else ordered
        found.append(Time(arrival, angle, end_s, ordered is not None))
    return found


def ordered_angle(trial: Trial, arrival: Arrival) -> int | None:
    """Return the angle that a message orders, None where it is to be put aside."""
    is_mine = arrival.topic == trial.room.topic(ORDERS)
    is_angle = is_mine and arrival.payload.isdigit() and LEAST <= int(arrival.payload) <= MOST
    return int(arrival.payload) if is_angle else None


def target(trial: Trial, at_s: float) -> float:
    return trial.shows(ARM).at(at_s).get("target_degrees", AT_REST)


def moves(trial: Trial, start_s: float, end_s: float) -> list[tuple[float, float]]:
    """Return when the servo is sent elsewhere between two instants, and to which angle."""
    looks = [(look.at_s, look.value["target_degrees"]) for look in trial.shows(ARM)]
    return [one for one in looks if start_s < one[0] < end_s]


def told(trial: Trial) -> Messages:
    return trial.messages(trial.room.topic("angle"))


def received(trial: Trial) -> bool:
    return any(event.kind == "mqtt-receive" for event in trial.events)


def degrees(angle: float) -> Sentence:
    return say(fr="{angle} degrés", en="{angle} degrees", angle=number(angle))


def words(arrival: Arrival) -> Sentence:
    return quote(arrival.payload.decode("utf-8", "backslashreplace"))


def _is_near(angle: float, wanted: float) -> bool:
    return abs(angle - wanted) <= WITHIN


@breakdown("malformed-stops")
def stops_at_an_absurd_message(trial: Trial) -> bool:
    before = [one for one in times(trial) if one.arrival.t_s <= trial.duration_s]
    return trial.error is not None and bool(before) and not before[-1].is_order


@breakdown("refused")
def gives_no_account(trial: Trial) -> bool:
    return bool(trial.connections().refused_us) and not trial.connections().made


@check("subscribes", fr="Elle s’abonne au sujet des ordres", en="It subscribes to the topic of the orders")
def subscribes(trial: Trial) -> None:
    expect(trial.connections()).made()
    if not received(trial) and not _is_subscribed(trial):
        raise Mismatch(
            say(
                fr="un abonnement à « {topic} »",
                en="a subscription to “{topic}”",
                topic=trial.room.topic(ORDERS),
            ),
            _say_subscriptions(trial),
        )


def _is_subscribed(trial: Trial) -> bool:
    topics = {event.where for event in trial.events if event.kind == "mqtt-subscribe"}
    return trial.room.topic(ORDERS) in topics


def _say_subscriptions(trial: Trial) -> Sentence:
    topics = [event.where for event in trial.events if event.kind == "mqtt-subscribe"]
    if not topics:
        return say(fr="aucun abonnement", en="no subscription")
    return say(fr="un abonnement à {topic}", en="a subscription to {topic}", topic=quote(topics[0]))


@subscribes.mistake("wrong-topic", anywhere=True)
def subscribes_elsewhere(trial: Trial) -> bool:
    is_any = any(event.kind == "mqtt-subscribe" for event in trial.events)
    return is_any and not _is_subscribed(trial) and not received(trial)


@check("obeys", fr="Le servo part vers l’angle demandé en 0,2 s", en="The servo sets out for the angle within 0.2 s")
def obeys(trial: Trial) -> None:
    orders = [one for one in times(trial) if one.is_order and one.arrival.t_s + DELAY_S < trial.duration_s]
    if not orders:
        raise NothingToJudge(
            say(fr="le servo suit les ordres", en="the servo follows the orders"),
            say(fr="le programme finit avant le premier", en="the program ends before the first one"),
        )
    for one in orders:
        _must_be_there(trial, one)


def _must_be_there(trial: Trial, one: Time) -> None:
    start_s = one.arrival.t_s + DELAY_S
    seen = [(start_s, target(trial, start_s)), *moves(trial, start_s, one.end_s)]
    wrong = [(at_s, angle) for at_s, angle in seen if not _is_near(angle, float(one.angle or 0))]
    if wrong:
        at_s, angle = wrong[0]
        raise Mismatch(
            say(
                fr="l’ordre {words} de {order} : vers {angle} dès {at}",
                en="the order {words} of {order}: towards {angle} from {at} on",
                words=words(one.arrival),
                order=moment(one.arrival.t_s),
                angle=degrees(float(one.angle or 0)),
                at=moment(start_s),
            ),
            say(fr="le servo vise {angle}", en="the servo aims at {angle}", angle=degrees(angle))
            if len(trial.shows(ARM))
            else say(fr="le servo n’a encore rien reçu", en="the servo has got nothing yet"),
            at_s,
        )


@subscribes.mistake("never-checks")
@obeys.mistake("never-checks")
def never_looks(trial: Trial, program: Program) -> bool:
    return _is_subscribed(trial) and not received(trial) and not {"check_msg", "wait_msg"} & program.names


@obeys.mistake("wrong-pin", anywhere=True)
def drives_another_pin(trial: Trial) -> bool:
    return any(event.kind == "pwm" and event.where != str(PIN) for event in trial.events)


@obeys.mistake("too-late", of_pauses=True)
def comes_late(trial: Trial) -> bool:
    """Each angle is reached, before the next order, but not in time."""
    orders = [one for one in times(trial) if one.is_order and one.end_s <= trial.duration_s]
    ends = [_next_order_s(trial, one) for one in orders]
    is_right = [_is_near(target(trial, end_s), float(one.angle or 0)) for one, end_s in zip(orders, ends, strict=True)]
    late = [
        is_reached
        for one, is_reached in zip(orders, is_right, strict=True)
        if not _is_near(target(trial, one.arrival.t_s + DELAY_S), float(one.angle or 0))
    ]
    is_late = any(late) and sum(late) >= len(late) - 1
    return is_late and sum(is_right) >= len(is_right) - 1 > 0 and received(trial)


@obeys.mistake("microseconds")
def gives_microseconds_as_nanoseconds(trial: Trial) -> bool:
    """Each pulse is a thousandth of one that the servo knows: microseconds were given to `duty_ns`."""
    widths_us = [one.duty / one.freq_hz * US_PER_S for one in trial.pwm(PIN).settings if one.duty and one.freq_hz]
    return bool(widths_us) and all(LEAST_US <= 1000 * one <= MOST_US for one in widths_us)


@obeys.mistake("digits")
def reads_some_digits(trial: Trial) -> bool:
    """An order of more digits is followed as its first or last two, or one; shorter orders are followed well."""
    orders = [one for one in times(trial) if one.is_order and one.arrival.t_s + DELAY_S < trial.duration_s]
    aims = [(str(one.angle), target(trial, one.arrival.t_s + DELAY_S)) for one in orders]
    return any(
        any(angle[part] != angle for angle, _ in aims)
        and all(_is_near(aim, float(angle[part])) for angle, aim in aims)
        and any(not _is_near(aim, float(angle)) for angle, aim in aims)
        for part in (slice(1), slice(2), slice(-1, None), slice(-2, None))
    )


def _next_order_s(trial: Trial, order: Time) -> float:
    later = [one.arrival.t_s for one in times(trial) if one.is_order and one.arrival.t_s > order.arrival.t_s]
    return min([*later, trial.duration_s]) - 1 / US_PER_S


@check("ignores", fr="Un message absurde est écarté", en="An absurd message is put aside")
def ignores(trial: Trial) -> None:
    expect(trial.connections()).made()
    for one in times(trial):
        if one.is_order or one.arrival.t_s > trial.duration_s:
            continue
        moved = moves(trial, one.arrival.t_s, one.end_s)
        wrong = [(at_s, angle) for at_s, angle in moved if one.angle is None or not _is_near(angle, float(one.angle))]
        if wrong:
            raise Mismatch(
                say(
                    fr="{words} sur « {topic} » ne fait rien bouger",
                    en="{words} on “{topic}” moves nothing",
                    words=words(one.arrival),
                    topic=one.arrival.topic,
                ),
                say(fr="le servo part vers {angle}", en="the servo goes to {angle}", angle=degrees(wrong[0][1])),
                wrong[0][0],
            )


@ignores.mistake("any-topic")
def obeys_any_topic(trial: Trial) -> bool:
    others = [one for one in times(trial) if not one.is_order and one.arrival.topic != trial.room.topic(ORDERS)]
    return any(_is_moved(trial, one) for one in others)


@ignores.mistake("out-of-range")
def obeys_any_number(trial: Trial) -> bool:
    mine = [one for one in times(trial) if not one.is_order and one.arrival.topic == trial.room.topic(ORDERS)]
    return any(_is_number(one.arrival.payload) and _is_moved(trial, one) for one in mine)


def _is_number(payload: bytes) -> bool:
    return payload.lstrip(b"-").isdigit()


def _is_moved(trial: Trial, one: Time) -> bool:
    return any(not _is_near(angle, float(one.angle or 0)) for _, angle in moves(trial, one.arrival.t_s, one.end_s))


@ignores.mistake("decimals")
def obeys_decimals(trial: Trial) -> bool:
    """A number with decimals moves it, although an order is a whole number in digits."""
    mine = [one for one in times(trial) if not one.is_order and one.arrival.topic == trial.room.topic(ORDERS)]
    return any(DECIMALS.fullmatch(one.arrival.payload) and _is_moved(trial, one) for one in mine)


@check("answers", fr="Elle publie chaque angle suivi, et rien d’autre", en="It publishes each angle, and nothing else")
def answers(trial: Trial) -> None:
    expect(told(trial)).exist()
    orders = [one for one in times(trial) if one.is_order and one.arrival.t_s + TOLD_WITHIN_S < trial.duration_s]
    for one in orders:
        start_s = one.arrival.t_s
        inside = [message for message in told(trial) if start_s <= message.at_s <= start_s + TOLD_WITHIN_S]
        if [message.payload for message in inside] != [str(one.angle).encode()]:
            raise Mismatch(
                say(
                    fr="« {angle} » sur « angle », une fois, avant {end}",
                    en="“{angle}” on “angle”, once, before {end}",
                    angle=one.angle or 0,
                    end=moment(start_s + TOLD_WITHIN_S),
                ),
                quote(inside[0].text) if inside else say(fr="rien", en="nothing"),
                start_s,
            )
    _must_be_all(trial, orders)


def _must_be_all(trial: Trial, orders: list[Time]) -> None:
    spans = [(one.arrival.t_s, one.arrival.t_s + TOLD_WITHIN_S) for one in orders]
    last_s = trial.duration_s - TOLD_WITHIN_S
    for message in told(trial):
        if message.at_s < last_s and not any(start_s <= message.at_s <= end_s for start_s, end_s in spans):
            raise Mismatch(
                say(fr="rien sur « angle » sans ordre suivi", en="nothing on “angle” without an order followed"),
                say(fr="{text} à {at}", en="{text} at {at}", text=quote(message.text), at=moment(message.at_s)),
                message.at_s,
            )


@answers.mistake("tells-before-checking")
@ignores.mistake("tells-before-checking", unless=("out-of-range", "any-topic"))
def tells_absurd_messages(trial: Trial) -> bool:
    absurd = [one for one in times(trial) if not one.is_order]
    return any(
        one.arrival.t_s <= message.at_s < one.end_s and message.payload == one.arrival.payload
        for one in absurd
        for message in told(trial)
    )
