"""Blink, judged on what pin 2 did. The first check that fails is explained: causes stand before their effects."""

from iot_lab.grading.vocabulary import Trial, check, expect

LED = 2
BLINKS = 5
HALF_S = 0.5

# Nothing waits between two lines that take a few microseconds each.
AT_ONCE_S = 0.0002
MINUTES_S = 60


@check("output", fr="La broche 2 est une sortie", en="Pin 2 is an output")
def is_an_output(trial: Trial) -> None:
    expect(trial.pin(LED)).is_output()


@is_an_output.mistake("wrong-pin", anywhere=True)
def drives_another_pin(trial: Trial) -> bool:
    pins = trial.pins_written()
    return bool(pins) and LED not in pins


@is_an_output.mistake("nothing-yet", is_symptom=True)
def drives_no_pin(trial: Trial) -> bool:
    return not trial.pins_written()


@check("light", fr="La LED s’allume", en="The LED lights up")
def lights_up(trial: Trial) -> None:
    expect(trial.pin(LED)).goes_high()


@check("rhythm", fr="Allumée 0,5 s, éteinte 0,5 s", en="On for 0.5 s, off for 0.5 s")
def keeps_the_rhythm(trial: Trial) -> None:
    expect(trial.pin(LED)).stays_high(HALF_S, within_percent=5)
    expect(trial.pin(LED)).stays_low(HALF_S, within_percent=5)


@keeps_the_rhythm.mistake("seconds-for-milliseconds")
def waits_for_minutes(trial: Trial) -> bool:
    return any(pulse.high_s > MINUTES_S and pulse.is_over for pulse in trial.pin(LED).pulses)


@keeps_the_rhythm.mistake("no-pause")
def goes_off_at_once(trial: Trial) -> bool:
    return any(pulse.is_over and pulse.high_s < AT_ONCE_S for pulse in trial.pin(LED).pulses)


@keeps_the_rhythm.mistake("no-pause-when-off", unless=("no-pause",))
def goes_on_again_at_once(trial: Trial) -> bool:
    return any(pulse.low_s is not None and pulse.low_s < AT_ONCE_S for pulse in trial.pin(LED).pulses)


@check("count", fr="Elle s’allume cinq fois", en="It lights up five times")
def blinks_five_times(trial: Trial) -> None:
    expect(trial.pin(LED)).pulses(BLINKS)


@blinks_five_times.mistake("endless")
def never_stops(trial: Trial) -> bool:
    return trial.never_ended and len(trial.pin(LED).pulses) > BLINKS


@check("end", fr="Elle est éteinte à la fin", en="It is off at the end")
def ends_off(trial: Trial) -> None:
    expect(trial.pin(LED)).ends_low()
