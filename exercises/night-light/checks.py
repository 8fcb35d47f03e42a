"""Night light, judged on the colours of the strip while the light changed. The first check that fails is explained.

What must be is computed from the scenario: `changes` follows the light as a lamp with two thresholds would, and says
between which instants each change is due. Before the first instant no reading can have passed the threshold; after
the last every reading of a whole second has.
"""

import ast
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from iot_lab.grading.vocabulary import (
    Mismatch,
    NothingToJudge,
    Program,
    Sentence,
    Trial,
    check,
    moment,
    number,
    say,
    say_count,
    to_us,
)
from iot_lab.simulator.parts.photoresistor import Photoresistor, voltage
from iot_lab.simulator.world.curves import Curve, value_at

EYE, LAMP, COUNT = 35, 27, 8
STRIP = f"neopixel:{LAMP}"
DARK, BRIGHT, MOST = 20000, 30000, 100
DELAY_S = 1.0
FULL_SCALE_V, FULL = 3.3, 65535
# The light trembles every tenth of a second: two looks in each miss nothing, but may be in its neighbour.
TREMBLE_S, LOOK_S = 0.1, 0.05
# What a converter may be off by, and how near a lamp with one threshold comes to it.
SLACK, NEAR = 200, 2500
# A lamp with one threshold: nearly all its changes, and more of them than a lamp that blinks once when it lights up.
MOSTLY, GREETING = 0.9, 3


@dataclass(frozen=True)
class Change:
    """The lamp must change once between these instants, to be lit or not."""

    first_s: float
    last_s: float
    is_lit: bool


@lru_cache(maxsize=64)
def reading(light: Curve, at_s: float, seed: int) -> float:
    """Return what the sensor says at an instant, in 16 bits."""
    return voltage(value_at(light, at_s, seed)) / FULL_SCALE_V * FULL


@lru_cache(maxsize=16)
def due(light: Curve, seed: int, end_s: float) -> tuple[Change, ...]:
    found, is_lit, first_s, since_s = [], False, None, None
    for look in range(round(end_s / LOOK_S)):
        at_s = look * LOOK_S
        level = reading(light, at_s, seed)
        beyond = BRIGHT - level if is_lit else level - DARK
        if beyond < SLACK and first_s is None:
            first_s = at_s - TREMBLE_S
        since_s = (at_s if since_s is None else since_s) if beyond < 0 else None
        if first_s is not None and since_s is not None and at_s - since_s >= DELAY_S:
            is_lit = not is_lit
            found.append(Change(first_s, at_s + TREMBLE_S, is_lit))
            first_s = since_s = None
    return tuple(found)


def level_at(trial: Trial, at_s: float) -> float:
    return reading(trial.part(Photoresistor).light_lux, at_s, trial.seed)


def end_s(trial: Trial) -> float:
    """Return until when the lamp is judged: the whole scenario, or what the simulated board could follow of it."""
    return trial.duration_s if trial.end == "fuel" or trial.scenario is None else trial.scenario.duration_s


def changes(trial: Trial) -> list[Change]:
    whole_s = trial.scenario.duration_s if trial.scenario else 0.0
    found = due(trial.part(Photoresistor).light_lux, trial.seed, whole_s)
    return [one for one in found if one.last_s < end_s(trial)]


def colours(trial: Trial) -> list[tuple[float, list[list[int]]]]:
    return [(look.at_s, look.value["colours"]) for look in trial.shows(STRIP)]


def lights(colour: list[list[int]]) -> int:
    """Return how many lights of the strip are lit."""
    return sum(any(one) for one in colour)


def switches(trial: Trial) -> list[tuple[float, bool]]:
    """Return when the whole lamp went on or off; on the way, some of its lights may be lit."""
    found: list[tuple[float, bool]] = []
    for at_s, colour in colours(trial):
        is_lit = bool(found) and found[-1][1]
        if lights(colour) == (0 if is_lit else COUNT):
            found.append((at_s, not is_lit))
    return found


def is_lit_at(trial: Trial, at_s: float) -> bool:
    return next((is_lit for start_s, is_lit in reversed(switches(trial)) if start_s <= at_s), False)


def steady(trial: Trial) -> list[tuple[float, float, bool]]:
    """Return the spans in which the lamp must be lit, or must not, from the instant its change is over."""
    found, start_s, is_lit = [], 0.0, False
    for one in changes(trial):
        found.append((start_s, one.first_s, is_lit))
        start_s, is_lit = one.last_s, one.is_lit
    # A change that was not judged to its end may have begun.
    whole = due(trial.part(Photoresistor).light_lux, trial.seed, trial.scenario.duration_s if trial.scenario else 0)
    until_s = min([end_s(trial), *(one.first_s for one in whole if one.last_s >= end_s(trial))])
    return [*found, (start_s, until_s, is_lit)]


def must_be(is_lit: bool, trial: Trial, at_s: float) -> Mismatch:
    light = say(fr="mesure de {level}", en="reading of {level}", level=number(round(level_at(trial, at_s))))
    lit, dark = say(fr="lampe allumée", en="lamp lit"), say(fr="lampe éteinte", en="lamp off")
    at = say(fr="à {at} ({light})", en="at {at} ({light})", at=moment(at_s), light=light)
    return Mismatch(_two(lit if is_lit else dark, at), dark if is_lit else lit, at_s)


def _two(what: Sentence, at: Sentence) -> Sentence:
    return say(fr="{what} {at}", en="{what} {at}", what=what, at=at)


@check("lit", fr="Les huit lumières s’allument", en="All eight lights can be lit")
def lights_up(trial: Trial) -> None:
    most = max((lights(colour) for _, colour in colours(trial)), default=0)
    if most < COUNT and any(one.is_lit for one in changes(trial)):
        raise Mismatch(
            say(fr="les 8 lumières sont allumées la nuit", en="all 8 lights are lit at night"),
            say_count(
                most,
                fr=("{number} lumière seulement", "{number} lumières au plus"),
                en=("{number} light only", "{number} lights at most"),
            )
            if most
            else say(fr="la barrette de la broche 27 reste éteinte", en="the strip on pin 27 stays off"),
        )


@lights_up.mistake("wrong-pin", anywhere=True)
def sends_elsewhere(trial: Trial) -> bool:
    return any(event.kind == "wire-write" and event.where != str(LAMP) for event in trial.events)


@lights_up.mistake("no-write")
def never_sends(trial: Trial, program: Program) -> bool:
    return "NeoPixel" in program.names and not any(event.kind == "wire-write" for event in trial.events)


@lights_up.mistake("only-first")
def lights_a_few(trial: Trial) -> bool:
    return 0 < max((lights(colour) for _, colour in colours(trial)), default=0) < COUNT


@lights_up.mistake("read-once")
def reads_before_the_loop(_trial: Trial, program: Program) -> bool:
    repeated = [one for one in ast.walk(program.tree) if isinstance(one, ast.While | ast.For | ast.FunctionDef)]
    inside = {id(node) for one in repeated for node in ast.walk(one)}
    readings = [*program.calls("read_u16"), *program.calls("read"), *program.calls("read_uv")]
    return bool(repeated) and bool(readings) and not any(id(one) in inside for one in readings)


@check("follows", fr="Allumée la nuit, éteinte le jour", en="Lit at night, off by day")
def follows(trial: Trial) -> None:
    for start_s, until_s, is_lit in steady(trial):
        if start_s < until_s and is_lit_at(trial, start_s) != is_lit:
            raise must_be(is_lit, trial, start_s)
        wrong = [at_s for at_s, now in switches(trial) if start_s < at_s < until_s and now != is_lit]
        if wrong:
            raise must_be(is_lit, trial, wrong[0])


@lights_up.mistake("wrong-sensor", anywhere=True)
@follows.mistake("wrong-sensor", anywhere=True)
def reads_another_pin(_trial: Trial, program: Program) -> bool:
    return EYE not in program.numbers


@follows.mistake("inverted")
def shines_by_day(trial: Trial) -> bool:
    spans = [(until_s, is_lit) for start_s, until_s, is_lit in steady(trial) if start_s < until_s]
    return len(spans) > 1 and all(is_lit_at(trial, until_s - LOOK_S) != is_lit for until_s, is_lit in spans)


@lights_up.mistake("thresholds")
@follows.mistake("never-goes-out", unless=("wrong-sensor", "read-once", "inverted"))
def never_sends_the_darkness(trial: Trial, program: Program) -> bool:
    """It lights up once and stays lit, gives the strip black, and sends it nothing once it must be dark."""
    found = [is_lit for _, is_lit in switches(trial)]
    spans = steady(trial)
    dark_s = next((start_s for (_, _, before), (start_s, _, lit) in pairwise(spans) if before and not lit), None)
    if found != [True] or dark_s is None or not gives_black(program):
        return False
    sent = [event.t_us for event in trial.events if event.kind == "wire-write" and event.where == str(LAMP)]
    return len(program.calls("write")) == 1 and not any(t_us > to_us(dark_s) for t_us in sent)


def gives_black(program: Program) -> bool:
    tuples = (node for node in ast.walk(program.tree) if isinstance(node, ast.Tuple) and len(node.elts) == len("rgb"))
    return any(all(isinstance(one, ast.Constant) and one.value == 0 for one in node.elts) for node in tuples)


@follows.mistake("forgets", unless=("swapped",))
def forgets_between_the_thresholds(trial: Trial, program: Program) -> bool:
    """Between both thresholds it is always off, or always lit: it does not remember what it was."""
    levels = [(level_at(trial, at_s), is_lit) for at_s, is_lit in switches(trial)]
    goes_out = [level for level, is_lit in levels if not is_lit]
    lights = [level for level, is_lit in levels if is_lit]
    has_both = program.numbers.issuperset((DARK, BRIGHT)) and bool(goes_out) and bool(lights)
    off_at_dark = has_both and max(goes_out) < BRIGHT - NEAR and max(lights) < DARK + SLACK
    lit_at_bright = has_both and min(goes_out) > BRIGHT - SLACK and min(lights) > DARK + NEAR
    return off_at_dark or lit_at_bright


@follows.mistake(
    "thresholds",
    unless=(
        "one-threshold",
        "swapped",
        "wrong-pin",
        "no-write",
        "only-first",
        "read-once",
        "forgets",
        "never-goes-out",
    ),
)
def has_other_thresholds(trial: Trial, program: Program) -> bool:
    return bool(colours(trial)) and not program.numbers.issuperset((DARK, BRIGHT))


@follows.mistake("too-late", of_pauses=True, unless=("thresholds", "one-threshold", "swapped"))
def comes_late(trial: Trial) -> bool:
    """Each state is right in the end; only the delay is wrong."""
    spans = [one for one in steady(trial) if one[0] < one[1]]
    is_right = all(is_lit_at(trial, until_s - LOOK_S) == is_lit for _, until_s, is_lit in spans)
    return is_right and any(is_lit_at(trial, start_s) != is_lit for start_s, _, is_lit in spans)


@check("once", fr="Un seul changement par crépuscule et par aube", en="One change only at each dusk and each dawn")
def changes_once(trial: Trial) -> None:
    if changes(trial) and not switches(trial):
        raise NothingToJudge(
            say(fr="la lampe change une fois", en="the lamp changes once"),
            say(fr="elle ne change jamais", en="it never changes"),
        )
    for one in changes(trial):
        inside = [at_s for at_s, _ in switches(trial) if one.first_s <= at_s <= one.last_s]
        if len(inside) > 1:
            raise Mismatch(
                say(
                    fr="un seul changement entre {first} et {last}",
                    en="a single change between {first} and {last}",
                    first=moment(one.first_s),
                    last=moment(one.last_s),
                ),
                say_count(
                    len(inside),
                    fr=("{number} changement", "{number} changements"),
                    en=("{number} change", "{number} changes"),
                ),
                inside[1],
            )


@follows.mistake("swapped")
@changes_once.mistake("swapped")
def goes_out_at_less_light(trial: Trial) -> bool:
    """Between the thresholds it often goes out at a smaller reading than the one at which it lit up."""
    levels = [(level_at(trial, at_s), is_lit) for at_s, is_lit in switches(trial)]
    inside = [one for one in levels if DARK < one[0] < BRIGHT]
    less = [1 for (on, is_lit), (off, _) in pairwise(inside) if is_lit and off < on - SLACK]
    return len(less) > 2


@follows.mistake("one-threshold")
@changes_once.mistake("one-threshold", unless=("swapped", "forgets"))
def has_one_threshold(trial: Trial, program: Program) -> bool:
    """Nearly every change fits a single level: lit below it, off above, and several come near it from both sides."""
    least = GREETING if program.numbers.issuperset((DARK, BRIGHT)) else 1
    levels = [(level_at(trial, at_s), is_lit) for at_s, is_lit in switches(trial)]
    for limit, _ in levels:
        lit = [level for level, is_lit in levels if is_lit and level < limit]
        off = [level for level, is_lit in levels if not is_lit and level >= limit]
        near = [level for level in (*lit, *off) if abs(level - limit) < NEAR]
        if (
            lit
            and off
            and len(lit) + len(off) >= MOSTLY * len(levels)
            and len(near) > least
            and min(off) - max(lit) < NEAR
        ):
            return True
    return False


@check("bright", fr="Pas plus de 100 par couleur", en="No more than 100 of a colour")
def spares_power(trial: Trial) -> None:
    for at_s, colour in colours(trial):
        most = max(value for one in colour for value in one)
        if most > MOST:
            raise Mismatch(
                say(fr="au plus 100 par couleur", en="at most 100 of a colour"),
                say(fr="une lumière à {value}", en="a light at {value}", value=most),
                at_s,
            )
