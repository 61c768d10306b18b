"""WeCom as a provider of allauth, which finds it by this module."""

from typing import Any, Final

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.provider import ProviderAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from allauth.utils import get_request_param
from django.http import HttpRequest
from django.utils.http import urlencode

from chuangcheng.foundation.accounts.providers.wecom.client import WeComClient

DESK: Final = "https://open.work.weixin.qq.com"
APP: Final = "https://open.weixin.qq.com"
IN_APP: Final = "wxwork"
"""What the browser inside the WeCom app says of itself."""


class WeComRedirect(OAuth2Client):
    """Builds the address of WeCom's page; the rest of allauth's client is not used."""

    agent = ""

    def get_redirect_url(
        self, authorization_url: str, _scope: list[str], extra_params: dict[str, str]
    ) -> str:
        """Return the address, with the state that must come back."""
        params = {"appid": self.consumer_key, "agentid": self.agent}
        if authorization_url.endswith("/authorize"):
            params |= {"response_type": "code", "scope": "snsapi_base"}
        params |= {
            "redirect_uri": self.callback_url,
            "state": str(self.state),
            **extra_params,
        }
        return f"{authorization_url}?{urlencode(params)}#wechat_redirect"


class WeComAdapter(OAuth2Adapter):
    """The dance: WeCom's page, the code, whose code it is."""

    provider_id = "wecom"
    client_class = WeComRedirect
    access_token_url = ""

    @property
    def authorize_url(self) -> str:
        """WeCom's page: a code to scan on a desk, none inside the app."""
        page = self.get_provider().app.settings["page"]  # type: ignore[no-untyped-call]  # allauth's
        if IN_APP in self.request.headers.get("User-Agent", ""):
            return f"{page or APP}/connect/oauth2/authorize"
        return f"{page or DESK}/wwopen/sso/qrConnect"

    def get_client(self, request: HttpRequest, app: SocialApp) -> OAuth2Client:
        """Return what builds the address of WeCom's page."""
        client: WeComRedirect = super().get_client(request, app)
        client.agent = app.settings["agent"]
        return client

    def get_access_token_data(
        self,
        request: HttpRequest,  # noqa: ARG002 - allauth's signature
        app: SocialApp,
        client: OAuth2Client,  # noqa: ARG002 - allauth's signature
        pkce_code_verifier: str | None = None,  # noqa: ARG002 - allauth's signature
    ) -> dict[str, Any]:
        """Return whose code it is; WeCom's token is the application's and not handed on."""
        talk = WeComClient(app.client_id, app.secret, app.settings["api"])
        code = get_request_param(self.request, "code")
        return {"access_token": "", "userid": talk.user_of(str(code))}

    def complete_login(
        self,
        request: HttpRequest,
        app: SocialApp,  # noqa: ARG002 - allauth's signature
        token: SocialToken,  # noqa: ARG002 - allauth's signature
        **kwargs: Any,  # noqa: ANN401 - allauth's signature
    ) -> SocialLogin:
        """Return the member as allauth's login."""
        member = {"userid": kwargs["response"]["userid"]}
        provider = self.get_provider()  # type: ignore[no-untyped-call]  # allauth's
        found: SocialLogin = provider.sociallogin_from_response(request, member)
        return found


class WeComProvider(OAuth2Provider):
    """WeCom 企業微信."""

    id = "wecom"
    name = "WeCom"
    account_class = ProviderAccount
    oauth2_adapter_class = WeComAdapter

    def extract_uid(self, data: dict[str, str]) -> str:
        """Return the member's identifier."""
        return data["userid"]

    def extract_common_fields(self, data: dict[str, str]) -> dict[str, str]:
        """Return the fields that allauth would name a new account by."""
        return {"username": data["userid"]}


provider_classes = [WeComProvider]
