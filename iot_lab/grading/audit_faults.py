"""Faults of content that grading shows, one class per mend; details always name the file."""

from __future__ import annotations

from iot_lab.errors import LabError


class CheckingBreaks(LabError):
    """The exercise's own Python raised. Details: file, fault (the last line of the traceback)."""

    code = "checking-breaks"


class StarterPasses(LabError):
    """The program that learners start from already passes. Details: file."""

    code = "starter-passes"


class StarterBreaksDown(LabError):
    """The program that learners start from stops with an error. Details: file, seen."""

    code = "starter-breaks-down"


class SolutionFails(LabError):
    """The solution fails a check. Details: file, seed, check, seen."""

    code = "solution-fails"


class RightProgramFails(LabError):
    """Another right style fails a check. Details: file, seed, check, seen."""

    code = "right-program-fails"


class MistakeSeenElsewhere(LabError):
    """A recogniser asserts its mistake of a program that does not make it. Details: file, mistake."""

    code = "mistake-seen-elsewhere"


class ExplainerSpeaksOfRight(LabError):
    """The explainer finds a quiet mistake in a program that is right. Details: file, said (its id)."""

    code = "explainer-speaks-of-right"


class RecogniserBreaks(LabError):
    """A recogniser raised. Details: file, mistake."""

    code = "recogniser-breaks"


class WrongProgramPasses(LabError):
    """A wrong program passes. Details: file."""

    code = "wrong-program-passes"


class OtherHintGiven(LabError):
    """A wrong program gets another hint than its own. Details: file, wanted, given, check."""

    code = "other-hint-given"


class ConstantNotEnforced(LabError):
    """The solution passes with a constant of the statement changed. Details: file, number, line (of the solution)."""

    code = "constant-not-enforced"


class ChecksTooLoose(LabError):
    """A program that does nothing, or only prints, passes. Details: file, program."""

    code = "checks-too-loose"


class CheatPasses(LabError):
    """A program that guesses what it should sense or compute passes. Details: file."""

    code = "cheat-passes"


class OtherSolutionPasses(LabError):
    """The solution of another exercise passes. Details: file, other."""

    code = "other-solution-passes"


class HintMissing(LabError):
    """A check or a mistake has no hint. Details: file, hint."""

    code = "hint-missing"


class NoHiddenScenario(LabError):
    """The exercise has no public scenario, or no hidden one. Details: file."""

    code = "no-hidden-scenario"
