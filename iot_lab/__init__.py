"""iot-lab: a workshop kit for programming connected objects, on one laptop, without internet."""

__version__ = "0.1.0"
