"""The README's pictures, taken again from a running demo: `python docs/screenshots.py ADDRESS PASSWORD`.

`comedie demo` prints both.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "images"
WIDTHS = {1280: 900, 390: 844}
#: Colours of a flat page; a palette keeps each picture under some 150 kB.
COLOURS = 192


def keep(page: Page, name: str, width: int) -> None:
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").quantize(COLOURS).save(FOLDER / f"{name}-{width}.png", optimize=True)


def main(address: str, password: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium on this system: make system")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
            page = context.new_page()
            readers = (("home", "/"), ("results", "/recherche?q=rivière+pêcheurs"), ("record", "/notice/comedie-7204"))
            for name, path in readers:
                page.goto(address + path, wait_until="networkidle")
                keep(page, name, width)
            page.goto(f"{address}/redaction/")
            page.get_by_label("Nom").fill("demo")
            page.get_by_label("Mot de passe").fill(password)
            page.keyboard.press("Enter")
            page.wait_for_load_state("networkidle")
            keep(page, "desk", width)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
