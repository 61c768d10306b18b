"""Reads the ways to sign in beside name and password."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote

from chuangcheng.config.env.faults import (
    NOT_A_SIGN_IN,
    SIGN_IN_IN_CLEAR,
    SIGN_IN_LACKS,
    SIGN_IN_TWICE,
    SIGN_IN_UNKNOWN,
)
from chuangcheng.config.env.reader import Reader, is_host, split
from chuangcheng.config.env.variables import Variable
from chuangcheng.domain.errors import Sentence

FORMS: Final[Mapping[str, str]] = {
    "oidc": "oidc://CLIENT:SECRET@HOST/PATH?name=NAME&id=ID",
    "oidc+http": "oidc+http://CLIENT:SECRET@127.0.0.1:PORT/?name=NAME&id=ID",
    "dingtalk": "dingtalk://APPKEY:SECRET@?name=NAME",
    "feishu": "feishu://APPID:SECRET@?name=NAME",
    "wecom": "wecom://CORPID:SECRET@AGENTID?name=NAME&api=https://HOST&page=https://HOST",
}
OPTIONS: Final[Mapping[str, frozenset[str]]] = {
    "oidc": frozenset({"name", "id"}),
    "dingtalk": frozenset({"name"}),
    "feishu": frozenset({"name"}),
    "wecom": frozenset({"name", "api", "page"}),
}
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
ID: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to sign in: its kind, identifier, name shown (empty: the usual one) and secrets.

    ``server`` is the issuer's address of ``oidc``; ``agent``, ``api`` and ``page`` are WeCom's
    application number and, where it runs on machines of one's own, its two addresses.
    """

    kind: str
    id: str
    name: str
    client: str
    secret: str
    server: str = ""
    agent: str = ""
    api: str = ""
    page: str = ""


def ways(reader: Reader, variable: Variable) -> tuple[Way, ...]:
    """Return the ways to sign in, none while the variable is absent; faults are noted."""
    written = reader.text(variable)
    entries = re.split(r"[\s,]+(?=[a-z+]+://)", written) if written else []
    found: list[Way] = []
    for number, entry in enumerate(entries, start=1):
        way = _Entry(reader, variable, str(number), split(entry)).way()
        if way is not None and any(way.id == other.id for other in found):
            reader.refuse(SIGN_IN_TWICE, variable, place=str(number))
        elif way is not None:
            found.append(way)
    return tuple(found)


def providers(found: tuple[Way, ...]) -> dict[str, dict[str, Any]]:
    """Return allauth's setting for these ways."""
    apps: dict[str, list[dict[str, Any]]] = {}
    for way in found:
        app: dict[str, Any] = {"name": way.name, "client_id": way.client, "secret": way.secret}
        if way.kind == "oidc":
            app |= {"provider_id": way.id, "settings": {"server_url": way.server}}
        if way.kind == "wecom":
            app["settings"] = {"agent": way.agent, "api": way.api, "page": way.page}
        apps.setdefault("openid_connect" if way.kind == "oidc" else way.kind, []).append(app)
    pkce = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
    return {kind: {"APPS": listed, **pkce.get(kind, {})} for kind, listed in apps.items()}


class _Entry:
    """Checks one entry, noting every fault."""

    def __init__(
        self, reader: Reader, variable: Variable, place: str, parts: SplitResult | None
    ) -> None:
        self.reader, self.variable, self.place, self.parts = reader, variable, place, parts
        self.scheme = parts.scheme if parts else ""
        query = parts.query.replace("+", "%2B") if parts else ""
        self.options = dict(parse_qsl(query, keep_blank_values=True))
        self.faulty = False

    def refuse(self, sentence: Sentence, part: str = "") -> None:
        self.faulty = True
        params = {"place": self.place, "part": part, "form": FORMS.get(self.scheme, "")}
        self.reader.refuse(sentence, self.variable, **params)

    def way(self) -> Way | None:
        if self.parts is None or self.scheme not in FORMS:
            self.refuse(NOT_A_SIGN_IN)
            return None
        kind = self.scheme.partition("+")[0]
        for option in sorted(self.options.keys() - OPTIONS[kind]):
            self.refuse(SIGN_IN_UNKNOWN, option)
        client, secret = unquote(self.parts.username or ""), unquote(self.parts.password or "")
        if not client:
            self.refuse(SIGN_IN_LACKS, FORMS[kind].partition("://")[2].partition(":")[0])
        if not secret:
            self.refuse(SIGN_IN_LACKS, "SECRET")
        way = Way(
            kind=kind,
            id=self._id(kind),
            name=self.options.get("name", ""),
            client=client,
            secret=secret,
            server=self._server(self.parts) if kind == "oidc" else "",
            agent=self._agent(self.parts) if kind == "wecom" else "",
            api=self._own_machine("api"),
            page=self._own_machine("page"),
        )
        return None if self.faulty else way

    def _id(self, kind: str) -> str:
        written = self.options.get("id", kind)
        if not ID.fullmatch(written):
            self.refuse(SIGN_IN_UNKNOWN, f"id={written}")
        return written

    def _server(self, parts: SplitResult) -> str:
        host = parts.hostname or ""
        if not is_host(host):
            self.refuse(SIGN_IN_LACKS, "HOST")
        plain = self.scheme == "oidc+http"
        if plain and host not in LOOPBACK:
            self.refuse(SIGN_IN_IN_CLEAR)
        where = parts.netloc.rpartition("@")[2]
        return f"{'http' if plain else 'https'}://{where}{parts.path.rstrip('/')}"

    def _agent(self, parts: SplitResult) -> str:
        agent = parts.hostname or ""
        if not agent.isdecimal():
            self.refuse(SIGN_IN_LACKS, "AGENTID")
        return agent

    def _own_machine(self, option: str) -> str:
        """Return the address in an option, without a slash at its end; empty where it is absent."""
        written = self.options.get(option)
        if written is None:
            return ""
        parts = split(written)
        known = parts is not None and parts.scheme in {"http", "https"}
        if parts is None or not known or not is_host(parts.hostname or ""):
            self.refuse(SIGN_IN_UNKNOWN, f"{option}={written}")
        elif parts.scheme == "http" and parts.hostname not in LOOPBACK:
            self.refuse(SIGN_IN_IN_CLEAR)
        return written.rstrip("/")
