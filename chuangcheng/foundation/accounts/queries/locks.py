"""Whether a sign-in name or a network address has failed too often of late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final
from unicodedata import normalize

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chuangcheng.foundation.accounts.models import Failure, User

WINDOW: Final = timedelta(minutes=15)
"""How long a failure counts, and so the longest a lock holds after the last one."""
FAILURES_OF_A_NAME: Final = 5
NAMES_OF_AN_ADDRESS: Final = 20
"""So many different names failing from one address are no longer slips of the fingers."""
FAILURES_OF_AN_ADDRESS: Final = 100
NETWORK: Final = 64
"""Bits of an IPv6 address that tell one customer of a network from another."""


@dataclass(frozen=True, slots=True)
class Tries:
    """What failed within the window: with this name, from this address."""

    of_name: int
    of_address: int
    names_of_address: int

    @property
    def locked(self) -> bool:
        """Whether the next try is refused without being looked at."""
        return (
            self.of_name >= FAILURES_OF_A_NAME
            or self.of_address >= FAILURES_OF_AN_ADDRESS
            or self.names_of_address >= NAMES_OF_AN_ADDRESS
        )


def tries(name: str, address: str) -> Tries:
    """Return what failed of late: one question, the same for names that nobody has."""
    by_name = Q(name_digest=name_digest(name))
    by_address = Q(address_digest=address_digest(address))
    found = Failure.objects.filter(by_name | by_address, at__gt=timezone.now() - WINDOW).aggregate(
        of_name=Count("pk", filter=by_name),
        of_address=Count("pk", filter=by_address),
        names=Count("name_digest", filter=by_address, distinct=True),
    )
    return Tries(found["of_name"], found["of_address"], found["names"])


def locked_among(accounts: Iterable[User]) -> frozenset[int]:
    """Return the numbers of those accounts whose name is locked, or whose second step is."""
    digests = {
        name_digest(name): account.pk
        for account in accounts
        for name in (account.username, code_name(account))
    }
    rows = (
        Failure.objects.filter(name_digest__in=digests, at__gt=timezone.now() - WINDOW)
        .values_list("name_digest")
        .annotate(failures=Count("pk"))
        .filter(failures__gte=FAILURES_OF_A_NAME)
    )
    return frozenset(digests[digest] for digest, _ in rows)


def code_name(account: User) -> str:
    """Return the name under which wrong codes of an account are counted; nobody can sign in so."""
    return f"\0code of {account.pk}"


def name_digest(name: str) -> str:
    """Return a name as it is kept: a keyed digest of its plain form, the same for any case.

    Databases compare in capitals, where ``ı`` is ``i``: by way of them, or each such spelling of
    a name would have tries of its own.
    """
    plain = normalize("NFKC", name).strip().upper().casefold()
    return salted_hmac("accounts.failure.name", plain, algorithm="sha256").hexdigest()


def address_digest(address: str) -> str:
    """Return an address as it is kept: a keyed digest of it, or of its IPv6 network."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        found = IPv6Network((found, NETWORK), strict=False).network_address
    return salted_hmac("accounts.failure.address", str(found), algorithm="sha256").hexdigest()
