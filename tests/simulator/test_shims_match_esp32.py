"""The guest's modules are those of the official ESP32 firmware: nothing invented, nothing that learners use missing."""

from __future__ import annotations

import pytest

from tests.rigs.shim_apis import ABSENT, Differences, Parameters, declared, guest_modules, imported, official, ours

MODULES = sorted(guest_modules())
COMPLETE = [name for name in MODULES if (found := declared(name)) is not None and found.is_complete]


def full_names(api):
    """Yield `top` and `top.member` with what each takes."""
    for top, members in api.items():
        yield top, members.get("")
        yield from ((f"{top}.{member}", value) for member, value in members.items() if member)


def is_private(name: str) -> bool:
    return any(word.startswith("_") and word != "__init__" for word in name.split("."))


def allowed(name: str) -> Differences:
    return declared(name) or Differences()


@pytest.mark.parametrize("name", MODULES)
def test_public_names_exist_in_the_official_firmware(name):
    known = {full for full, _ in full_names(official(name))} | set(allowed(name).added)
    invented = {full for full, _ in full_names(ours(name)) if not is_private(full)} - known
    assert invented - {f"{top}.__init__" for top in ours(name)} == set()


@pytest.mark.parametrize("name", COMPLETE)
def test_names_of_the_official_firmware_are_here_or_declared_absent(name):
    here = {full for full, _ in full_names(ours(name))}
    absent = set(allowed(name).absent)
    missing = {full for full, _ in full_names(official(name)) if not is_private(full)} - here - imported(name)
    assert {full for full in missing if full not in absent and full.split(".")[0] not in absent} == set()


@pytest.mark.parametrize("name", COMPLETE)
def test_what_is_declared_absent_is_absent_and_official(name):
    known = {full for full, _ in full_names(official(name))}
    known |= {f"{full}({one})" for full, value in full_names(official(name)) if value for one in value.names}
    here = {full for full, _ in full_names(ours(name))}
    here |= {f"{full}({one})" for full, value in full_names(ours(name)) if value for one in value.names}
    absent = set(allowed(name).absent)
    assert absent <= known
    assert absent & here == set()
    assert all(reason.strip() for reason in allowed(name).absent.values())


@pytest.mark.parametrize("name", COMPLETE)
def test_parameters_are_those_of_the_official_firmware(name):
    theirs = dict(full_names(official(name)))
    different = allowed(name)
    wrong = {}
    for full, mine in full_names(ours(name)):
        if isinstance(mine, Parameters) and isinstance(theirs.get(full), Parameters) and not is_private(full):
            wrong[full] = {f"{full}({one})" for one in unlike(mine, theirs[full])}
            wrong[full] -= {*different.absent, *different.added}
    assert {full: names for full, names in wrong.items() if names} == {}


def unlike(mine: Parameters, official: Parameters) -> set[str]:
    """Return the parameters that only one of both has; those passed by place only need no same name."""
    if official.takes_all or mine.takes_all:
        return set()
    missing = official.names - mine.names
    spare = mine.names - official.names - official.hidden
    by_place = len(official.hidden - {"self"})
    return missing | (spare if len(spare) > by_place or not official.hidden else set())


def test_every_declaration_is_of_a_module_that_is_here():
    assert {path.stem.replace(".", "/") for path in ABSENT.glob("*.toml")} <= set(MODULES)
