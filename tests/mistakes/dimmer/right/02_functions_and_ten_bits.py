# style: functions, long French names, duty() of ten bits
import machine
from time import sleep

BROCHE_DU_POTENTIOMETRE = 34
BROCHE_DE_LA_LED = 25
BATTEMENTS_PAR_SECONDE = 800
PAUSE_EN_SECONDES = 0.05

convertisseur_analogique = machine.ADC(machine.Pin(BROCHE_DU_POTENTIOMETRE), atten=machine.ADC.ATTN_11DB)
modulation_de_la_lumiere = machine.PWM(machine.Pin(BROCHE_DE_LA_LED), freq=BATTEMENTS_PAR_SECONDE, duty=0)


def lire_la_position_du_bouton():
    return convertisseur_analogique.read_u16()


def mettre_a_l_echelle(position):
    return position >> 6


def boucle_principale():
    while True:
        modulation_de_la_lumiere.duty(mettre_a_l_echelle(lire_la_position_du_bouton()))
        sleep(PAUSE_EN_SECONDES)


boucle_principale()
