# expect: functions that big Python has and an ESP32 has not
# prints: breakpoint False
# prints: format False
# prints: ascii False
# prints: vars False
# prints: ['casefold', 'expandtabs', 'title', 'zfill']
import builtins

for name in ("breakpoint", "format", "ascii", "vars"):
    print(name, hasattr(builtins, name))
print([m for m in ("casefold", "expandtabs", "title", "zfill") if not hasattr("", m)])
