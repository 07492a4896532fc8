"""Forms in Chromium: what opens them, and what the checker says of what is in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govdisclosure as gd
from govdisclosure.checks.judging import Standing
from govdisclosure.form import Form
from govdisclosure.report import Report
from govdisclosure.writing import write_bytes
from govdisclosure.writing.browser import browser_form
from govdisclosure.writing.browser.patterns import patterns_of

needs_browser = pytest.mark.skipif(
    not os.environ.get("GOVDISCLOSURE_BROWSER"), reason="only with make test-browser: it needs Chromium"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window, which reaches no network."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("there is no Chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


def opened(browser: Any, path: Path) -> Iterator[Any]:
    """Open a page in a browser that has not seen it before; it must reach nothing else, and fail nowhere."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "blob:")) else faults.append(request.url)
    )
    page.goto(path.as_uri())
    yield page
    context.close()
    assert not faults, faults


def put(page: Any, report: Report) -> Any:
    """Open a report in the page, and return the verdicts there."""
    return page.evaluate("text => { govdisclosure.load(text); return govdisclosure.verdicts() }", gd.to_json(report))


def verdicts(report: Report) -> dict[str, str]:
    """Return the verdicts of the checker on what a page can check."""
    standing = Standing(report, None)
    found: dict[str, str] = {one.id: standing.status(one) for one in report.form.relations if one.level == 1}
    return found | {bound.relation.id: "fail" for bound in standing.violated()}


def empty(form: Form) -> Report:
    """Return the report of a form in which nothing is written."""
    return gd.from_json(write_bytes(Report(form, (None,) * len(form.cells)), "json").decode(), spec=form.spec)


def page_without_rows(form: Form) -> str:
    """Return the page of a form in which no row has been added yet."""
    added = {place.address for place in patterns_of(form, None).places}
    bare = gd.expand(form.spec, {address: keys for address, keys in form.keys if address not in added})
    return browser_form(bare, empty(bare))


def paste(page: Any, text: str, html: str = "") -> None:
    """Paste a block where the focus is, as plain text and as what a word processor puts beside it."""
    page.evaluate(
        """([text, html]) => { const data = new DataTransfer(); data.setData("text/plain", text);
        if (html) data.setData("text/html", html);
        document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, cancelable: true, bubbles: true})) }""",
        [text, html],
    )
