"""The form in the browser: one page that works offline, adds up and checks itself, and saves report JSON."""

from govdisclosure.writing.browser.page import browser_form

__all__ = ["browser_form"]
