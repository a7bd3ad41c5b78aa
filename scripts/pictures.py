"""The picturing half of scripts/screenshots: the seeds in full life, one browser, every page of Tests/system/pages.py."""

import argparse
import base64
import os
import pathlib
import shutil
import socket
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/system"))

from browser import phone  # noqa: E402
from conftest import Server  # noqa: E402
from life import Life  # noqa: E402
from pages import PHONE, SIZES, Reader, every_page  # noqa: E402

LANGUAGES = ["fr", "en"]
#: File, page, scheme, width and height: what README.md shows.
README = [
    ("phone.png", "session", "dark", PHONE),
    ("wall.png", "screen", "dark", (1280, 720)),
    ("board.png", "promises", "light", (1280, 720)),
]


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/screenshots")
    parser.add_argument("work", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("folder", type=pathlib.Path, nargs="?", default=ROOT / ".tribune/screenshots")
    parser.add_argument("--only", default="")
    parser.add_argument("--readme", action="store_true")
    return parser.parse_intermixed_args()


def main():
    asked = arguments()
    # What the pictures say is where phones would go, and not this machine.
    environment = {"TRIBUNE_PUBLIC_URL": "http://tribune.example"}
    server = Server(
        os.environ["TRIBUNE_TEST_DATABASE"], asked.work, seeds=str(ROOT / "Seeds"), environment=environment)
    listen = f"127.0.0.1:{free_port()}"
    server.start(listen)
    server.url = f"http://{listen}"
    try:
        with phone() as driver:
            life = Life(server, people=47)
            reader = Reader(driver, server)
            if asked.readme:
                for_readme(reader, life)
            else:
                of_every_page(reader, life, asked)
    finally:
        server.stop()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def of_every_page(reader, life, asked):
    asked.folder.mkdir(parents=True, exist_ok=True)
    pages = [page for page in every_page(life) if asked.only in page.name]
    taken = 0
    for page in pages:
        for language in LANGUAGES:
            reader.open(page, language, life)
            for size in page.sizes:
                for scheme in page.schemes:
                    reader.look(page, scheme, SIZES[size])
                    take(reader.driver, asked.folder / f"{size}-{page.name}-{language}-{scheme}.png")
                    taken += 1
    print(f"{taken} pictures of {len(pages)} pages are in {asked.folder}")


def for_readme(reader, life):
    pages = {page.name: page for page in every_page(life)}
    for file, name, scheme, size in README:
        reader.open(pages[name], "fr", life)
        reader.look(pages[name], scheme, size)
        take(reader.driver, ROOT / ".github" / file)
        shrink(ROOT / ".github" / file)
        print(f".github/{file}")


def shrink(file):
    """A palette is enough for flat pictures, and the repository keeps each for ever."""
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--output", file, "--skip-if-larger", "--quality", "70-95", file])


def take(driver, file):
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": False})
    file.write_bytes(base64.b64decode(taken["data"]))


main()
