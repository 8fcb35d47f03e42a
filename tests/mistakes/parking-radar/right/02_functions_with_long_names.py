# style: functions, long French names, -1 for no echo
from machine import PWM, Pin, time_pulse_us
from time import sleep_us, ticks_ms, ticks_diff

CENTIMETRES_PAR_MICROSECONDE = 0.0343
SILENCE, SON = 0, 32768
PERIODE_DES_MESURES_MS = 60
DUREE_DU_BIP_MS = 25
PAS_D_ECHO = -1

declencheur = Pin(5, Pin.OUT, value=0)
recepteur = Pin(18, Pin.IN)
buzzer_passif = PWM(Pin(25), freq=1200, duty_u16=SILENCE)


def mesurer_la_distance():
    declencheur.value(1)
    sleep_us(10)
    declencheur.value(0)
    duree_de_l_echo = time_pulse_us(recepteur, 1, 30000)
    if duree_de_l_echo < 0:
        return PAS_D_ECHO
    return duree_de_l_echo * CENTIMETRES_PAR_MICROSECONDE / 2


def est_silencieux(distance):
    return distance == PAS_D_ECHO or distance > 100


def boucle():
    distance = PAS_D_ECHO
    instant_de_la_mesure = ticks_ms()
    instant_du_bip = ticks_ms()
    while True:
        if ticks_diff(ticks_ms(), instant_de_la_mesure) >= PERIODE_DES_MESURES_MS:
            instant_de_la_mesure = ticks_ms()
            distance = mesurer_la_distance()
        depuis_le_bip = ticks_diff(ticks_ms(), instant_du_bip)
        if est_silencieux(distance):
            buzzer_passif.duty_u16(SILENCE)
        elif distance < 10:
            buzzer_passif.duty_u16(SON)
        elif depuis_le_bip >= distance * 10:
            instant_du_bip = ticks_ms()
            buzzer_passif.duty_u16(SON)
        elif depuis_le_bip >= DUREE_DU_BIP_MS:
            buzzer_passif.duty_u16(SILENCE)


boucle()
