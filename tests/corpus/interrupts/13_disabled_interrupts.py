# expect: disable_irq and enable_irq around a copy
# prints: 10 0
import machine

counter = 10
state = machine.disable_irq()
copy, counter = counter, 0
machine.enable_irq(state)
print(copy, counter)
