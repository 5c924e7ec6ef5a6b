"""A real browser, headless and without a network, with a page open in it."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1200,1000",
)
_PROGRAMS = {"chromium": "chromium", "chromedriver": "chromium-driver", "pdftotext": "poppler-utils"}
ENTER, SPACE = Keys.ENTER, Keys.SPACE


def missing() -> str:
    """Why no browser can be used here, in words; "" when one can."""
    for program, package in _PROGRAMS.items():
        if shutil.which(program) is None:
            return f"{program} is not installed (Debian's package {package})"
    return ""


@contextmanager
def chromium(profile: Path, script: bool = True) -> Iterator[Browser]:
    """A running Chromium with an empty profile; `script`: whether pages may run theirs."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not script:
        settings = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", settings)
    service = Service(shutil.which("chromedriver"), env={**os.environ, "NO_PROXY": "localhost,127.0.0.1"})
    driver = webdriver.Chrome(options=options, service=service)
    try:
        yield Browser(driver)
    finally:
        driver.quit()


class Browser:
    """What tests ask of a page."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path) -> None:
        """Open a file; what an earlier page logged is forgotten."""
        self.driver.get_log("browser")
        self.driver.get(page.as_uri())

    def all(self, selector: str) -> list[WebElement]:
        """The elements of a selector, hidden ones included."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        """The first element of a selector."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def seen(self, selector: str) -> list[str]:
        """The texts of the elements that can be seen."""
        return [each.text for each in self.all(selector) if each.is_displayed()]

    def run(self, script: str, *arguments: object) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        """What the page logged: errors, refused styles and scripts."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]

    def printed(self) -> bytes:
        """The page as a PDF, as the browser prints it."""
        sheet = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        return base64.b64decode(sheet["data"])
