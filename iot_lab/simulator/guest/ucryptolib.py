from cryptolib import *
