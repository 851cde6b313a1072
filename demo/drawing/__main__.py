"""Write every picture to a directory: python -m demo.drawing DIRECTORY [SCALE]"""

import sys
from pathlib import Path

from demo.drawing import encode, files


def main(directory, scale="1"):
    """Draw all files into `directory`, which is made when it is not there. scale: 1 is full size."""
    target = Path(directory)
    target.mkdir(parents=True, exist_ok=True)
    for file in files():
        (target / file).write_bytes(encode(file, float(scale)))


main(*sys.argv[1:])
