# The old name of `requests`.
import requests as _requests


def __getattr__(attr):
    return getattr(_requests, attr)
