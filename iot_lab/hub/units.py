"""Units as people and makers write them, and as we show them."""

from __future__ import annotations

from typing import Final

_AS_SHOWN: Final = """
°C °F K % ‰ hPa Pa kPa MPa mbar bar psi mmHg inHg ppm ppb µg/m³ mg/m³ g/m³ lx lm cd W/m²
V mV kV A mA µA W mW kW MW Wh mWh kWh VA kVA var Hz kHz MHz GHz Ω kΩ MΩ F µF H mS µS mS/cm µS/cm pH
m cm mm µm km in ft ° rad m² m/s km/h mph kn rpm g kg mg t N Nm L mL m³ L/min L/h m³/h mm/h
d h min s ms µs dB dBm dBA bit B kB MB GB J kJ cal kcal bpm lqi
"""
_AS_WRITTEN: Final = """
C=°C degC=°C celsius=°C Celsius=°C Cel=°C degF=°F fahrenheit=°F Fahrenheit=°F %RH=% %HR=% RH=% hpa=hPa HPA=hPa
lux=lx Lux=lx LX=lx lm/m2=lx l=L ml=mL l/min=L/min l/h=L/h m2=m² m3=m³ m3/h=m³/h W/m2=W/m² deg=° degrees=°
kmh=km/h kph=km/h tr/min=rpm sec=s mn=min us=µs uA=µA ug/m3=µg/m³ µg/m3=µg/m³ ug/m³=µg/m³ ohm=Ω Ohm=Ω
KWh=kWh kwh=kWh db=dB volts=V watts=W /=
"""
UNITS: Final = {
    **{unit: unit for unit in _AS_SHOWN.split()},
    **{written: shown for written, _, shown in (pair.partition("=") for pair in _AS_WRITTEN.split())},
}
"""As written, without spaces -> as shown; `Cel` and `/` are SenML's (RFC 8428, 12.1)."""
