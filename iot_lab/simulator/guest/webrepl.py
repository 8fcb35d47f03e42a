# `webrepl` for the boot.py of public courses: it starts as on a board, and nobody ever connects (lacking.py says so).
from _board import call as _call


def start(port=8266, password=None, accept_handler=None):
    import network

    told = "manual override" if password is not None else "normal"
    if password is None:
        try:
            import webrepl_cfg

            password = webrepl_cfg.PASS
        except Exception:
            print("WebREPL is not configured, run 'import webrepl_setup'")
            raise TypeError("can't convert 'NoneType' object to str implicitly")
    if len(password) > 9:
        raise ValueError
    _call("lacks", "webrepl.start")
    for number in (network.AP_IF, network.STA_IF):
        wlan = network.WLAN(number)
        if wlan.active():
            print("WebREPL server started on http://%s:%d/" % (wlan.ifconfig()[0], port))
    print("Started webrepl in %s mode" % told)


def start_foreground(port=8266, password=None):
    start(port, password)


def stop():
    pass
