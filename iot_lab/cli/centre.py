"""`iot-lab centre`: receive the rooms of many sites and show them; add, list, remove their keys. Exit 0 done, 1 not."""

from __future__ import annotations

import os
import secrets
import sys
import time
from contextlib import closing
from datetime import UTC, datetime

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.options import WholeNumber
from iot_lab.cli.say import say
from iot_lab.cli.stopping import stop_on_signals
from iot_lab.contract.topics import is_name
from iot_lab.room.register import NameRefused
from iot_lab.store import Database, StoreAddressWrong
from iot_lab.store.site_keys import SiteKeys
from iot_lab.texts import key
from iot_lab.workshop.data_folder import DATABASE_VARIABLE

PORT = 8090
MOST_WORKERS = 16


def _opened(ctx: click.Context) -> Database:
    address = ctx.obj or os.environ.get(DATABASE_VARIABLE)
    if not address:
        raise StoreAddressWrong
    return Database.open(address)


@click.group(cls=TextGroup, help=key("cli.centre.help"), invoke_without_command=True)
@click.option("--database", cls=TextOption, metavar="URL", help=key("cli.centre.database"))
@click.option("--host", cls=TextOption, default="0.0.0.0", show_default=True, help=key("cli.centre.host"))
@click.option(
    "--port", cls=TextOption, type=WholeNumber(0, 65535), default=PORT, show_default=True, help=key("cli.centre.port")
)
@click.option(
    "--workers",
    cls=TextOption,
    type=WholeNumber(1, MOST_WORKERS),
    default=2,
    show_default=True,
    help=key("cli.centre.workers"),
)
@click.option("--link-key", cls=TextOption, metavar="TEXT", help=key("cli.centre.link"))
@language_option
@click.pass_context
def centre(ctx: click.Context, database: str | None, host: str, port: int, workers: int, link_key: str | None) -> None:
    """Serve, unless one of the commands below is asked for."""
    ctx.obj = database
    if ctx.invoked_subcommand is not None:
        return
    from iot_lab.app.centre_workers import CentreWorkers

    _opened(ctx).close()  # the address is right and the tables are there, before any process needs them
    link = link_key or secrets.token_urlsafe(12)
    stop = stop_on_signals()
    with CentreWorkers(database or os.environ[DATABASE_VARIABLE], host, port, workers, link) as serving:
        t = current_texts()
        say(t("cli.centre.serving", link=f"http://127.0.0.1:{serving.port}/?key={link}"))
        serving.watch(stop)


@centre.command("add", cls=TextCommand, help=key("cli.centre.add"))
@click.argument("room", cls=TextArgument)
@language_option
@click.pass_context
def add(ctx: click.Context, room: str) -> None:
    """Print a new key, once."""
    if not is_name(room):
        raise NameRefused(name=room[:40])
    with closing(_opened(ctx)) as database:
        made = SiteKeys(database).make(room, time.time_ns() // 1_000_000)
    t = current_texts()
    say(t("cli.centre.added", room=room, key=made))


@centre.command("list", cls=TextCommand, help=key("cli.centre.list"))
@language_option
@click.pass_context
def list_all(ctx: click.Context) -> None:
    """Print a line a room."""
    t = current_texts()
    never = t("cli.centre.never")
    with closing(_opened(ctx)) as database:
        for site in SiteKeys(database).every():
            heard = (
                datetime.fromtimestamp(site.heard_ms / 1000, UTC).isoformat(" ", "minutes") if site.heard_ms else never
            )
            say(f"{site.room}\t{heard}")


@centre.command("remove", cls=TextCommand, help=key("cli.centre.remove"))
@click.argument("room", cls=TextArgument)
@language_option
@click.pass_context
def remove(ctx: click.Context, room: str) -> None:
    """Revoke a key."""
    t = current_texts()
    with closing(_opened(ctx)) as database:
        is_gone = SiteKeys(database).revoke(room)
    say(t("cli.centre.removed", room=room) if is_gone else t("cli.centre.unknown", room=room))
    sys.exit(0 if is_gone else 1)
