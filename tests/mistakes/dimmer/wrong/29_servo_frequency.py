# mistake: The PWM beats at 50 Hz only, the eye sees it flicker; at least 200 Hz is asked.
# line: 7
# names.fr: fréquence|freq|50|hertz|Hz ; 200|1000|scintill|clignot|plus vite|lent
# names.en: frequency|freq|50|hertz|Hz ; 200|1000|flicker|faster|slow
from machine import ADC, PWM, Pin, Timer

FREQ = 50

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
lumiere = PWM(Pin(25), freq=FREQ, duty_u16=0)


def suivre(_):
    """Recopie la position du bouton dans la lumière."""
    lumiere.duty_u16(bouton.read_u16())


Timer(1).init(period=40, mode=Timer.PERIODIC, callback=suivre)
