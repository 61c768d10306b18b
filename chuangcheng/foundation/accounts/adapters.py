"""What this house does differently from allauth, which signs people in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from chuangcheng.foundation.accounts.addresses import client_address
from chuangcheng.foundation.shell.views import own_path


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up here; after signing in people go to a page of this site and nowhere else."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: accounts are made by administrators."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Tell whether ``url`` is a path of this site."""
        return bool(url) and own_path(url, "") == url

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the sender."""
        return client_address(request)
