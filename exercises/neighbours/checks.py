"""Neighbours, judged on what `predict` answers about samples that the host chose. Causes stand before their effects."""

import ast
from collections.abc import Callable

from iot_lab.grading.vocabulary import Answer, Answers, Program, Trial, check, expect

PREDICT = "predict"
LABELS = ("ripe", "dry", "dark")
LEAST = 0.85
ALIKE = 0.9
KS = (1, 5)
# Samples with a wrong label, in each file (scenarios.py).
SLIPS = 3
# The numbers of the statement: a program that divides by them fits one garden only.
LUX, PERCENT = 10_000, 100

Row = tuple[float, float, str]
Distance = Callable[[Row, float, float], float]


def truth(trial: Trial, answer: Answer) -> tuple[str, str]:
    """Return why a question was asked, and its right label."""
    sample, k = answer.arguments
    why, label = trial.truth[(tuple(sample), k)]
    return why, label


def asked(trial: Trial, why: str, k: int | None = None) -> Answers:
    """Return the answers to one kind of question, for one k or for all."""
    return trial.answers(PREDICT).when(lambda one: truth(trial, one)[0] == why and k in (None, one.arguments[1]))


def is_right(trial: Trial) -> Callable[[Answer], bool]:
    return lambda answer: answer.result == truth(trial, answer)[1]


def samples(trial: Trial) -> list[Row]:
    """Return the samples of the file."""
    lines = dict(trial.scenario.files)["samples.csv"].decode().splitlines()[1:]
    rows = [line.split(",") for line in lines]
    return [(float(light), float(soil), label) for light, soil, label in rows]


def answers_by(trial: Trial, distance: Distance) -> bool:
    """Whether the answers with k = 1 are those of a program that takes the sample of the smallest such distance."""
    rows = samples(trial)

    def is_like(answer: Answer) -> bool:
        light, soil = answer.arguments[0]
        return answer.result == min(rows, key=lambda row: distance(row, light, soil))[2]

    return asked(trial, "unseen", 1).share(is_like) >= ALIKE


def answers_like(trial: Trial, light_scale: float, soil_scale: float) -> bool:
    """Whether the answers with k = 1 are those of a program that divides light and soil by these numbers."""
    return answers_by(
        trial, lambda row, light, soil: ((row[0] - light) / light_scale) ** 2 + ((row[1] - soil) / soil_scale) ** 2
    )


def spans(trial: Trial) -> tuple[float, float]:
    """Return from the least to the most of light and of soil in the file."""
    lights, soils = zip(*((light, soil) for light, soil, _ in samples(trial)), strict=True)
    return max(lights) - min(lights), max(soils) - min(soils)


def looks_at_the_sample(program: Program) -> bool:
    """Whether the function does anything with its first parameter: mistaken distances too may answer one label only."""
    function = program.function(PREDICT)
    if function is None or not function.args.args:
        return False
    name = function.args.args[0].arg
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(function))


@check("function", fr="La fonction predict(sample, k) répond", en="The function predict(sample, k) answers")
def answers(trial: Trial) -> None:
    expect(trial.answers(PREDICT)).have_no_error()


@answers.mistake("nothing-yet", is_symptom=True)
def has_no_function(trial: Trial) -> bool:
    return any(one.error == "missing" for one in trial.answers(PREDICT).each)


@check("labels", fr="Elle rend ripe, dry ou dark", en="It returns ripe, dry or dark")
def returns_labels(trial: Trial) -> None:
    expect(trial.answers(PREDICT)).are_among(LABELS)


@returns_labels.mistake("list")
def returns_lists(trial: Trial) -> bool:
    return any(isinstance(one.result, list) for one in trial.answers(PREDICT).each)


@check("known", fr="Elle reconnaît les relevés du fichier", en="It recognises the samples of the file")
def knows_the_file(trial: Trial) -> None:
    expect(asked(trial, "known")).are(lambda answer: truth(trial, answer)[1])


@knows_the_file.mistake("farthest")
def takes_the_farthest(trial: Trial) -> bool:
    light_span, soil_span = spans(trial)
    return answers_by(
        trial, lambda row, light, soil: -(((row[0] - light) / light_span) ** 2) - ((row[1] - soil) / soil_span) ** 2
    )


@knows_the_file.mistake("signed")
def lets_differences_cancel_out(trial: Trial, program: Program) -> bool:
    """The differences are added as they are, whichever way round."""
    light_span, soil_span = spans(trial)

    def difference(row: Row, light: float, soil: float) -> float:
        return (row[0] - light) / light_span + (row[1] - soil) / soil_span

    is_like = answers_by(trial, difference) or answers_by(trial, lambda *given: -difference(*given))
    return is_like and looks_at_the_sample(program)


@knows_the_file.mistake("half-scaled")
def scales_the_file_alone(trial: Trial, program: Program) -> bool:
    light_span, soil_span = spans(trial)
    least = [min(row[place] for row in samples(trial)) for place in (0, 1)]
    return looks_at_the_sample(program) and answers_by(
        trial,
        lambda row, light, soil: (
            ((row[0] - least[0]) / light_span - light) ** 2 + ((row[1] - least[1]) / soil_span - soil) ** 2
        ),
    )


@knows_the_file.mistake("constant", unless=("farthest", "signed", "half-scaled"))
def always_says_the_same(trial: Trial) -> bool:
    return len({str(one.result) for one in trial.answers(PREDICT).each}) == 1


@check("unseen", fr="85 % de réponses justes sur des relevés inconnus", en="85% right on samples it never saw")
def is_right_on_unseen_samples(trial: Trial) -> None:
    for k in KS:
        expect(asked(trial, "unseen", k)).are_right(is_right(trial), at_least=LEAST)


@is_right_on_unseen_samples.mistake("memorises", unless=("constant",))
def only_knows_the_file(trial: Trial) -> bool:
    return len({str(one.result) for one in asked(trial, "unseen").each}) == 1


@is_right_on_unseen_samples.mistake("fixed-scale")
def divides_by_the_numbers_of_one_garden(trial: Trial, program: Program) -> bool:
    return {LUX, PERCENT} <= program.numbers and answers_like(trial, LUX, PERCENT)


@is_right_on_unseen_samples.mistake("unscaled", unless=("fixed-scale",))
def takes_the_numbers_as_they_are(trial: Trial) -> bool:
    return answers_like(trial, 1, 1)


@check("k", fr="Elle écoute k voisins", en="It listens to k neighbours")
def listens_to_k_neighbours(trial: Trial) -> None:
    for k in KS:
        expect(asked(trial, "slip", k)).are(lambda answer: truth(trial, answer)[1])


@check("tie", fr="À égalité, le plus proche l’emporte", en="In a tie the nearest one wins")
def nearest_wins_a_tie(trial: Trial) -> None:
    expect(asked(trial, "slip", 2)).are(lambda answer: truth(trial, answer)[1])


@nearest_wins_a_tie.mistake("sorted-votes")
def sorts_the_votes(_trial: Trial, program: Program) -> bool:
    """The first or last of what `sorted` gives for a key is taken: on the board it may change the order of equals.

    A key that is several values settles them itself.
    """
    for call in program.calls("sorted"):
        above = program.explained.parents.get(call)
        is_end = isinstance(above, ast.Subscript) and above.value is call and ast.unparse(above.slice) in ("0", "-1")
        keys = [one.value for one in call.keywords if one.arg == "key"]
        if is_end and keys and not (isinstance(keys[0], ast.Lambda) and isinstance(keys[0].body, ast.Tuple)):
            return True
    return False


@check("card", fr="card() rend la fiche du modèle", en="card() returns the model card")
def has_a_card(trial: Trial) -> None:
    labels = [label for _, _, label in samples(trial)]
    expect(trial.card).is_filled()
    expect(trial.card).tests(tuple(labels.count(label) for label in LABELS))


@check("honest", fr="La fiche compte les erreurs", en="The card counts the mistakes")
def counts_its_mistakes(trial: Trial) -> None:
    """A sample with a wrong label is always misjudged by the others: the card cannot be perfect."""
    count = len(samples(trial))
    expect(trial.card).promises_at_most((count - SLIPS) / count)


@counts_its_mistakes.mistake("tested-on-itself")
def leaves_each_sample_among_its_neighbours(trial: Trial) -> bool:
    return trial.card.promised == 1
