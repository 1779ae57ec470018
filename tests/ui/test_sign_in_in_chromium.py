"""Signing in, all the way round: the page, a provider of OpenID Connect on this machine, and a real browser between."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect
from visits import ROOT, Visit, free_port, served

pytest.importorskip("authlib", reason="Streamlit signs in with Authlib: pip install 'streamlit[auth]'")
from joserfc import jwt
from joserfc.jwk import RSAKey

pytestmark = pytest.mark.browser
CLIENT, SECRET = "provenance-test", "the secret of the test's client"


@dataclass
class Provider:
    """What signs everybody in who is sent to it, as Ann Lee."""

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}, private=True))
    nonces: dict[str, str | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def configuration(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def admitted(self, query: dict[str, list[str]]) -> str:
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = query.get("nonce", [None])[0]
        return f"{query['redirect_uri'][0]}?{urlencode({'code': code, 'state': query['state'][0]})}"

    def token(self, form: dict[str, list[str]]) -> dict[str, object]:
        now = int(time.time())
        claims = {"iss": self.address, "sub": "ann", "aud": CLIENT, "iat": now, "exp": now + 600, "name": "Ann Lee"}
        nonce = self.nonces.pop(form["code"][0])
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims | ({"nonce": nonce} if nonce else {}), self.key)
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": signed}


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            made.asked.append(asked.path)
            if asked.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", made.admitted(parse_qs(asked.query)))
                self.end_headers()
                return
            known = {
                "/.well-known/openid-configuration": made.configuration(),
                "/keys": {"keys": [made.key.as_dict(private=False)]},
            }
            self._say(known[asked.path])

        def do_POST(self) -> None:
            made.asked.append(self.path)
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._say(made.token(form))

        def _say(self, document: dict[str, object]) -> None:
            body = json.dumps(document).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("localhost", 0), Answers)
    made.address = f"http://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def test_only_who_comes_back_from_the_provider_sees_the_page(visit: Visit, provider: Provider, tmp_path: Path) -> None:
    port = free_port()
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "{"x" * 40}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    environment = {
        "STREAMLIT_SECRETS_FILES": str(secrets),
        "PROVENANCE_SIGN_IN": "1",
        "PROVENANCE_INDEX": str(tmp_path / "index"),
    }
    with served(ROOT / "app.py", tmp_path / "log", port=port, **environment) as address:
        page = visit.open(address)
        expect(page.get_by_text("This collection is open to those who sign in.")).to_be_visible(timeout=30_000)
        assert page.get_by_role("textbox").count() == 0
        assert provider.asked.count("/token") == 0
        visit.settled().get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("There is nothing to search yet")).to_be_visible(timeout=30_000)
        assert provider.asked.count("/token") == 1
        assert page.get_by_text("This collection is open to those who sign in.").count() == 0
        stranger = page.context.browser.new_page()  # type: ignore[union-attr]
        stranger.goto(address)
        expect(stranger.get_by_text("This collection is open to those who sign in.")).to_be_visible(timeout=30_000)
        stranger.close()
    log = (tmp_path / "log").read_text(encoding="utf-8", errors="replace")
    assert SECRET not in log
    assert "Ann Lee" not in log
