"""Text files to PDF, with or without a text layer.

Makes the PDF files of the sample corpus: `python -m eval.typeset`.
"""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from assistant.exports.paper import FONT_FILE, PAPER, draw_image, lay_out
from assistant.exports.sheet import Block, Style

_HERE = Path(__file__).parent
_DOTS_PER_INCH = 150


def typeset(text: str, target: Path) -> None:
    """A PDF with a text layer, page numbers at the foot; blank lines part the blocks."""
    blocks = [
        Block.of(Style.BODY, line) for block in text.split("\n\n") for line in block.splitlines()
    ]
    lay_out(blocks, target, title=target.stem, invariant=1)


def scan(text: str, target: Path) -> None:
    """A PDF of one page that is only an image, as a scanner leaves it."""
    width, height = (round(side / 72 * _DOTS_PER_INCH) for side in PAPER)
    image = Image.new("L", (width, height), 250)
    font = ImageFont.truetype(str(FONT_FILE), 26)
    ImageDraw.Draw(image).multiline_text((140, 140), text, font=font, fill=20, spacing=16)
    image = image.rotate(0.4, fillcolor=250, resample=Image.Resampling.BICUBIC)
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=60)
    draw_image(encoded.getvalue(), target)


def main() -> None:
    for source in sorted((_HERE / "typesetting").glob("*.txt")):
        target = _HERE / "sample" / f"{source.stem}.pdf"
        make = scan if source.stem.endswith("-scan") else typeset
        make(source.read_text(encoding="utf-8"), target)
        print(target.name)


if __name__ == "__main__":
    main()
