"""The process that decodes strangers' pictures: little memory, little time, nothing of ours in it.

`python -m storage.jpeg_child FILE` prints a JPEG that every phone shows, upright and without what the camera noted
about the place. Exit code 3: too many pixels; 4: nothing that decodes such pictures is installed (`make heic`).
"""

import resource
import sys
from pathlib import Path

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2560
FORMATS = ("HEIF", "AVIF", "TIFF", "BMP", "GIF")
TOO_MANY_PIXELS, NO_DECODER = 3, 4


def main(path: Path) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        import pillow_heif
        from PIL import Image, ImageOps
    except ImportError:
        return NO_DECODER
    pillow_heif.register_heif_opener(thumbnails=False)
    pillow_heif.options.DECODE_THREADS = 1
    with Image.open(path, formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            return TOO_MANY_PIXELS
        upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info.clear()
    upright.save(sys.stdout.buffer, "JPEG", quality=85)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
