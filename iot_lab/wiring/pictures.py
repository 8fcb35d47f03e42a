"""What each part looks like, as it is bought, in a field of 76 x 56 whose middle is (0, 0).

Fills and strokes are attributes, so that a page's styles may change them (and no style stands in the page: its content
policy forbids it). Moving pieces have a class: `glow`, `cap`, `slider`, `arm`, `pixels`, `screen`, `wave`, `contact`.
"""

from __future__ import annotations

from typing import Final

DARK, GREEN, BLUE, WHITE, METAL, GOLD = "#23404a", "#2f6b4f", "#27507e", "#f4f1ea", "#aab2b8", "#d6b25e"


def _module(colour: str, inside: str) -> str:
    """A small printed board with its two holes."""
    return (
        f'<rect x="-36" y="-24" width="72" height="48" rx="5" fill="{colour}" stroke="#1b2a30"/>'
        f'<circle cx="-30" cy="-18" r="2.5" fill="{WHITE}"/><circle cx="-30" cy="18" r="2.5" fill="{WHITE}"/>{inside}'
    )


def _chip(name: str) -> str:
    return (
        '<rect x="-14" y="-12" width="28" height="24" rx="2" fill="#15191c"/>'
        f'<text x="0" y="4" text-anchor="middle" font-size="8" fill="{WHITE}">{name}</text>'
    )


def _grille() -> str:
    lines = "".join(f'<path d="M-16 {y}h32" stroke="#8fa3ad" stroke-width="2"/>' for y in (-14, -8, -2, 4, 10))
    return f'<rect x="-22" y="-24" width="44" height="48" rx="4" fill="{WHITE}" stroke="#8c8577"/>{lines}'


PICTURES: Final[dict[str, str]] = {
    "led": (
        '<circle class="glow" r="24" fill="#ffd34d" opacity="0"/>'
        '<path d="M-12 12v-14a12 12 0 0 1 24 0v14z" fill="#e2574c" stroke="#7d241c"/>'
        f'<path d="M-15 12h30v4h-30z" fill="#c9473d" stroke="#7d241c"/><path d="M-5 16v10M5 16v7" stroke="{METAL}" stroke-width="2.5"/>'
    ),
    "button": (
        '<rect x="-20" y="-20" width="40" height="40" rx="4" fill="#3a3f44" stroke="#15191c"/>'
        '<g class="cap"><circle r="12" fill="#c2452d" stroke="#7d241c"/><circle r="8" cx="-1" cy="-1" fill="#d95f45"/></g>'
    ),
    "potentiometer": (
        f'<circle r="23" fill="{BLUE}" stroke="#16304d"/>'
        f'<g class="slider"><circle r="13" fill="{METAL}" stroke="#5b6369"/><path d="M0 -12v9" stroke="#15191c" stroke-width="3"/></g>'
    ),
    "photoresistor": (
        f'<circle r="20" fill="{WHITE}" stroke="#8c8577"/>'
        '<path d="M-12 -10h24v5h-24v5h24v5h-24v5h24" fill="none" stroke="#b4532a" stroke-width="2.5"/>'
        '<circle class="glow" r="24" fill="#ffd34d" opacity="0"/>'
    ),
    "soil_moisture": (
        f'<path d="M-34 -14h26v-6h14v40h-14v-6h-26a4 4 0 0 1 -4 -4v-20a4 4 0 0 1 4 -4z" fill="{DARK}" stroke="#1b2a30"/>'
        f'<path d="M-30 -8h20M-30 8h20" stroke="{GOLD}" stroke-width="3"/><rect x="8" y="-14" width="24" height="28" rx="3" fill="{GREEN}"/>'
    ),
    "neopixel_strip": (
        '<rect x="-37" y="-11" width="74" height="22" rx="3" fill="#2a2d30" stroke="#15191c"/><g class="pixels">'
        + "".join(
            f'<rect class="pixel" x="{x}" y="-6" width="12" height="12" rx="2" fill="#5d6468" stroke="{WHITE}"/>'
            for x in (-33, -15, 3, 21)
        )
        + "</g>"
    ),
    "hc_sr04": _module(
        BLUE,
        "".join(
            f'<circle cx="{x}" r="14" fill="{METAL}" stroke="#5b6369"/><circle cx="{x}" r="9" fill="#3a3f44"/>'
            for x in (-17, 17)
        )
        + '<g class="wave" opacity="0"><path d="M-36 -10a14 14 0 0 0 0 20M36 -10a14 14 0 0 1 0 20" fill="none" stroke="#1d6f78" stroke-width="3"/></g>',
    ),
    "buzzer": (
        '<circle r="22" fill="#23282c" stroke="#0d0f10"/><circle r="4" fill="#0d0f10"/>'
        f'<text x="-13" y="-8" font-size="12" fill="{WHITE}">+</text>'
        '<g class="wave" opacity="0"><path d="M27 -9a14 14 0 0 1 0 18M32 -14a21 21 0 0 1 0 28" fill="none" stroke="#1d6f78" stroke-width="3"/></g>'
    ),
    "relay": _module(
        DARK,
        f'<rect x="-14" y="-17" width="40" height="34" rx="2" fill="{BLUE}" stroke="#16304d"/>'
        '<g class="contact"><path d="M-6 4h10l12 -9" fill="none" stroke="#f4f1ea" stroke-width="2.5"/></g>',
    ),
    "sg90": (
        f'<rect x="-26" y="-14" width="52" height="30" rx="3" fill="{BLUE}" stroke="#16304d"/>'
        f'<circle cx="12" cy="-2" r="9" fill="{WHITE}" stroke="#8c8577"/>'
        f'<g class="arm"><path d="M12 -2v-24" stroke="{WHITE}" stroke-width="7" stroke-linecap="round"/>'
        '<path d="M12 -2v-24" stroke="#8c8577" stroke-width="1"/></g>'
    ),
    "pir": _module(
        GREEN,
        f'<circle r="19" fill="{WHITE}" stroke="#8c8577"/><path d="M-13 -13l26 26M13 -13l-26 26M-19 0h38M0 -19v38" stroke="#d3ccbd"/>'
        '<circle class="glow" r="24" fill="#ffd34d" opacity="0"/>',
    ),
    "dht11": _grille().replace(WHITE, "#6fa8d6"),
    "dht22": _grille(),
    "ds18b20": (
        '<path d="M-18 14v-16a18 18 0 0 1 36 0v16z" fill="#23282c" stroke="#0d0f10"/>'
        f'<path d="M-10 14v12M0 14v12M10 14v12" stroke="{METAL}" stroke-width="2.5"/>'
    ),
    "aht20": _module(BLUE, _chip("AHT20")),
    "bh1750": _module(BLUE, _chip("BH1750") + '<circle class="glow" r="24" fill="#ffd34d" opacity="0"/>'),
    "bme280": _module("#5a3f86", _chip("BME280")),
    "bmp280": _module("#5a3f86", _chip("BMP280")),
    **dict.fromkeys(("moved_mpu6050", "mpu6050"), _module(BLUE, f'<g class="tilt">{_chip("MPU6050")}</g>')),
    "sht31": _module("#5a3f86", _chip("SHT31")),
    "lcd1602": (
        f'<rect x="-38" y="-22" width="76" height="44" rx="3" fill="{GREEN}" stroke="#1b2a30"/>'
        '<rect class="screen" x="-33" y="-13" width="66" height="26" rx="2" fill="#b9d36b"/>'
    ),
    "ssd1306": _module(
        BLUE, '<rect class="screen" x="-26" y="-17" width="56" height="32" rx="2" fill="#0b1013" stroke="#3a4247"/>'
    ),
}
