"""Stand-ins on this machine for the sites people may sign in by: OpenID Connect and WeCom."""

import base64
import hashlib
import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "county", "s:cret of the county"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class StandIn:
    """A site that knows one person; tests change what it answers."""

    port: int = 0
    person: str = "wang-shili"
    claims: dict[str, object] = field(default_factory=dict)
    errors: dict[str, object] = field(default_factory=dict)
    """Path → what it answers instead: WeCom's error code, or an HTTP status."""
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def agree(self, url: str) -> str:
        """Go to the site as a browser does, agree, and return where it leads back to."""
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=5)
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 302, answer.status
        return answer.headers["Location"]

    # -- what it answers ---------------------------------------------------------------------

    def answer(self, path: str, query: dict[str, str], form: dict[str, str], auth: str) -> Any:  # noqa: ANN401 - JSON, or an address to go to
        handlers: dict[str, Any] = {
            "/.well-known/openid-configuration": self._configuration,
            "/authorize": self._page,
            "/wwopen/sso/qrConnect": self._page,
            "/connect/oauth2/authorize": self._page,
            "/token": self._token,
            "/userinfo": self._userinfo,
            "/jwks": self._keys,
            "/cgi-bin/gettoken": self._application_token,
            "/cgi-bin/auth/getuserinfo": self._member,
        }
        return handlers[path](query, form, auth)

    def _configuration(self, *_: object) -> dict[str, object]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _page(self, query: dict[str, str], *_: object) -> str:
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        back = {"code": code, "state": query["state"]}
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def _token(self, _query: object, form: dict[str, str], _auth: object) -> dict[str, object]:
        asked = self.codes.pop(form["code"], None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        right = asked is not None and (
            (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
            and form["redirect_uri"] == asked["redirect_uri"]
            and challenge == asked["code_challenge"]
        )
        if not right:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, "sub": self.person}
        signed = jwt.encode(claims | self.claims, KEY, "RS256", headers={"kid": "1"})
        return {"access_token": "for-userinfo", "token_type": "Bearer", "id_token": signed}

    def _userinfo(self, _query: object, _form: object, auth: str) -> dict[str, object]:
        assert auth == "Bearer for-userinfo"
        return {"sub": self.person, "name": "王示例"} | self.claims

    def _keys(self, *_: object) -> dict[str, object]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}

    def _application_token(self, query: dict[str, str], *_: object) -> dict[str, object]:
        if (query["corpid"], query["corpsecret"]) != (CLIENT, SECRET):
            return {"errcode": 40001, "errmsg": "invalid credential"}
        self.tokens.append(f"token-{len(self.tokens)}")
        return {"errcode": 0, "access_token": self.tokens[-1], "expires_in": 7200}

    def _member(self, query: dict[str, str], *_: object) -> dict[str, object]:
        if not self.tokens or query["access_token"] != self.tokens[-1]:
            return {"errcode": 42001, "errmsg": "access_token expired"}
        if self.codes.pop(query["code"], None) is None:
            return {"errcode": 40029, "errmsg": "invalid code"}
        return {"errcode": 0, "userid": self.person} if self.person else {"openid": "x"}


class Handler(BaseHTTPRequestHandler):
    """Hands requests to the stand-in of its server."""

    server: "Server"

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer({name: values[0] for name, values in parse_qs(body).items()})

    def _answer(self, form: dict[str, str]) -> None:
        parts, site = urlsplit(self.path), self.server.site
        site.asked.append(parts.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = site.errors.get(parts.path)
        if found is None:
            auth = self.headers.get("Authorization", "")
            found = site.answer(parts.path, query, form, auth)
        elif isinstance(found, int) and found >= 1000:
            found = {"errcode": found, "errmsg": "as the test wants"}
        self._send(found)

    def _send(self, found: object) -> None:
        if isinstance(found, (int, str)):
            self.send_response(found if isinstance(found, int) else 302)
            self.send_header("Location", str(found))
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class Server(ThreadingHTTPServer):
    """A server on a free port of this machine."""

    def __init__(self, site: StandIn) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        site.port = self.server_address[1]


@contextmanager
def running() -> Iterator[StandIn]:
    """Run a stand-in."""
    site = StandIn()
    server = Server(site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
