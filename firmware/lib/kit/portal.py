# Last resort: no known network joined for minutes. The board opens its own, `iot-lab-<name>` (password `iotlab-<room>`), and
# serves one page, http://192.168.4.1, where somebody chooses a network. It closes after five minutes; known networks are
# tried again.
import socket
import time

import network

from kit import files
from kit.notices import say

OPEN_MS, MOST_BYTES = 300000, 2048
VISIT_MS = 5000  # a visitor who sends byte after byte is not waited for longer
PAGE = """HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n<!doctype html>
<html lang="%s"><meta name="viewport" content="width=device-width"><title>%s</title>
<style>body{font:18px system-ui;max-width:30em;margin:2em auto;padding:0 1em}
input,button{font:inherit;padding:.5em;margin:.3em 0 1em;width:100%%}</style>
<h1>%s</h1><p>%s</p><form method="post"><label>%s<input name="ssid" list="n" required maxlength="32"></label>
<datalist id="n">%s</datalist><label>%s<input name="password" maxlength="64"></label><button>%s</button></form></html>"""
WORDS = {
    "fr": ("Réseau Wi-Fi de la carte", "La carte n’a rejoint aucun réseau connu (%s).", "Nom du réseau", "Mot de passe",
           "Enregistrer", "Enregistré. La carte essaie ce réseau ; vous pouvez fermer cette page."),
    "en": ("The board’s Wi-Fi network", "The board joined no known network (%s).", "Network name", "Password",
           "Save", "Saved. The board is trying this network; you may close this page."),
}  # fmt: skip


class Portal:
    def __init__(self, config, room):
        self._config = config
        self._language = config.get("language") if config.get("language") in WORDS else "fr"
        self._access = network.WLAN(network.AP_IF)
        self._access.active(True)
        self._access.config(ssid="iot-lab-" + config["name"], security=3, password="iotlab-" + config["room"])
        self._end = time.ticks_add(time.ticks_ms(), OPEN_MS)
        self._names = sorted(room.wifi.hear())
        self._server = socket.socket()
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._server.bind(socket.getaddrinfo("0.0.0.0", config.get("portal", 80))[0][-1])
        self._server.listen(2)
        self._server.settimeout(0)
        say("lab: Wi-Fi iot-lab-%s is open, http://192.168.4.1" % config["name"])

    def step(self, room):
        """Serve one visitor if there is one; True once the portal has closed."""
        if room.wifi.state == "joined" or time.ticks_diff(self._end, time.ticks_ms()) < 0:
            self._server.close()
            self._access.active(False)
            room.wifi.rounds = 0
            return True
        try:
            visitor, _ = self._server.accept()
        except OSError:
            return False
        try:
            self._answer(visitor, room)
        except (OSError, ValueError):
            pass  # a visitor who left, or sent nonsense
        finally:
            visitor.close()
        return False

    def _answer(self, visitor, room):
        head, _, body = _receive(visitor).partition(b"\r\n\r\n")
        title, text, name, password, save, saved = WORDS[self._language]
        fields = _form(body) if head[:5] == b"POST " else {}
        if 0 < len(fields.get("ssid", "")) <= 32:
            self._keep({"ssid": fields["ssid"], "password": fields.get("password", "")}, room)
            text = saved
        else:
            text = text % room.wifi.state
        options = "".join('<option value="%s">' % _escape(one) for one in self._names)
        page = PAGE % (self._language, title, title, text, name, options, password, save)
        visitor.write(page.encode())

    def _keep(self, wanted, room):
        others = [one for one in self._config["wifi"] if one["ssid"] != wanted["ssid"]]
        self._config["wifi"][:] = [wanted] + others
        files.change(files.CONFIG, wifi=self._config["wifi"])
        room.wifi.retry()


def _receive(visitor):
    """Return one request: headers, and as much body as they announce."""
    text, wanted = b"", MOST_BYTES
    end_ms = time.ticks_add(time.ticks_ms(), VISIT_MS)
    while len(text) < wanted:
        visitor.settimeout(max(1, time.ticks_diff(end_ms, time.ticks_ms())) / 1000)
        piece = visitor.recv(256)
        if not piece or time.ticks_diff(end_ms, time.ticks_ms()) <= 0:
            break
        text += piece
        head, end, _ = text.partition(b"\r\n\r\n")
        if end:
            _, _, length = head.lower().partition(b"content-length:")
            wanted = min(MOST_BYTES, len(head) + 4 + int(length.split(b"\r\n")[0] or 0))
    return text


def _form(body):
    found = {}
    for pair in body.split(b"&"):
        name, _, value = pair.partition(b"=")
        first, *others = value.replace(b"+", b" ").split(b"%")
        found[name.decode()] = b"".join([first] + [bytes([int(one[:2], 16)]) + one[2:] for one in others]).decode()
    return found


def _escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
