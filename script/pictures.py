"""Takes the pictures of the documentation from a real server with the five examples, in a real browser."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.conftest import CHROMIUM, OPTIONS, type_name_and_password
from tests.browser.server import Site, serving

FEW, MANY = 64, 256
"""Colours: the pages are ink on paper, and the files stay small; some are looked at first, and keep more."""
WIDE, LOW, PHONE = (1280, 1000), (1280, 800), (400, 860)
REGISTRY = "/admin/registry"
ACTIVITY, ORGANISATION = f"{REGISTRY}/processingactivity", f"{REGISTRY}/organisation"
FIRST_ROW = "#result_list tbody tr:first-child th a"


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture: of which page, as whom, how large, in which colours."""

    name: str
    path: str
    who: str = "officer"
    size: tuple[int, int] = LOW
    scheme: str = "light"
    ways: tuple[str, ...] = ()
    """What is followed first: the names of links, or selectors that begin with #."""
    fragment: str = ""
    act: Callable[[Page], None] | None = None
    """What is done on the page."""
    colours: int = FEW


def refuse_a_field(page: Page) -> None:
    page.locator("#id_name").fill("")
    page.locator("#id_in_force_from").fill("2026-02-01")
    page.locator("#id_in_force_until").fill("2026-01-01")
    save(page)


def save_what_others_changed(page: Page) -> None:
    """As if the form had been open since before anybody wrote."""
    page.locator("#id_seen_revision").evaluate("field => { field.value = 0; }")
    save(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def put_in_order(page: Page) -> None:
    page.get_by_role("button", name="Change the order").locator("visible=true").first.click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()


def record(name: str, model: str, **more: object) -> Shot:
    """The form of the first record in a list."""
    return Shot(name=name, path=f"{REGISTRY}/{model}/", ways=(FIRST_ROW,), **more)  # type: ignore[arg-type]


def analytics(name: str, **more: object) -> Shot:
    """The form of an activity that has something in each letter."""
    path = f"{ACTIVITY}/?q=Product+analytics"
    ways = ("Product analytics", *more.pop("ways", ()))  # type: ignore[misc]
    return Shot(name=name, path=path, ways=ways, **more)  # type: ignore[arg-type]


MAIN = (
    Shot(name="home", path="/admin/", size=WIDE),
    Shot(name="home-dark", path="/admin/", size=WIDE, scheme="dark"),
    Shot(name="home-phone", path="/admin/", size=PHONE),
    Shot(name="start", path=f"{ACTIVITY}/start/?organisation=4", size=WIDE),
    Shot(name="list", path=f"{ACTIVITY}/", size=WIDE),
    Shot(name="list-phone", path=f"{ACTIVITY}/", size=PHONE),
    analytics("admin", size=WIDE, fragment="#letter-c", colours=MANY),
    analytics("form-dark", size=WIDE, scheme="dark"),
    analytics("form-phone", size=PHONE),
    Shot(name="register-page", path=f"{ORGANISATION}/4/register/", who="auditor"),
    Shot(name="map", path=f"{ORGANISATION}/4/map/", size=WIDE, colours=MANY),
    Shot(name="story", path=f"{ORGANISATION}/4/story/"),
    Shot(name="public", path="/subprocessors/postmcp/", who="", size=WIDE, colours=MANY),
)
"""What is shown first."""

EACH = (
    Shot(name="sign-in", path="/admin/login/", who="", size=(1280, 520)),
    Shot(name="signed-out", path="/admin/", act=sign_out, size=(1280, 360)),
    Shot(name="password", path="/admin/password_change/"),
    Shot(name="which-organisation", path=f"{ORGANISATION}/registers/"),
    Shot(
        name="order",
        path=f"{ACTIVITY}/?q=Customer+accounts+and+access",
        ways=("Customer accounts and access",),
        fragment="#letter-b",
        act=put_in_order,
    ),
    analytics("transfers-of-activity", fragment="#letter-e"),
    analytics("beyond", fragment="#panel-beyond"),
    analytics("form-error", act=refuse_a_field),
    analytics("form-conflict", act=save_what_others_changed),
    analytics("form-read", who="auditor"),
    analytics("sheet", ways=("Sheet as printed",)),
    analytics("flow", ways=("Data flow",), colours=MANY),
    analytics("duplicate", ways=("Duplicate",)),
    analytics("copy", ways=("Copy to another organisation", "Mailaki")),
    analytics("history", ways=("History",)),
    analytics("approval", ways=("All steps",)),
    Shot(name="findings", path=f"{ORGANISATION}/4/found/"),
    Shot(name="accepted-finding", path=f"{REGISTRY}/waiver/add/?organisation=4"),
    Shot(name="comparing", path=f"{ORGANISATION}/4/comparison/"),
    Shot(name="releasing", path=f"{ORGANISATION}/4/release/"),
    Shot(name="check-file", path=f"{REGISTRY}/release/check/", size=(1280, 520)),
    Shot(name="reminders", path=f"{REGISTRY}/delivery/", size=(1280, 520)),
    Shot(name="revision", path=f"{ORGANISATION}/4/story/?revision=1"),
    Shot(name="service-window", path=f"{REGISTRY}/service/add/?_popup=1&organisation=4"),
    Shot(name="services", path=f"{REGISTRY}/service/?organisation__id__exact=4"),
    record("service", "service"),
    Shot(name="companies", path=f"{REGISTRY}/party/"),
    record("company", "party"),
    record("delete-refused", "party", act=lambda page: page.get_by_role("link", name="Delete").click()),
    Shot(name="nothing-yet", path=f"{REGISTRY}/agreement/"),
    Shot(name="nothing-found", path=f"{ACTIVITY}/?q=zeppelin"),
    Shot(name="transfers", path=f"{REGISTRY}/transfer/"),
    record("transfer", "transfer"),
    record("delete", "transfer", act=lambda page: page.get_by_role("link", name="Delete").click()),
    record("retention-rule", "retentionrule"),
    Shot(name="measures", path=f"{REGISTRY}/securitymeasure/"),
    Shot(name="assessment", path=f"{REGISTRY}/assessment/add/?organisation=4"),
    Shot(name="entries", path=f"{REGISTRY}/subprocessor/"),
    Shot(name="subprocessor-page", path=f"{ORGANISATION}/4/subprocessors/"),
    record("release", "release"),
    Shot(name="document", path=f"{REGISTRY}/document/add/?organisation=4"),
    record("notice", "privacynotice"),
    Shot(name="citations", path=f"{REGISTRY}/citation/"),
    Shot(name="question", path=f"{REGISTRY}/clarification/add/?organisation=4"),
    Shot(name="organisation", path=f"{ORGANISATION}/4/change/"),
    Shot(name="categories", path=f"{REGISTRY}/datacategory/"),
    record("mechanism", "transfermechanism"),
    Shot(name="accounts", path=f"{REGISTRY}/user/", who="admin"),
    Shot(name="membership", path=f"{REGISTRY}/membership/add/", who="admin"),
    Shot(name="refused", path=f"{REGISTRY}/party/add/", who="auditor", size=(1280, 400)),
    Shot(name="not-found", path="/admin/nowhere/", size=(1280, 400)),
    Shot(name="public-index", path="/", who=""),
    Shot(name="public-phone", path="/subprocessors/postmcp/", who="", size=PHONE),
)
"""One of each other kind of page."""


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)

        @cache
        def keys(name: str) -> StorageState:
            context = browser.new_context(base_url=site.address)
            type_name_and_password(context.new_page(), name, site.passwords[name])
            state = context.storage_state()
            context.close()
            return state

        for shot in sorted(
            (*MAIN, *EACH), key=lambda shot: shot.act is sign_out
        ):  # what ends the session last
            take(shot, site, browser, folder / f"{shot.name}.png", keys(shot.who) if shot.who else None)
        browser.close()
    total = sum(file.stat().st_size for file in folder.glob("*.png"))
    sys.stdout.write(f"{len(MAIN) + len(EACH)} pictures, {total // 1024} KiB in {folder}\n")


def take(shot: Shot, site: Site, browser: Browser, file: Path, state: StorageState | None) -> None:
    """Opens the page, does what is done on it, and saves the picture with few colours."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        base_url=site.address,
        storage_state=state,
    )
    page = context.new_page()
    page.goto(shot.path)
    for way in shot.ways:
        link = (
            page.locator(way) if way.startswith("#") else page.locator("main").get_by_role("link", name=way)
        )
        with page.expect_navigation():
            link.first.click()
    if shot.fragment:
        page.goto(page.url.split("#")[0] + shot.fragment)
    if shot.act is not None:
        shot.act(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    context.close()
    Image.open(file).convert("RGB").quantize(shot.colours).save(file, optimize=True)
    sys.stdout.write(f"{file}: {file.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
