"""Members that this board's modules and classes have not, written `Owner.member`, and what replaces each."""

from __future__ import annotations

from typing import Final

from iot_lab.explain.replacements import read_rows

MEMBERS: Final = read_rows("""
Pin.OUTPUT Pin.Out Pin.out Pin.OUTPUT_PIN Pin.output Pin.Output Pin.SORTIE | Arduino | Pin.OUT
Pin.INPUT Pin.In Pin.INPUT_PIN Pin.input Pin.Input Pin.ENTREE | Arduino | Pin.IN
Pin.PULLUP Pin.PUD_UP Pin.PullUp Pin.UP Pin.Pull.UP Pin.PULL_Up | Arduino | Pin.PULL_UP
Pin.PULLDOWN Pin.PUD_DOWN Pin.PullDown Pin.DOWN | Arduino | Pin.PULL_DOWN
Pin.INPUT_PULLUP Pin.IN_PULLUP Pin.IN_PULL_UP | Arduino | Pin.IN, Pin.PULL_UP
Pin.INPUT_PULLDOWN | Arduino | Pin.IN, Pin.PULL_DOWN
Pin.RISING Pin.Rising Pin.IRQ_RISE | Arduino | Pin.IRQ_RISING
Pin.FALLING Pin.Falling Pin.IRQ_FALL | Arduino | Pin.IRQ_FALLING
Pin.CHANGE Pin.BOTH Pin.IRQ_BOTH Pin.IRQ_CHANGE | Arduino | Pin.IRQ_RISING + Pin.IRQ_FALLING
Pin.HIGH Pin.ON | Arduino | 1
Pin.LOW Pin.OFF | Arduino | 0
Pin.high Pin.set_high Pin.turn_on Pin.set | Raspberry Pi Pico | on()
Pin.low Pin.set_low Pin.turn_off Pin.clear Pin.reset | Raspberry Pi Pico | off()
Pin.write Pin.set_value Pin.setValue Pin.digitalWrite Pin.output Pin.state | Arduino | value(1)
Pin.read Pin.get_value Pin.getValue Pin.get Pin.digitalRead Pin.input | gpiozero (Raspberry Pi) | value()
Pin.is_pressed Pin.pressed Pin.is_active | gpiozero (Raspberry Pi) | value()
Pin.is_high Pin.isHigh | MicroPython | value() == 1
Pin.is_low Pin.isLow | MicroPython | value() == 0
Pin.blink | gpiozero (Raspberry Pi) | value(1), time.sleep(0.5), value(0)
Pin.when_pressed Pin.when_released | gpiozero (Raspberry Pi) | irq(handler=function, trigger=Pin.IRQ_FALLING)
Pin.add_event_detect Pin.attachInterrupt | gpiozero (Raspberry Pi) | irq(handler=function, trigger=Pin.IRQ_FALLING)
Pin.interrupt | gpiozero (Raspberry Pi) | irq(handler=function, trigger=Pin.IRQ_FALLING)
Pin.wait_for_press Pin.wait_for_release | gpiozero (Raspberry Pi) | while button.value(): time.sleep_ms(5)
Pin.direction Pin.switch_to_output | CircuitPython | Pin(2, Pin.OUT)
Pin.switch_to_input Pin.pull Pin.mode | CircuitPython | Pin(18, Pin.IN, Pin.PULL_UP)
Pin.duty Pin.duty_u16 Pin.freq Pin.pwm | PWM | PWM(Pin(4))
Pin.board Pin.GP2 Pin.cpu | MicroPython | Pin(2)
PWM.duty_cycle PWM.value PWM.brightness | CircuitPython | duty_u16(...)
PWM.ChangeDutyCycle PWM.start PWM.write PWM.set_duty | Raspberry Pi | duty(...)
PWM.ChangeFrequency PWM.frequency PWM.set_freq | Raspberry Pi | freq(...)
PWM.stop | Raspberry Pi | deinit()
ADC.value ADC.analogRead ADC.get ADC.get_value ADC.read_value ADC.raw | CircuitPython | read()
ADC.voltage ADC.read_voltage ADC.reference_voltage | CircuitPython | read_uv() / 1000000
ADC.ATTN_11db ADC.ATTN_11 ADC.ATTN_12DB | MicroPython | ADC.ATTN_11DB
SSD1306.display SSD1306.update SSD1306.refresh SSD1306.draw SSD1306.flush | Adafruit | show()
SSD1306.clear SSD1306.cls SSD1306.clearDisplay SSD1306.erase SSD1306.effacer | Adafruit | fill(0)
SSD1306.print SSD1306.write SSD1306.drawString | Adafruit | text("words", 0, 0)
DHT22.read DHT11.read DHT22.update DHT11.update DHT22.readDHT DHT22.begin DHT22.mesure | Arduino | measure()
DHT22.mesurer DHT22.start | Arduino | measure()
DHT22.temp DHT11.temp DHT22.readTemperature DHT11.readTemperature DHT22.get_temperature | Arduino | temperature()
DHT11.get_temperature DHT22.read_temperature DHT22.getTemperature | Arduino | temperature()
DHT22.hum DHT11.hum DHT22.readHumidity DHT11.readHumidity DHT22.get_humidity DHT11.get_humidity | Arduino | humidity()
DHT22.humidite DHT22.read_humidity DHT22.getHumidity | Arduino | humidity()
WLAN.is_connected WLAN.isConnected WLAN.connected WLAN.is_connect | MicroPython | isconnected()
WLAN.begin WLAN.join WLAN.connect_wifi | Arduino | connect("name", "password")
WLAN.localIP WLAN.ip WLAN.get_ip WLAN.ipv4_address | Arduino | ifconfig()[0]
WLAN.activate WLAN.enable WLAN.start WLAN.on | MicroPython | active(True)
MQTTClient.loop MQTTClient.loop_start MQTTClient.loop_forever MQTTClient.check MQTTClient.poll | paho | check_msg()
MQTTClient.check_message MQTTClient.check_messages | paho | check_msg()
MQTTClient.on_message MQTTClient.callback MQTTClient.setCallback MQTTClient.on_connect | paho | set_callback(function)
MQTTClient.set_cb | paho | set_callback(function)
MQTTClient.wait_message MQTTClient.wait_for_message | MicroPython | wait_msg()
MQTTClient.will_set MQTTClient.set_will | paho | set_last_will(topic, message)
MQTTClient.username_pw_set | paho | MQTTClient("name", "address", user="...", password="...")
MQTTClient.send MQTTClient.write MQTTClient.send_message MQTTClient.pub | paho | publish(topic, message)
MQTTClient.sendMessage | paho | publish(topic, message)
MQTTClient.sub MQTTClient.listen | paho | subscribe(topic)
MQTTClient.begin MQTTClient.reconnect MQTTClient.open | Arduino | connect()
MQTTClient.is_connected MQTTClient.connected | paho | ping()
Timer.start Timer.begin Timer.create Timer.run | Arduino | init(period=1000, callback=function)
Timer.stop Timer.cancel Timer.end Timer.close | Python | deinit()
NeoPixel.show NeoPixel.update NeoPixel.display | CircuitPython, Arduino | write()
NeoPixel.setPixelColor NeoPixel.set_pixel NeoPixel.set | Arduino | pixels[0] = (255, 0, 0)
NeoPixel.clear | Arduino | fill((0, 0, 0))
NeoPixel.brightness NeoPixel.setBrightness | CircuitPython | pixels[0] = (20, 0, 0)
I2C.try_lock I2C.unlock I2C.begin I2C.beginTransmission | CircuitPython | scan()
I2C.read_byte_data I2C.read_i2c_block_data I2C.mem_read | Raspberry Pi | readfrom_mem(address, register, count)
I2C.write_byte_data I2C.mem_write | Raspberry Pi | writeto_mem(address, register, data)
machine.LED machine.led | gpiozero (Raspberry Pi) | Pin(2, Pin.OUT)
machine.Button machine.button | gpiozero (Raspberry Pi) | Pin(18, Pin.IN, Pin.PULL_UP)
machine.Output machine.GPIO machine.DigitalInOut | Raspberry Pi | Pin(2, Pin.OUT)
machine.AnalogIn machine.Analog | CircuitPython | ADC(Pin(34))
machine.DHT22 machine.DHT11 machine.dht | | dht.DHT22(Pin(15))
machine.time_sleep machine.sleep_ms machine.delay | | time.sleep_ms(500)
time.monotonic time.perf_counter time.process_time time.millis | Python, CircuitPython | time.ticks_ms() / 1000
time.monotonic_ns time.perf_counter_ns time.micros | Python, CircuitPython | time.ticks_us()
time.delay time.wait time.pause time.sleepms time.ms | Arduino | time.sleep_ms(500)
time.milliseconds time.sleep_milliseconds time.sleep_milli time.msleep | | time.sleep_ms(500)
time.usleep time.sleepus time.delay_us time.sleep_microseconds time.delayMicroseconds | Arduino | time.sleep_us(10)
time.ticks time.get_ticks time.tick time.tick_ms time.now time.current | pygame | time.ticks_ms()
time.diff time.ticks_sub | | time.ticks_diff(later, earlier)
time.strftime time.ctime time.asctime time.datetime | Python | time.localtime()
random.random_int random.randInt random.rand random.int | | random.randint(1, 6)
random.shuffle random.sample random.choices | Python | random.choice(values)
random.gauss random.normalvariate | Python | random.uniform(low, high)
json.stringify json.encode json.serialize json.to_json json.tojson json.toJson | JavaScript | json.dumps(value)
json.string | JavaScript | json.dumps(value)
json.parse json.decode json.read json.from_json json.parseText | JavaScript | json.loads(text)
math.abs | JavaScript | abs(x)
math.round | JavaScript | round(x)
math.min math.max | JavaScript | min(a, b)
math.random | JavaScript | random.random()
math.hypot math.dist | Python | math.sqrt(x * x + y * y)
os.system os.path os.environ os.getenv os.makedirs | Python | os.listdir()
network.STA network.WIFI_STA network.STA_MODE network.STATION network.sta_if network.Sta_IF | Arduino | network.STA_IF
network.WiFi network.Wifi network.wlan network.Wlan network.wifi | Arduino | network.WLAN(network.STA_IF)
dht.DHT dht.dht22 dht.Dht22 dht.DHT_22 dht.sensor | Arduino | dht.DHT22(Pin(15))
list.push list.add list.push_back list.insert_end list.ajouter | JavaScript | append(x)
list.length list.size list.count_all list.len | JavaScript | len(values)
list.map list.filter list.forEach list.each | JavaScript | for x in values:
list.includes list.contains list.has | JavaScript | x in values
list.indexOf list.find | JavaScript | index(x)
list.shift list.popleft | JavaScript | pop(0)
list.unshift list.appendleft | JavaScript | insert(0, x)
list.slice list.splice | JavaScript | values[1:3]
list.concat | JavaScript | values + others
list.join | JavaScript | ", ".join(values)
list.sum list.average list.mean list.avg | | sum(values) / len(values)
list.max list.min | | max(values)
list.split | | text.split(",")
dict.append dict.add dict.push dict.put dict.set dict.insert | JavaScript, Java | d["key"] = value
dict.has_key dict.contains dict.has dict.containsKey | Python 2 | "key" in d
dict.length dict.size | JavaScript | len(d)
dict.iteritems dict.entries | Python 2 | items()
dict.stringify dict.toJSON dict.to_json dict.json | JavaScript | json.dumps(d)
str.length str.size str.len | JavaScript | len(text)
str.append str.add str.push str.concat | | text + other
str.toUpperCase str.toUpper | JavaScript | upper()
str.toLowerCase str.toLower str.casefold | JavaScript | lower()
str.trim | JavaScript | strip()
str.contains str.includes str.indexOf str.has | JavaScript | "x" in text
str.substring str.substr str.slice | JavaScript | text[1:3]
str.charAt | JavaScript | text[0]
str.startsWith | JavaScript | startswith("x")
str.endsWith | JavaScript | endswith("x")
str.toInt str.to_int str.parseInt str.int | Arduino | int(text)
str.toFloat str.to_float | Arduino | float(text)
str.decode str.toString | Python 2 | text
str.zfill str.ljust str.rjust | Python | "{:>5}".format(text)
str.isnumeric str.isdecimal str.isalnum str.isnumber | Python | isdigit()
str.capitalize str.title str.swapcase | Python | text[0].upper() + text[1:]
str.removeprefix str.removesuffix | Python | replace("x", "")
str.json str.parse | JavaScript | json.loads(text)
bytes.toString bytes.str bytes.encode bytes.to_string | JavaScript | decode()
int.toString float.toString int.toFixed float.toFixed int.str float.str | JavaScript | str(x)
float.is_integer int.is_integer | Python | x == int(x)
int.append float.append int.add float.add | | values.append(x)
int.bit_length int.bit_count | Python | len(bin(x)) - 2
int.decode float.decode | | str(x)
tuple.append tuple.add tuple.push tuple.insert tuple.remove tuple.pop tuple.extend | | [1, 2, 3]
set.append set.push | JavaScript | add(x)
socket.recv_into | Python | readinto(buffer)
socket.shutdown | Python | close()
""")
