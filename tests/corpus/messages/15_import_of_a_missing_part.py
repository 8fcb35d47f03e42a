# expect: from machine import something that it does not have (since 1.26 `machine` is a file, ports/esp32/modules/machine.py, whose __getattr__ raises)
# prints: AttributeError 'module' object has no attribute 'Servo'
# prints: AttributeError 'module' object has no attribute 'Led'
# prints: ImportError no module named 'RPi'
# prints: ImportError no module named 'board'
# prints: ImportError can't import name Client
# ends: error AttributeError
for text in ("from machine import Servo", "from machine import Led", "import RPi.GPIO", "import board", "from umqtt.simple import Client"):
    try:
        exec(text)
    except (ImportError, AttributeError) as error:
        print(type(error).__name__, error)
from machine import Pins
