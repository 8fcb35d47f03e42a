# Calls everything that the host offers with everything that is wrong. Ends: deadline. Hint: output.
import host

names = """pin-mode pin-read pin-write pin-watch pin-toggle pin-hold wake-on why analog i2c-scan i2c-write i2c-read wire-read wire-write spi-transfer
uart-open uart-write uart-read pwm-set pwm-duty pwm-stop spi uart-any uart-left uart-watch uart-close nvs-open nvs-set-number nvs-set-blob nvs-number nvs-blob nvs-erase chip-temperature random-bytes program touch dac timer-start timer-stop timer-value rtc-memory clock clock-set pulse pause one-wire-reset one-wire-write one-wire-read nvs-get
nvs-set nvs-commit file-stat file-code file-names file-space
file-remove file-rename file-mkdir file-open file-read file-line file-into file-write file-seek file-flush file-close wifi-active
wifi-connect wifi-disconnect wifi-status wifi-scan mqtt-open mqtt-publish mqtt-subscribe mqtt-unsubscribe mqtt-ping mqtt-take
mqtt-close socket-open socket-send socket-receive socket-close more next idle callback-failed question-next
question-answer question-failed question-missing unique-id seed ticks-ms now""".split()
texts = ("", " ", "2", "-1", "2 1", "99 1", "2 9 0", "nan", "inf", "1e9", "1_0", "0x2", "\u0662", "9" * 17, "9" * 5000, "2 " * 2000,
         "\x00", "2\x001", "\ud800", "zz zz", "1 0 0 61 61", "1 2 0 61 6", "- - - - - - - - - - -", "61 1883 61 - - 0 1 - - 0 0",
         "/", "..", "/../x", "a" * 2000, "/" * 2000, "{}", "[[[[", '["a", 1e999]', "22 21 104 99999999", "22 21 104 zz",
         "-9223372036854775808", "9007199254740993", "1 1 1 1 1 1 1 1 1 1 1 1", "\n", "\x01", "\x02", "\x03", "é" * 100)  # fmt: skip
odd = 0
for name in names:
    for text in texts:
        try:
            host.call(name, text)
        except (ValueError, RuntimeError, UnicodeError, MemoryError):
            odd += 1
print(odd)
