# expect: KeyboardInterrupt is not caught by except Exception
# prints: interrupt
try:
    try:
        raise KeyboardInterrupt
    except Exception:
        print("exception")
except KeyboardInterrupt:
    print("interrupt")
