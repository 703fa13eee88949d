"""Takes the pictures of the documentation from a real server with the five examples, in a real browser."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.conftest import CHROMIUM, OPTIONS
from tests.browser.server import Site, serving

COLOURS = 256
WIDE, PHONE = (1280, 1000), (400, 860)
ACTIVITY = "/admin/registry/processingactivity"
ORGANISATION = "/admin/registry/organisation"


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture: of which page, as whom, how large, in which colours. `opened` follows a link of that name first."""

    name: str
    path: str
    who: str = "officer"
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    follow: str = ""
    fragment: str = ""


SHOTS = (
    Shot(name="home", path="/admin/"),
    Shot(name="home-dark", path="/admin/", scheme="dark"),
    Shot(name="home-phone", path="/admin/", size=PHONE),
    Shot(name="start", path=f"{ACTIVITY}/start/?organisation=4"),
    Shot(name="list", path=f"{ACTIVITY}/"),
    Shot(name="list-phone", path=f"{ACTIVITY}/", size=PHONE),
    Shot(
        name="admin",
        path=f"{ACTIVITY}/?q=Product+analytics",
        follow="Product analytics",
        fragment="#letter-c",
    ),
    Shot(
        name="form-dark", path=f"{ACTIVITY}/?q=Product+analytics", follow="Product analytics", scheme="dark"
    ),
    Shot(name="form-phone", path=f"{ACTIVITY}/?q=Product+analytics", follow="Product analytics", size=PHONE),
    Shot(name="register-page", path=f"{ORGANISATION}/4/register/", who="auditor"),
    Shot(name="map", path=f"{ORGANISATION}/4/map/"),
    Shot(name="story", path=f"{ORGANISATION}/4/story/"),
    Shot(name="public", path="/subprocessors/postmcp/", who=""),
)


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        for shot in SHOTS:
            take(shot, site, browser, folder / f"{shot.name}.png")
        browser.close()


def take(shot: Shot, site: Site, browser: Browser, file: Path) -> None:
    """Saves the picture with few colours: the pages are ink on paper, and the files stay small."""
    for page in pages(shot, site, browser):
        page.screenshot(path=file)
    Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    sys.stdout.write(f"{file}: {file.stat().st_size // 1024} KiB\n")


def pages(shot: Shot, site: Site, browser: Browser) -> Iterator[Page]:
    """The page, ready to be taken, and closed afterwards."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        base_url=site.address,
    )
    page = context.new_page()
    if shot.who:
        page.goto("/admin/login/")
        page.get_by_label("Username").fill(shot.who)
        page.get_by_label("Password").fill(site.passwords[shot.who])
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
    page.goto(shot.path)
    if shot.follow:
        page.get_by_role("link", name=shot.follow).first.click()
        page.wait_for_load_state()
    if shot.fragment:
        page.goto(page.url.split("#")[0] + shot.fragment)
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
