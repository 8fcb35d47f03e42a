"""Firmware files are taken apart by what they say themselves, and checked before a byte is written."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from esptool.bin_image import LoadFirmwareImage
from esptool.targets import CHIP_DEFS

from iot_lab.boards import errors
from iot_lab.boards.chips import CHIPS
from iot_lab.boards.firmware import read_firmware
from iot_lab.boards.image import ImageBroken, read_image, xor_of
from tests.rigs.flash import images


@pytest.mark.parametrize("chip", CHIPS, ids=lambda chip: chip.name)
def test_chips_are_those_of_esptool(chip):
    about = next(about for about in CHIP_DEFS.values() if chip.name == about.CHIP_NAME)
    assert (chip.number, chip.bootloader_offset) == (about.IMAGE_CHIP_ID, about.BOOTLOADER_FLASH_OFFSET)


@pytest.mark.parametrize("is_padded", [False, True])
@pytest.mark.parametrize("chip", ["ESP32", "ESP32-S2", "ESP32-S3", "ESP32-C3"])
def test_combined_file_is_split_around_nvs(chip, is_padded):
    firmware = read_firmware(images.firmware(chip, is_padded=is_padded))
    bootloader_offset = 0x1000 if chip in ("ESP32", "ESP32-S2") else 0x0
    assert [part.offset for part in firmware.parts] == [bootloader_offset, 0x8000, 0x10000]
    assert firmware.chip.name == chip
    written = [range(part.offset, part.offset + len(part.content)) for part in firmware.parts]
    assert not any(0x9000 in span or 0xFFFF in span for span in written)


def test_each_part_is_the_files_own_bytes():
    content = images.firmware("ESP32")
    for part in read_firmware(content).parts:
        start = part.offset - 0x1000
        assert content[start : start + len(part.content)] == part.content


def test_big_application_goes_in_parts_that_join():
    content = images.firmware("ESP32", app_bytes=1_300_000)
    apps = [part for part in read_firmware(content).parts if part.name == "app"]
    assert b"".join(part.content for part in apps) == content[0xF000:]
    assert [part.offset for part in apps] == [0x10000, 0x90000, 0x110000]


def test_memory_of_updates_over_the_air_is_blanked():
    firmware = read_firmware(images.firmware("ESP32", has_ota=True))
    assert [(part.offset, part.content) for part in firmware.parts if part.name == "otadata"] == [
        (0xD000, b"\xff" * 0x2000)
    ]


def test_files_go_where_the_table_or_the_end_of_the_flash_says():
    with_row = read_firmware(images.firmware("ESP32", vfs_size=0x200000))
    without = read_firmware(images.firmware("ESP32"))
    assert with_row.file_system(16 << 20) == (0x200000, 0x200000)
    assert without.file_system(16 << 20) == (0x200000, 0xE00000)
    assert without.file_system(2 << 20) is None


def test_version_is_read():
    firmware = read_firmware(images.firmware("ESP32", version="v1.26.1"))
    assert (firmware.project, firmware.version) == ("micropython", "v1.26.1")


@pytest.mark.parametrize("where", ["bootloader", "table", "app"])
def test_one_flipped_bit_is_found_wherever_it_is(where):
    content = bytearray(images.firmware("ESP32"))
    content[{"bootloader": 0x2000, "table": 0x7010, "app": -5000}[where]] ^= 1
    with pytest.raises(errors.FirmwareDamaged):
        read_firmware(bytes(content))


def test_cut_file_is_damaged():
    with pytest.raises(errors.FirmwareDamaged):
        read_firmware(images.firmware("ESP32")[:-100])


def test_application_alone_is_named():
    with pytest.raises(errors.FirmwareIncomplete):
        read_firmware(images.firmware("ESP32")[0xF000:])


def test_parts_at_another_place_than_the_table_says_are_refused():
    content = images.firmware("ESP32")
    with pytest.raises(errors.FirmwareMisplaced):
        read_firmware(content[:0xF000] + b"\xff" * 4096 + content[0xF000:])


@pytest.mark.parametrize("content", [b"", b"<!doctype html><html>", b"\xff" * 5000, b"PK\x03\x04" + bytes(9000)])
def test_other_files_are_no_firmware(content):
    with pytest.raises(errors.NotFirmware):
        read_firmware(content)


def test_any_bytes_give_a_firmware_or_an_error_of_ours():
    whole, chance = images.firmware("ESP32", app_bytes=5000), random.Random(5)
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            content[chance.choice((chance.randrange(64), chance.randrange(len(content))))] = chance.randrange(256)
        try:
            read_firmware(bytes(content[: chance.choice((len(content), chance.randrange(len(content))))]))
        except (errors.NotFirmware, errors.FirmwareDamaged, errors.FirmwareIncomplete, errors.FirmwareMisplaced):
            continue


@pytest.mark.parametrize("chip", [chip for chip in CHIPS if chip.name in ("ESP32", "ESP32-S3", "ESP32-C3")])
@pytest.mark.parametrize("flipped", [None, 10, 60, 3000])
def test_images_are_judged_as_esptool_judges_them(chip, flipped):
    content = bytearray(images.image(chip.number, images.noise(4001, 3)))
    if flipped:
        content[flipped] ^= 0x20
    theirs = LoadFirmwareImage(chip.name.lower().replace("-", ""), bytes(content))
    is_whole = theirs.checksum == theirs.calculate_checksum() and theirs.stored_digest == theirs.calc_digest
    if is_whole:
        assert read_image(bytes(content)).size == len(content)
    else:
        with pytest.raises(ImageBroken):
            read_image(bytes(content))
    assert is_whole == (flipped is None)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 1023, 4096])
def test_checksum_by_halves_is_the_checksum_byte_by_byte(size):
    content, expected = images.noise(size, 11), 0
    for byte in content:
        expected ^= byte
    assert xor_of(content) == expected


@pytest.mark.skipif("IOT_LAB_FIRMWARE" not in os.environ, reason="IOT_LAB_FIRMWARE names no folder of real .bin files")
def test_real_builds_are_read_whole():
    for path in Path(os.environ["IOT_LAB_FIRMWARE"]).rglob("*.bin"):
        firmware = read_firmware(path.read_bytes(), path.name)
        assert firmware.project == "micropython"
        assert firmware.version.startswith("v1.")
