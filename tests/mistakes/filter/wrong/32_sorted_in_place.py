# mistake: The list itself is sorted, so pop(0) takes away the smallest measure and not the oldest one.
# line: 15
# names.fr: sort|trie|tri|trier ; ancien|plus petit|pop|copie|ordre|sorted
# names.en: sort|order|arrang ; oldest|smallest|pop|copy|order
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
last = []


def filtered(value):
    if len(last) == 5:
        last.pop(0)
    last.append(value)
    last.sort()
    return last[len(last) // 2]


def light():
    return filtered(sensor.read_u16())


if __name__ == "__main__":
    for turn in range(9):
        print(turn, light())
