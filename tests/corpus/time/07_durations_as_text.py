# expect: seconds made into hours, minutes and seconds
# prints: 0 00:00:00
# prints: 59 00:00:59
# prints: 3600 01:00:00
# prints: 86399 23:59:59
# prints: 90061 1d 01:01:01
def text(seconds):
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return ("%dd " % days if days else "") + "%02d:%02d:%02d" % (hours, minutes, seconds)


for s in (0, 59, 3600, 86399, 90061):
    print(s, text(s))
