"""The quiet sound of the film: a slow chord for each scene and a few soft bells, made of sines."""

import wave
from array import array
from math import exp, pi, sin
from random import Random

SAMPLES = 32_000
_CHORDS = [(50, 57, 62, 66), (47, 54, 62, 66), (43, 50, 59, 66), (45, 52, 61, 64), (50, 57, 64, 66)]
_BELLS = (74, 76, 78, 81, 83, 86)


def write_sound(path, starts, length):
    """Write a stereo WAV of `length` seconds to `path`, with a new chord at each of `starts`."""
    sides = [array("d", bytes(8 * round(length * SAMPLES))) for _ in range(2)]
    for place, (start, end) in enumerate(zip(starts, (*starts[1:], length), strict=True)):
        for voice, note in enumerate(_CHORDS[place % len(_CHORDS)]):
            _pad(sides, note, start, min(length, end + 1.2), 0.3 + 0.4 * (voice % 2))
    chance = Random("bells")
    for beat in range(3, round(length / 1.125) - 3):
        if chance.random() < 0.6:
            _bell(sides, chance.choice(_BELLS), beat * 1.125, chance.uniform(0.2, 0.8))
    _write(path, sides, length)


def _pitch(note):
    return 440 * 2 ** ((note - 69) / 12)


def _pad(sides, note, start, end, right):
    for detune, share in ((1.0, 1 - right), (1.003, right)):
        step = 2 * pi * _pitch(note) * detune / SAMPLES
        first, count = round(start * SAMPLES), round((end - start) * SAMPLES)
        for place in range(count):
            swell = min(1, place / (1.4 * SAMPLES), (count - place) / (1.4 * SAMPLES))
            tone = (sin(step * place) + 0.25 * sin(2 * step * place)) * swell * swell * 0.055
            sides[0][first + place] += tone * (1 - share)
            sides[1][first + place] += tone * share


def _bell(sides, note, start, right):
    step = 2 * pi * _pitch(note) / SAMPLES
    first = round(start * SAMPLES)
    for place in range(round(2.2 * SAMPLES)):
        tone = sin(step * place) * exp(-2.2 * place / SAMPLES) * min(1, place / 300) * 0.045
        sides[0][first + place] += tone * (1 - right)
        sides[1][first + place] += tone * right


def _write(path, sides, length):
    """Fade in and out at the ends and store as 16 bits."""
    total, edge = len(sides[0]), 1.5 * SAMPLES
    samples = array("h")
    for place, pair in enumerate(zip(*sides, strict=True)):
        level = 32767 * min(1, place / edge, (total - place) / edge)
        samples.extend(round(level * max(-1, min(1, side))) for side in pair)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLES)
        sound.writeframes(samples.tobytes())
