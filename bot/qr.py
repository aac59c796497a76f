"""QR pictures of links: in a chat to be shown on a phone, and in a terminal."""

import io

import segno

SCALE, BORDER = 10, 4  # about 450 pixels: sharp on a phone that another phone looks at


def picture(link: str) -> bytes:
    """A PNG."""
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=SCALE, border=BORDER)
    return drawn.getvalue()


def in_terminal(link: str) -> str:
    """Half-block characters: two rows of the code in a line."""
    drawn = io.StringIO()
    segno.make(link, error="m", micro=False).terminal(drawn, compact=True, border=2)
    return drawn.getvalue()
