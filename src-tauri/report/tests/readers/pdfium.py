"""What PDFium, the reader in Chrome, sees in every PDF of a folder: NAME.pdfium.txt, and its pages as NAME.PAGE.pdfium.pgm."""

import pathlib
import sys

import pypdfium2

# Dots per inch: enough to see that something is missing or in another place.
RESOLUTION = 72

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.pdf")):
    document = pypdfium2.PdfDocument(path)
    texts = []
    for number, page in enumerate(document, 1):
        texts.append(page.get_textpage().get_text_range())
        picture = page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
        header = f"P5 {picture.width} {picture.height} 255\n".encode()
        path.with_suffix(f".{number}.pdfium.pgm").write_bytes(header + picture.tobytes())
    path.with_suffix(".pdfium.txt").write_text("\n".join(texts), encoding="utf-8")
