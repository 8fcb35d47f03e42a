# expect: eight timers, so a ninth frequency finds none
# prints: 8
# prints: RuntimeError
from machine import PWM, Pin

made = []
try:
    for n, number in enumerate((2, 4, 5, 12, 13, 14, 15, 16, 17)):
        made.append(PWM(Pin(number), freq=100 + n * 100, duty=100))
except (RuntimeError, ValueError) as error:
    print(len(made))
    print(type(error).__name__)
for pwm in made:
    pwm.deinit()
