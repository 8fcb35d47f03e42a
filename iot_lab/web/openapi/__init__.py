"""The kit's API in OpenAPI 3.1, served at `/api/openapi.json`; a test asks every path and compares the answers."""

from iot_lab.web.openapi.document import openapi

__all__ = ["openapi"]
