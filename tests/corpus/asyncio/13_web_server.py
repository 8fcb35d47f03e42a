# expect: an asyncio.start_server page, visited once
# prints: serving
# prints: GET / HTTP/1.1
# prints: answered
import asyncio
import network

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
served = asyncio.Event()


async def serve(reader, writer):
    request = await reader.readline()
    print(request.decode().strip())
    while await reader.readline() not in (b"\r\n", b""):
        pass
    writer.write(b"HTTP/1.0 200 OK\r\n\r\nhello")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    served.set()


async def main():
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    server = await asyncio.start_server(serve, "0.0.0.0", 80)
    print("serving")
    await served.wait()
    server.close()
    print("answered")


asyncio.run(main())
