"""`python -m iot_lab`: the same command as `iot-lab`."""

from iot_lab.cli.main import main

main()
