"""Imports that fail: a member imported as a module, a slip, a module of another world, one that this board lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.explain import board_names
from iot_lab.explain.elsewhere import foreign_member, foreign_module, foreign_name
from iot_lab.explain.nearest import differs_by_case, nearest
from iot_lab.explain.rules import first_of, rule
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase


def _no_module(case: ErrorCase, name: str, rest: str | None = None) -> Diagnosis:
    last = (rest or "").rpartition(".")[2]
    inner = _member_as_module(case, last) if last else None
    return (
        inner
        or first_of((_library, _member_as_module, _foreign, _near_module), case, name)
        or case.found(key("explain.import.unknown"), name=name)
    )


def _library(case: ErrorCase, name: str) -> Diagnosis | None:
    if name in board_names.LIBRARY:
        return case.found(key("explain.import.library"), name=name)
    return None


def _member_as_module(case: ErrorCase, name: str) -> Diagnosis | None:
    """`import Pin`, or `from Machine.Pin import ...`."""
    module = board_names.module_of(name)
    if module is None or name in board_names.MODULES:
        return None
    return case.found(key("explain.import.member"), name=name, module=module)


def _foreign(case: ErrorCase, name: str) -> Diagnosis | None:
    there = foreign_module(name)
    if there is None:
        return None
    if not there.world:
        return case.found(key("explain.import.instead"), name=name, here=there.here)
    if there.world == "Python":
        return case.found(key("explain.import.lacking"), name=name, here=there.here)
    return case.found(key("explain.import.foreign"), name=name, world=there.world, here=there.here)


def _near_module(case: ErrorCase, name: str) -> Diagnosis | None:
    modules = {*board_names.MODULES, *board_names.ALIASES, *board_names.LIBRARY} - {"builtins"}
    meant = differs_by_case(name, modules) or nearest(name, modules)
    if meant is not None:
        return case.found(key("explain.import.slip"), name=name, meant=meant)
    member = next((found for module in ("machine", "dht", "umqtt.simple", "time", "network")
                   if (found := nearest(name, board_names.members(module)))), None)  # fmt: skip
    if member is None:
        return None
    return case.found(key("explain.import.member"), name=member, module=board_names.module_of(member) or "")


def _no_member(case: ErrorCase, name: str) -> Diagnosis:
    """`from machine import pin`."""
    modules = [module for module, _ in case.source.imported_members.values()]
    here = next((module for module in modules if (module, name) in case.source.imported_members.values()), "")
    return member_missing(case, here, name)


def member_missing(case: ErrorCase, module: str, name: str) -> Diagnosis:
    """Return what a name that a module has not was meant to be."""
    real = board_names.ALIASES.get(module, module)
    there = foreign_member(real, name)
    if there is not None:
        return case.found(key("explain.member.instead"), name=name, module=module, here=there.here)
    meant = differs_by_case(name, board_names.members(real)) or nearest(name, board_names.members(real))
    if meant is not None:
        return case.found(key("explain.member.slip"), name=name, module=module, meant=meant)
    owner = board_names.class_with(real, name)
    if owner is not None:
        return case.found(key("explain.member.of-class"), name=name, module=module, owner=owner)
    other = board_names.module_of(name)
    if other is not None and other != real:
        return case.found(key("explain.member.other-module"), name=name, module=module, other=other)
    world = foreign_name(name)
    if world is not None and world.world:
        return case.found(key("explain.name.foreign"), name=name, world=world.world, here=world.here)
    if name in board_names.BUILTINS:
        return case.found(key("explain.member.builtin"), name=name, module=module)
    if not module:
        return case.found(key("explain.import.member-unknown"), name=name)
    return case.found(key("explain.member.unknown"), name=name, module=module)


def _from_itself(case: ErrorCase, name: str, module: str) -> Diagnosis:
    return case.found(key("explain.import.own-file"), name=name, module=module)


RULES: Final = (
    *rule("ImportError ModuleNotFoundError", r"^[nN]o module named '([^'.]+)(?:\.([^']+))?'", _no_module),
    *rule(
        "ImportError",
        r"^cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'.*circular",
        _from_itself,
    ),
    *rule("ImportError", r"^can(?:'t|not) import name '?(\w+)'?", _no_member),
    *rule("ImportError", r"no module named", lambda case: case.worded(key("explain.import.some"))),
)
