"""Web pages printed by a browser, many by one that is started once: starting it takes longer than ten pages."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

CHROMIUM = shutil.which("chromium")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu")


class Browser:
    """A Chromium without a window, which is told what to do over a pipe; no address is opened.

    Used as ``with Browser(folder) as browser: data = browser.printed(page)``; `folder` takes its profile.
    """

    def __init__(self, folder: Path) -> None:
        assert CHROMIUM is not None
        orders, sent = os.pipe()
        got, answers = os.pipe()
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            f"--user-data-dir={folder}",
        ]
        shell = ["bash", "-c", f'exec "$0" "$@" 3<&{orders} 4>&{answers}', CHROMIUM, *options]
        self._running = subprocess.Popen(shell, pass_fds=(orders, answers), stderr=subprocess.DEVNULL)
        os.close(orders)
        os.close(answers)
        self._orders, self._answers = sent, got
        self._count, self._unread = 0, b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ask("Browser.close")
        os.close(self._orders)
        self._running.wait()
        os.close(self._answers)

    def printed(self, page: Path) -> bytes:
        """What a user gets who prints `page`, a file, without head and foot lines: a PDF."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable", session)
        self._ask("Page.navigate", session, url=page.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass
        data = self._ask("Page.printToPDF", session, printBackground=True, preferCSSPageSize=True)["data"]
        self._ask("Target.closeTarget", targetId=target)
        return base64.b64decode(data)

    def _ask(self, method: str, session: str | None = None, **parameters: object) -> Any:
        self._count += 1
        asked = {"id": self._count, "method": method, "params": parameters}
        os.write(self._orders, json.dumps(asked | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser has ended"
            self._unread += more
        message, _, self._unread = self._unread.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer
