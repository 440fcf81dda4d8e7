"""Text files to PDF, with or without a text layer: the only door to reportlab.

Makes the PDF files of the sample corpus: `python -m eval.typeset`.
"""

import io
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

_HERE = Path(__file__).parent
_FONT_FILE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_FONT = "Vera"
_DOTS_PER_INCH = 150


def typeset(text: str, target: Path) -> None:
    """A PDF with a text layer, page numbers at the foot; blank lines part the blocks."""
    pdfmetrics.registerFont(TTFont(_FONT, str(_FONT_FILE)))
    body = ParagraphStyle("body", fontName=_FONT, fontSize=10.5, leading=15, spaceAfter=3 * mm)
    blocks = [
        Paragraph(_escaped(line), body)
        for block in text.split("\n\n")
        for line in block.splitlines()
    ]
    page = SimpleDocTemplate(
        str(target), pagesize=A4, margin=25 * mm, title=target.stem, invariant=1
    )
    page.build(blocks, onFirstPage=_number, onLaterPages=_number)


def scan(text: str, target: Path) -> None:
    """A PDF of one page that is only an image, as a scanner leaves it."""
    width, height = (round(side / 72 * _DOTS_PER_INCH) for side in A4)
    image = Image.new("L", (width, height), 250)
    font = ImageFont.truetype(str(_FONT_FILE), 26)
    ImageDraw.Draw(image).multiline_text((140, 140), text, font=font, fill=20, spacing=16)
    image = image.rotate(0.4, fillcolor=250, resample=Image.Resampling.BICUBIC)
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=60)
    page = canvas.Canvas(str(target), pagesize=A4, invariant=1)
    page.drawImage(ImageReader(encoded), 0, 0, *A4)
    page.save()


def main() -> None:
    for source in sorted((_HERE / "typesetting").glob("*.txt")):
        target = _HERE / "sample" / f"{source.stem}.pdf"
        make = scan if source.stem.endswith("-scan") else typeset
        make(source.read_text(encoding="utf-8"), target)
        print(target.name)


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _number(page: canvas.Canvas, document: SimpleDocTemplate) -> None:
    page.setFont(_FONT, 8)
    page.drawCentredString(A4[0] / 2, 12 * mm, str(page.getPageNumber()))


if __name__ == "__main__":
    main()
