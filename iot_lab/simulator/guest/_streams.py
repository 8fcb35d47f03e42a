# Streams of `asyncio` (extmod/asyncio/stream.py): sockets, UARTs and the console, read and written without blocking others.
import asyncio
import socket
from asyncio import _streams


class Stream:
    def __init__(self, s, e={}):
        self.s = s
        self.e = e
        self.out_buf = b""

    def get_extra_info(self, v):
        return self.e[v]

    def close(self):
        pass

    async def wait_closed(self):
        self.s.close()

    async def read(self, n=-1):
        got = b""
        while True:
            await _streams.add(self.s, 1)
            piece = self.s.read(n)
            if piece is None:
                continue
            if n >= 0:
                return piece
            if not len(piece):
                return got
            got += piece

    async def readinto(self, buf):
        await _streams.add(self.s, 1)
        return self.s.readinto(buf)

    async def readexactly(self, n):
        got = b""
        while n:
            await _streams.add(self.s, 1)
            piece = self.s.read(n)
            if piece is not None:
                if not len(piece):
                    raise EOFError
                got += piece
                n -= len(piece)
        return got

    async def readline(self):
        line = b""
        while True:
            await _streams.add(self.s, 1)
            piece = self.s.readline()
            if piece is not None:
                line += piece
                if not piece or line[-1:] == b"\n":
                    return line

    def write(self, buf):
        if not self.out_buf:
            written = self.s.write(buf)
            if written == len(buf):
                return
            buf = buf[written or 0 :]
        self.out_buf += buf

    async def drain(self):
        if not self.out_buf:
            return await asyncio.sleep_ms(0)
        while self.out_buf:
            await _streams.add(self.s, 4)
            self.out_buf = self.out_buf[self.s.write(self.out_buf) or 0 :]

    aclose = wait_closed

    async def awrite(self, buf, off=0, sz=-1):
        self.write(buf[off : len(buf) if sz == -1 else off + sz])
        await self.drain()

    awritestr = awrite


StreamReader = StreamWriter = Stream


async def open_connection(host, port, ssl=None, server_hostname=None):
    if ssl:
        import ssl as tls

        tls.wrap_socket(None)
    found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0]
    one = socket.socket(found[0], found[1], found[2])
    one.setblocking(False)
    one.connect(found[-1])
    stream = Stream(one)
    await _streams.add(one, 4)
    return stream, stream


class Server:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.close()
        await self.wait_closed()

    def close(self):
        self.state = True
        self.task.cancel()

    async def wait_closed(self):
        await self.task

    async def _serve(self, listener, serve):
        self.state = False
        while True:
            try:
                await _streams.add(listener, 1)
            except asyncio.CancelledError:
                listener.close()
                if self.state:
                    return
                raise
            try:
                visitor, address = listener.accept()
            except OSError:
                continue
            visitor.setblocking(False)
            stream = Stream(visitor, {"peername": address})
            asyncio.create_task(serve(stream, stream))


async def start_server(cb, host, port, backlog=5, ssl=None):
    found = socket.getaddrinfo(host, port)[0]
    listener = socket.socket(found[0])
    listener.setblocking(False)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(found[-1])
    listener.listen(backlog)
    server = Server()
    server.task = asyncio.create_task(server._serve(listener, cb))
    try:
        await asyncio.sleep_ms(0)
    except asyncio.CancelledError:
        server.task.cancel()
        raise
    return server
