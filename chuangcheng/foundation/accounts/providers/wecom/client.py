"""Talks to WeCom."""

from hashlib import sha256
from typing import Any, Final

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache

from chuangcheng.foundation.accounts.ciphers import seal, unseal

API: Final = "https://qyapi.weixin.qq.com"
SOON: Final = 300
"""Seconds before a token runs out in which it is no longer used."""
STALE: Final = frozenset({40014, 42001})
"""WeCom's codes for a token that is wrong or has run out."""
SEALED_FOR: Final = "wecom"


class WeComRefusal(OAuth2Error):
    """WeCom answered with an error; ``code`` is its number, 0 for an answer without a member."""

    def __init__(self, code: int) -> None:
        super().__init__(f"WeCom answers with {code}")
        self.code = code


class WeComClient:
    """One application of one corporation.

    Raises WeComRefusal for an error of WeCom, requests.RequestException where it does not answer.
    """

    def __init__(self, corporation: str, secret: str, api: str = "") -> None:
        self.corporation, self.secret, self.api = corporation, secret, api or API

    def user_of(self, code: str) -> str:
        """Return the member's identifier for the code that WeCom's page handed out."""
        try:
            found = self._ask("/cgi-bin/auth/getuserinfo", access_token=self._token(), code=code)
        except WeComRefusal as refusal:
            if refusal.code not in STALE:
                raise
            cache.delete(self._place)
            found = self._ask("/cgi-bin/auth/getuserinfo", access_token=self._token(), code=code)
        member = found.get("userid") or found.get("UserId")
        if not isinstance(member, str) or not member:
            raise WeComRefusal(0)
        return member

    @property
    def _place(self) -> str:
        whose = sha256(f"{self.api} {self.corporation} {self.secret}".encode()).hexdigest()
        return f"accounts.wecom.{whose}"

    def _token(self) -> str:
        """Return the application's token; WeCom wants it kept, and says for how long."""
        kept = cache.get(self._place)
        if kept is not None:
            return unseal(kept, SEALED_FOR)
        found = self._ask("/cgi-bin/gettoken", corpid=self.corporation, corpsecret=self.secret)
        token = str(found["access_token"])
        lasts = int(found.get("expires_in", 0)) - SOON
        if lasts > 0:
            cache.set(self._place, seal(token, SEALED_FOR), lasts)
        return token

    def _ask(self, path: str, **params: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.api + path, params=params)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
        code = int(found.get("errcode", 0))
        if code:
            raise WeComRefusal(code)
        return found
