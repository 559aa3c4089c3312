"""A real server with people signed in, and browsers of theirs that measure what they wait for."""

import http.client
import os
import re
import secrets
import time
from datetime import UTC, datetime
from urllib.parse import quote, urlencode, urlsplit

ACT = re.compile(r'name="act" value="(confirm:[^"]+)"')


class Browser:
    """One line to the server, kept open, with the cookies of one person."""

    def __init__(self, address, cookies=None):
        self.line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.cookies = dict(cookies or {})

    def get(self, path, **headers):
        return self._ask("GET", path, None, headers)

    def post(self, path, fields, **headers):
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._ask("POST", path, urlencode(fields), headers)

    def _ask(self, method, path, body, headers):
        """Give (seconds, text). Anything but a page is an error."""
        told = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.perf_counter()
        self.line.request(method, path, body, {"Cookie": told, **headers})
        answer = self.line.getresponse()
        text = answer.read()
        spent_s = time.perf_counter() - began
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status != 200:
            raise AssertionError(f"{method} {path}: {answer.status} {text[:300]!r}")
        return spent_s, text.decode()


class Site:
    """The address of a server, its zone, and who works there."""

    def __init__(self, address, zone):
        self.address, self.zone = address, zone
        self.root = f"/zone/{quote(zone)}/"

    def browser(self, role=None):
        """A browser, of somebody of this role who has signed in where one is said."""
        return Browser(self.address, sign_in(self.zone, role) if role else None)

    def stream(self):
        """The host and port of the stream, as the board tells its readers."""
        _, page = self.browser("dispatcher").get(self.root)
        return urlsplit(self.address).hostname, int(re.search(r'data-stream=":(\d+)"', page)[1])


def sign_in(zone, role):
    """Give the cookies of a person who has just signed in."""
    from django.test import Client

    from cuakhau.accounts.models import Person
    from cuakhau.accounts.rights import SECOND

    person = Person(
        username=f"{role[:16]}-{secrets.token_hex(4)}",
        full_name=role,
        role=role,
        zone=zone,
        agency=role,
        made_at=datetime.now(UTC),
        made_by="bench",
    )
    person.set_unusable_password()
    person.save()
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SECOND] = "bench"
    session.save()
    return {name: morsel.value for name, morsel in client.cookies.items()}


def share_secret():
    """Let the server that is started later know our cookies; before Django is set up."""
    os.environ["CUAKHAU_SECRET_KEY"] = secrets.token_urlsafe(50)


class Desk:
    """The worklist of an agency in a browser: look, and confirm the first vehicle on it."""

    def __init__(self, site, agency):
        self.browser, self.path = site.browser(agency), f"{site.root}desk/{agency}/"
        self.page = ""

    def look(self):
        """Open the page; seconds."""
        spent_s, self.page = self.browser.get(self.path)
        return spent_s

    def confirm(self):
        """Press the first button that confirms, as a browser with htmx does; seconds."""
        fields = {
            "csrfmiddlewaretoken": self._value("csrfmiddlewaretoken"),
            "nonce": self._value("nonce"),
            "act": ACT.search(self.page)[1],
        }
        spent_s, self.page = self.browser.post(self.path, fields, **{"HX-Request": "true"})
        return spent_s

    def _value(self, name):
        return re.search(rf'name="{name}" value="([^"]*)"', self.page)[1]
