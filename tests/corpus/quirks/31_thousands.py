# expect: separators in numbers, with and without zeros in front
# prints: 1,234,567 1_234_567    1,234,567|1,234,567   |+1,234
# prints: 00,001,234 1234.50 0x1234_5678
print("{:,}".format(1234567), "{:_}".format(1234567), "{:12,}|{:<12,}|{:+,}".format(1234567, 1234567, 1234))
print("{:010,d}".format(1234), "{:,.2f}".format(1234.5), "{:#_x}".format(0x12345678))
