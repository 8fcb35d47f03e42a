"""What a board has: its modules and what they hold, the members of its classes, Python's own names.

As an official MicroPython for the ESP32 shows them (1.27); tests/explain/test_board_names.py asks one.
"""

from __future__ import annotations

from typing import Final


def _names(table: str) -> dict[str, frozenset[str]]:
    """Read lines of an owner, a colon and its names; a line that begins with a space goes on with the one before."""
    rows = table.strip().replace("\n ", " ").split("\n")
    return {owner: frozenset(names.split()) for owner, _, names in (row.partition(":") for row in rows)}


MODULES: Final = _names("""
_thread: LockType allocate_lock exit get_ident stack_size start_new_thread
aioespnow: AIOESPNow
apa106: APA106
array: array
asyncio: CancelledError Event Lock Loop StreamReader StreamWriter Task ThreadSafeFlag TimeoutError create_task
  current_task gather get_event_loop new_event_loop open_connection run sleep sleep_ms start_server wait_for
  wait_for_ms
binascii: a2b_base64 b2a_base64 crc32 hexlify unhexlify
bluetooth: BLE FLAG_NOTIFY FLAG_READ FLAG_WRITE UUID
btree: open
builtins: ArithmeticError AssertionError AttributeError BaseException EOFError Ellipsis Exception GeneratorExit
  ImportError IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplemented
  NotImplementedError OSError OverflowError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemExit
  TypeError UnicodeError ValueError ZeroDivisionError abs all any bin bool bytearray bytes callable chr classmethod
  compile complex delattr dict dir divmod enumerate eval exec execfile filter float frozenset getattr globals hasattr
  hash help hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open
  ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type zip
cmath: cos e exp log log10 phase pi polar rect sin sqrt
collections: OrderedDict deque namedtuple
cryptolib: aes
deflate: AUTO DeflateIO GZIP RAW ZLIB
dht: DHT11 DHT22 DHTBase
ds18x20: DS18X20
errno: EACCES EADDRINUSE EAGAIN EALREADY EBADF ECONNABORTED ECONNREFUSED ECONNRESET EEXIST EHOSTUNREACH EINPROGRESS
  EINVAL EIO EISDIR ENOBUFS ENODEV ENOENT ENOMEM ENOTCONN EOPNOTSUPP EPERM ETIMEDOUT errorcode
esp: flash_erase flash_read flash_size flash_user_start flash_write gpio_matrix_in gpio_matrix_out osdebug
esp32: HEAP_DATA HEAP_EXEC NVS WAKEUP_ALL_LOW WAKEUP_ANY_HIGH idf_heap_info raw_temperature wake_on_ext0 wake_on_ext1
  wake_on_gpio wake_on_touch wake_on_ulp
espnow: ESPNow ESPNowBase
framebuf: FrameBuffer FrameBuffer1 GS2_HMSB GS4_HMSB GS8 MONO_HLSB MONO_HMSB MONO_VLSB MVLSB RGB565
gc: collect disable enable isenabled mem_alloc mem_free threshold
hashlib: md5 sha1 sha256
heapq: heapify heappop heappush
io: BytesIO IOBase StringIO open
json: dump dumps load loads
machine: ADC ADCBlock Counter DAC DEEPSLEEP DEEPSLEEP_RESET EXT0_WAKE EXT1_WAKE Encoder HARD_RESET I2C I2CTarget I2S
  PIN_WAKE PWM PWRON_RESET Pin RTC SDCard SLEEP SOFT_RESET SPI Signal SoftI2C SoftSPI TIMER_WAKE TOUCHPAD_WAKE Timer
  TouchPad UART ULP_WAKE WDT WDT_RESET bitstream deepsleep dht_readinto disable_irq enable_irq freq idle lightsleep
  mem16 mem32 mem8 reset reset_cause sleep soft_reset time_pulse_us unique_id wake_reason
math: acos acosh asin asinh atan atan2 atanh ceil copysign cos cosh degrees e erf erfc exp expm1 fabs factorial floor
  fmod frexp gamma inf isclose isfinite isinf isnan ldexp lgamma log log10 log2 modf nan pi pow radians sin sinh sqrt
  tan tanh tau trunc
micropython: RingIO const heap_lock heap_unlock kbd_intr mem_current mem_info mem_peak mem_total opt_level qstr_info
  schedule stack_use
mip: install
neopixel: NeoPixel
network: AP_IF AUTH_MAX AUTH_OPEN AUTH_WEP AUTH_WPA2_ENTERPRISE AUTH_WPA2_PSK AUTH_WPA2_WPA3_PSK AUTH_WPA3_PSK
  AUTH_WPA_PSK AUTH_WPA_WPA2_PSK LAN MODE_11B MODE_11G MODE_11N MODE_LR PPP STAT_ASSOC_FAIL STAT_BEACON_TIMEOUT
  STAT_CONNECTING STAT_CONNECT_FAIL STAT_GOT_IP STAT_HANDSHAKE_TIMEOUT STAT_IDLE STAT_NO_AP_FOUND
  STAT_NO_AP_FOUND_IN_AUTHMODE_THRESHOLD STAT_NO_AP_FOUND_IN_RSSI_THRESHOLD STAT_NO_AP_FOUND_W_COMPATIBLE_SECURITY
  STAT_WRONG_PASSWORD STA_IF WLAN country hostname ipconfig phy_mode
ntptime: host settime time timeout
onewire: OneWire OneWireError
os: chdir dupterm dupterm_notify getcwd ilistdir listdir mkdir mount remove rename rmdir sep stat statvfs sync umount
  uname unlink urandom
platform: libc_ver platform python_compiler
random: choice getrandbits randint random randrange seed uniform
re: compile match search sub
requests: BodyStream Response delete get head patch post put request
select: POLLERR POLLHUP POLLIN POLLOUT poll select
socket: AF_INET AF_INET6 IPPROTO_IP IPPROTO_TCP IPPROTO_UDP IP_ADD_MEMBERSHIP MSG_DONTWAIT MSG_PEEK SOCK_DGRAM
  SOCK_RAW SOCK_STREAM SOL_SOCKET SO_BINDTODEVICE SO_BROADCAST SO_REUSEADDR TCP_NODELAY getaddrinfo socket
ssl: CERT_NONE CERT_OPTIONAL CERT_REQUIRED PROTOCOL_TLS_CLIENT PROTOCOL_TLS_SERVER SSLContext wrap_socket
struct: calcsize pack pack_into unpack unpack_from
sys: argv atexit byteorder exc_info exit implementation maxsize modules path platform print_exception ps1 ps2 stderr
  stdin stdout version version_info
time: gmtime localtime mktime sleep sleep_ms sleep_us ticks_add ticks_cpu ticks_diff ticks_ms ticks_us time time_ns
uctypes: ARRAY BFINT16 BFINT32 BFINT8 BFUINT16 BFUINT32 BFUINT8 BF_LEN BF_POS BIG_ENDIAN FLOAT32 FLOAT64 INT INT16
  INT32 INT64 INT8 LITTLE_ENDIAN LONG LONGLONG NATIVE PTR SHORT UINT UINT16 UINT32 UINT64 UINT8 ULONG ULONGLONG USHORT
  VOID addressof bytearray_at bytes_at sizeof struct
umqtt.robust: MQTTClient
umqtt.simple: MQTTClient MQTTException
upysh:
vfs: VfsFat VfsLfs2 mount umount
webrepl: start stop
""")

CLASSES: Final = _names("""
ADC: ATTN_0DB ATTN_11DB ATTN_2_5DB ATTN_6DB WIDTH_10BIT WIDTH_11BIT WIDTH_12BIT WIDTH_9BIT atten block init read
  read_u16 read_uv width
DAC: write
DHT11: buf humidity measure pin temperature
DHT22: buf humidity measure pin temperature
DS18X20: buf convert_temp ow read_scratch read_temp scan write_scratch
I2C: deinit init readfrom readfrom_into readfrom_mem readfrom_mem_into readinto scan start stop write writeto
  writeto_mem writevto
MQTTClient: check_msg client_id connect disconnect keepalive lw_msg lw_qos lw_retain lw_topic ping port pswd publish
  server set_callback set_last_will sock ssl ssl_params subscribe unsubscribe user wait_msg
NeoPixel: ORDER bpp buf fill n pin timing write
OneWire: MATCH_ROM SEARCH_ROM SKIP_ROM crc8 pin readbit readbyte readinto reset scan select_rom write writebit
  writebyte
PWM: deinit duty duty_ns duty_u16 freq init
Pin: DRIVE_0 DRIVE_1 DRIVE_2 DRIVE_3 IN IRQ_FALLING IRQ_RISING OPEN_DRAIN OUT PULL_DOWN PULL_UP WAKE_HIGH WAKE_LOW
  init irq off on toggle value
RTC: datetime init memory
SPI: LSB MSB deinit init read readinto write write_readinto
Signal: off on value
SoftI2C: deinit init readfrom readfrom_into readfrom_mem readfrom_mem_into readinto scan start stop write writeto
  writeto_mem writevto
SoftSPI: LSB MSB deinit init read readinto write write_readinto
Timer: ONE_SHOT PERIODIC deinit init value
TouchPad: config read
UART: CTS INV_CTS INV_RTS INV_RX INV_TX IRQ_BREAK IRQ_RX IRQ_RXIDLE RTS any deinit flush init irq read readinto
  readline sendbreak txdone write
WDT: feed
WLAN: IF_AP IF_STA PM_NONE PM_PERFORMANCE PM_POWERSAVE SEC_OPEN SEC_WEP SEC_WPA SEC_WPA2 SEC_WPA2_ENT SEC_WPA2_WPA3
  SEC_WPA3 SEC_WPA_WPA2 active config connect disconnect ifconfig ipconfig isconnected scan status
bytearray: append center count decode endswith extend find format fromhex hex index isalpha isdigit islower isspace
  isupper join lower lstrip partition replace rfind rindex rpartition rsplit rstrip split splitlines startswith strip
  upper
bytes: center count decode endswith find format fromhex hex index isalpha isdigit islower isspace isupper join lower
  lstrip partition replace rfind rindex rpartition rsplit rstrip split splitlines startswith strip upper
dict: clear copy fromkeys get items keys pop popitem setdefault update values
float:
int: from_bytes to_bytes
list: append clear copy count extend index insert pop remove reverse sort
set: add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset
  issuperset pop remove symmetric_difference symmetric_difference_update union update
socket: accept bind close connect fileno listen makefile read readinto readline recv recvfrom send sendall sendto
  setblocking setsockopt settimeout write
str: center count encode endswith find format index isalpha isdigit islower isspace isupper join lower lstrip
  partition replace rfind rindex rpartition rsplit rstrip split splitlines startswith strip upper
tuple: count index
""")

BUILTINS: Final = MODULES["builtins"]
# The kit's own library, on every board of the room that it flashed; a bare board has none of it.
LIBRARY: Final = frozenset(
    ("aht20", "bh1750", "bme280", "buzzer", "hcsr04", "lab", "lcd1602", "mpu6050", "servo", "sht31", "ssd1306")
)
# Other names of the same modules.
ALIASES: Final = {
    "utime": "time", "ujson": "json", "uos": "os", "usocket": "socket", "urequests": "requests", "uasyncio": "asyncio",
    "umachine": "machine", "usys": "sys", "urandom": "random", "ustruct": "struct", "ure": "re", "uselect": "select",
    "ubinascii": "binascii", "uhashlib": "hashlib", "ucollections": "collections", "uio": "io", "uerrno": "errno",
    "ussl": "ssl", "uarray": "array",
}  # fmt: skip
# What a name most likely comes from where several modules have it, and what nobody means by itself.
_FIRST: Final = ("time", "machine", "network", "umqtt.simple", "dht", "json", "neopixel", "math", "random", "asyncio")
_TOO_COMMON: Final = frozenset({"connect", "start", "stop", "host", "e", "time", "sys", "install", "match", "timeout"})


def module_of(member: str) -> str | None:
    """Return the module that has a member of this name, the most usual one first."""
    if member in _TOO_COMMON:
        return None
    ordered = (*_FIRST, *sorted(set(MODULES) - {*_FIRST, "builtins"}))
    return next((module for module in ordered if member in MODULES[module]), None)


# The classes whose constants are looked for in their module: `machine.OUT`.
_CONSTANTS_OF: Final = {"machine": ("Pin", "ADC", "Timer", "UART", "SPI"), "network": ("WLAN",)}


def class_with(module: str, name: str) -> str | None:
    """Return the class of a module that has a member of this name, which the module itself has not."""
    return next((owner for owner in _CONSTANTS_OF.get(module, ()) if name in CLASSES[owner]), None)


def members(module: str) -> frozenset[str]:
    """Return what a module holds, nothing where the board does not know it."""
    return MODULES.get(ALIASES.get(module, module), frozenset())
