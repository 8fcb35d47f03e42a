# expect: a GPS sentence checked and taken apart
# prints: 0x47 True
# prints: 12:35:19
# prints: 48.117 N, 8 satellites, 545.4 m
def checksum(text):
    value = 0
    for letter in text:
        value ^= ord(letter)
    return value


line = "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47"
body, given = line[1:].split("*")
print(hex(checksum(body)), checksum(body) == int(given, 16))
fields = body.split(",")
time = fields[1]
print(time[0:2] + ":" + time[2:4] + ":" + time[4:6])
degrees = int(fields[2][:2]) + float(fields[2][2:]) / 60
print("%.3f %s, %s satellites, %.1f m" % (degrees, fields[3], int(fields[7]), float(fields[9])))
