"""Make the clip demo/media/smart-up.mp4: python -m demo.drawing.film

For development only: it needs Debian's ffmpeg and some minutes; the site ships the film that comes out. 45 seconds,
1280 by 720 pixels at 25 a second, H.264 with AAC, its index in front so that it plays while it loads.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, cast

from demo.drawing import scenes
from demo.drawing.canvas import Canvas
from demo.drawing.shapes import box
from demo.drawing.soundscape import write_sound

RATE = 25
LENGTH = 45.0
TURN = 0.5
_STARTS = (0.0, 4.6, 9.1, 13.6, 18.1, 22.4, 26.7, 31.1, 35.6, 40.3)
_SCENES = (
    scenes.flat_land,
    scenes.fold,
    scenes.gap,
    scenes.gathering,
    scenes.valley,
    scenes.crossing,
    scenes.staircase,
    scenes.returning,
    scenes.agreements,
    scenes.unfolding,
)
_TARGET = Path(__file__).parent.parent / "media" / "smart-up.mp4"


def frame(second):
    """Return the picture at `second`: the scene of that time, opening from the crease over the one before."""
    number = max(place for place, start in enumerate(_STARTS) if start <= second)
    canvas = Canvas(scenes.WIDTH, scenes.HEIGHT, scenes.INK)
    opened = scenes.ease((second - _STARTS[number]) / TURN)
    if number and opened < 1:
        _show(canvas, number - 1, second)
    half = scenes.CREASE * (opened if number else 1)
    with canvas.within(box(scenes.CREASE - half - 1, 0, scenes.CREASE + half + 1, scenes.HEIGHT)):
        _show(canvas, number, second)
    return canvas.finish()


def _show(canvas, number, second):
    ends = (*_STARTS[1:], LENGTH)
    moment = (second - _STARTS[number]) / (ends[number] - _STARTS[number])
    _SCENES[number](canvas, min(1, moment))


def main(target=_TARGET):
    """Draw every frame, make the sound, and let ffmpeg join them into `target`."""
    with tempfile.TemporaryDirectory() as directory:
        sound = Path(directory) / "sound.wav"
        write_sound(sound, _STARTS, LENGTH)
        command = _command(sound, target)
        with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:  # noqa: S603 – all of it is ours
            pipe = cast("IO[bytes]", ffmpeg.stdin)
            for count in range(round(LENGTH * RATE)):
                pipe.write(frame(count / RATE).tobytes())
            pipe.close()


def _command(sound, target):
    pictures = f"-f rawvideo -pix_fmt rgb24 -s {scenes.WIDTH}x{scenes.HEIGHT} -r {RATE} -i -".split()
    colour = "-vf scale=out_color_matrix=bt709:out_range=tv -colorspace bt709 -color_primaries bt709 -color_trc bt709"
    # Main profile at level 4.0 with 4 reference frames is what phones decode in hardware.
    video = "-c:v libx264 -profile:v main -level:v 4.0 -refs 4 -pix_fmt yuv420p -preset slow -tune animation -g 100"
    size = "-crf 23 -maxrate 700k -bufsize 1400k"
    rest = "-c:a aac -b:a 80k -movflags +faststart -map_metadata -1 -fflags +bitexact"
    options = f"{colour} {video} {size} {rest}".split()
    return ["ffmpeg", "-y", "-loglevel", "error", *pictures, "-i", str(sound), *options, str(target)]


if __name__ == "__main__":
    main(*sys.argv[1:])
