"""`iot-lab packages ...`: MicroPython packages that boards install without the internet. Exit 0 done, 1 not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.texts import key
from iot_lab.workshop.packages.index import PackageIndex
from iot_lab.workshop.packages.sources import FROM_PYPI, MICROPYTHON_LIB, add_package

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.workshop.packages.index import BoardPackage


@click.group(cls=TextGroup, help=key("cli.packages.help"))
@language_option
def packages() -> None:
    """Run one of the commands below."""


@packages.command("add", cls=TextCommand, help=key("cli.packages.add"))
@click.argument("name", cls=TextArgument)
@click.option("--pypi", "is_pypi", cls=TextOption, is_flag=True, help=key("cli.packages.pypi"))
@click.option("--index", cls=TextOption, metavar="URL", default=MICROPYTHON_LIB, help=key("cli.packages.index"))
@data_option
@language_option
def add(name: str, is_pypi: bool, index: str, data: Path | None) -> None:
    """Fetch a package, and say how a board installs it."""
    t = current_texts()

    def tell(package: BoardPackage) -> None:
        size_kb = -(-sum(map(len, package.files.values())) // 1000)
        say(t("cli.packages.kept", name=package.name, version=package.version, size=size_kb))

    add_package(PackageIndex(data_folder(data)), name, FROM_PYPI if is_pypi else index, tell)
    say(t("cli.packages.install", name=name))


@packages.command("list", cls=TextCommand, help=key("cli.packages.list"))
@data_option
@language_option
def list_all(data: Path | None) -> None:
    """Print one line a package."""
    t = current_texts()
    kept = PackageIndex(data_folder(data)).kept()
    for name, version in kept:
        say(f"{name} {version}")
    if not kept:
        say(t("cli.packages.none"))


@packages.command("remove", cls=TextCommand, help=key("cli.packages.remove"))
@click.argument("name", cls=TextArgument)
@data_option
@language_option
def remove(name: str, data: Path | None) -> None:
    """Forget a package; boards that have it keep it."""
    t = current_texts()
    PackageIndex(data_folder(data)).forget(name)
    say(t("cli.packages.removed", name=name))
