# expect: from machine import something that it does not have
# prints: ImportError can't import name Servo
# prints: ImportError can't import name Led
# prints: ImportError no module named 'RPi'
# prints: ImportError no module named 'board'
# prints: ImportError can't import name Client
# ends: error ImportError
for text in ("from machine import Servo", "from machine import Led", "import RPi.GPIO", "import board", "from umqtt.simple import Client"):
    try:
        exec(text)
    except ImportError as error:
        print("ImportError", error)
from machine import Pins
