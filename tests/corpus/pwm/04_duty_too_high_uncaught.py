# expect: duty 2000 stops the program
# prints: start
# ends: error ValueError
import machine

pwm = machine.PWM(machine.Pin(15))
pwm.freq(500)
print("start")
pwm.duty(2000)
