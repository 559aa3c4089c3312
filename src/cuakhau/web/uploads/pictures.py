"""Pictures are drawn anew: what hid in the file, and where the photo was taken, stays behind."""

import io
import warnings
from typing import TYPE_CHECKING

from cuakhau.web.uploads.kinds import PICTURES
from cuakhau.web.uploads.refusals import a54_picture_can_be_read, refuse_file

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 64_000_000  # a phone of 48 megapixels; 190 MB while it is drawn
LONGEST_SIDE = 2560  # the small print of a customs paper can still be read
QUALITY = 85


def redraw(content: bytes, name: str) -> bytes:
    """Give a picture as JPEG, upright, at most 2560 dots long, without any notes. Raises A54."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    formats = [kind.upper() for kind in PICTURES]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count ourselves
            with Image.open(io.BytesIO(content), formats=formats) as sent:
                if sent.width * sent.height > MOST_PIXELS:
                    raise ValueError("too many dots")
                # A JPEG is read at a half or a quarter of its size where that is still enough.
                sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                return _draw(ImageOps.exif_transpose(sent))
    except (UnidentifiedImageError, Image.DecompressionBombError) as bad:
        raise _refused(name) from bad
    except (OSError, ValueError, SyntaxError, EOFError) as bad:  # what damaged files raise
        raise _refused(name) from bad


def _draw(picture: "Image.Image") -> bytes:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        clear = picture.convert("RGBA")
        from PIL import Image

        picture = Image.new("RGBA", clear.size, "white")
        picture.alpha_composite(clear)
    drawn = io.BytesIO()
    picture.convert("RGB").save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return drawn.getvalue()


def _refused(name: str) -> Exception:
    most = MOST_PIXELS // 1_000_000
    return refuse_file(a54_picture_can_be_read, name=name, most_megapixels=most)
