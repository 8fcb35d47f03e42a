# `requests` as an ESP32's firmware has it: one connection a request, HTTP only.
import socket


class BodyStream:
    def __init__(self, sock, remaining):
        self._sock = sock
        self._remaining = remaining  # bytes left; None: until the end, "chunked": by pieces
        self._left = 0  # of the present piece

    def read(self, n=-1):
        got = b""
        while n < 0 or len(got) < n:
            piece = self._piece(n - len(got) if n >= 0 else 2048)
            if not piece:
                break
            got += piece
        return got

    def readinto(self, buf):
        data = self.read(len(buf))
        buf[: len(data)] = data
        return len(data)

    def close(self):
        self._sock.close()

    def _piece(self, most):
        if self._remaining is None:
            return self._sock.read(most)
        if self._remaining != "chunked":
            data = self._sock.read(min(most, self._remaining)) if self._remaining else b""
            self._remaining -= len(data)
            return data
        if not self._left:
            line = self._sock.readline()
            self._left = int(line.split(b";")[0], 16) if line.strip() else 0
            if not self._left:
                self._remaining = 0
                return b""
        data = self._sock.read(min(most, self._left))
        self._left -= len(data)
        if not self._left:
            self._sock.readline()
        return data


class Response:
    def __init__(self, f):
        self.raw = f
        self.encoding = "utf-8"
        self._cached = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def close(self):
        if self.raw:
            self.raw.close()
            self.raw = None
        self._cached = None

    @property
    def content(self):
        if self._cached is None:
            try:
                self._cached = self.raw.read()
            finally:
                self.raw.close()
                self.raw = None
        return self._cached

    @property
    def text(self):
        return str(self.content, self.encoding)

    def json(self):
        import json

        return json.loads(self.content)


def request(
    method, url, data=None, json=None, headers=None, stream=None, auth=None, timeout=None, parse_headers=True
):
    host, port, path = _parts(url)
    headers, data = _prepared(host, headers, data, json, auth)
    address = socket.getaddrinfo(host.split(":")[0], port, 0, socket.SOCK_STREAM)[0][-1]
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if timeout is not None:
            sock.settimeout(timeout)
        sock.connect(address)
        sock.write("%s %s HTTP/1.1\r\n" % (method, path))
        sock.write("".join("%s: %s\r\n" % (name, headers[name]) for name in headers) + "\r\n")
        _send(sock, data)
        response, found = _answer(sock, method, parse_headers)
    except OSError:
        sock.close()
        raise
    location = found.get("location")
    if location and response.status_code not in (301, 302, 303, 307, 308) and not 200 <= response.status_code <= 299:
        sock.close()
        raise NotImplementedError("Redirect %d not yet supported" % response.status_code)
    if not location or 200 <= response.status_code <= 299:
        return response
    sock.close()
    headers.pop("Host", None)
    if response.status_code in (301, 302, 303):
        return request("GET", location, None, None, headers, stream)
    return request(method, location, data, None, headers, stream)


def head(url, **kw):
    return request("HEAD", url, **kw)


def get(url, **kw):
    return request("GET", url, **kw)


def post(url, **kw):
    return request("POST", url, **kw)


def put(url, **kw):
    return request("PUT", url, **kw)


def patch(url, **kw):
    return request("PATCH", url, **kw)


def delete(url, **kw):
    return request("DELETE", url, **kw)


def _parts(url):
    parts = url.split("/", 3)
    if len(parts) < 3:
        raise ValueError("need more than %d values to unpack" % len(parts))
    proto, host = parts[0], parts[2]
    if proto == "https:":
        from _modules import lacks

        lacks("ssl", "the simulated board has no TLS: http:// only")
    if proto != "http:":
        raise ValueError("Unsupported protocol: " + proto)
    port = int(host.split(":")[1]) if ":" in host else 80
    return host, port, "/" + (parts[3] if len(parts) > 3 else "")


def _prepared(host, given, data, json, auth):
    headers = dict(given or {})
    if auth is not None:
        import binascii

        secret = binascii.b2a_base64("%s:%s" % auth)[:-1].decode()
        headers["Authorization"] = "Basic " + secret
    if "Host" not in headers:
        headers["Host"] = host
    if json is not None:
        assert data is None
        import json as _json

        data = _json.dumps(json)
        if "Content-Type" not in headers:
            headers["Content-Type"] = "application/json"
    if data:
        if _is_stream(data):
            if "Content-Length" not in headers:
                headers["Transfer-Encoding"] = "chunked"
        elif "Content-Length" not in headers:
            if isinstance(data, str):
                data = data.encode()
            headers["Content-Length"] = len(data)
    if "Connection" not in headers:
        headers["Connection"] = "close"
    return headers, data


def _is_stream(data):
    return hasattr(data, "__next__") and not hasattr(data, "__len__")


def _send(sock, data):
    if not data:
        return
    if not _is_stream(data):
        sock.write(data)
        return
    for piece in data:
        sock.write("%x\r\n" % len(piece))
        sock.write(piece)
        sock.write("\r\n")
    sock.write("0\r\n\r\n")


def _answer(sock, method, parse_headers):
    words = sock.readline().split(None, 2)
    if len(words) < 2:
        sock.close()
        raise ValueError("HTTP error: BadStatusLine:\n%s" % words)
    found, told = {}, {}
    while True:
        line = sock.readline()
        if not line or line == b"\r\n":
            break
        name, value = str(line, "utf-8").split(":", 1)
        found[name.lower()] = told[name] = value.strip()
        if callable(parse_headers):
            parse_headers(line, told)
    length = found.get("content-length")
    remaining = "chunked" if "chunked" in found.get("transfer-encoding", "") else int(length) if length else None
    response = Response(BodyStream(sock, 0 if method == "HEAD" else remaining))
    response.status_code = int(words[1])
    response.reason = words[2].rstrip() if len(words) > 2 else ""
    if parse_headers is not False:
        response.headers = told
    return response, found
