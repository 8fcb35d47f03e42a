"""The pages, the JSON API and the live stream: a thin edge over the services of an open room."""

from iot_lab.web.app import create_app
from iot_lab.web.server import PagesServer, WebPortTaken

__all__ = ["PagesServer", "WebPortTaken", "create_app"]
