"""Django's description of the room."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_

ACTIONS: Final = {
    "accounts.grant.give": N_("Gave a role"),
    "accounts.grant.end": N_("Ended a role"),
    "accounts.grant.follow": N_("Let a role follow a merged unit"),
    "accounts.deputy.name": N_("Named a deputy"),
    "accounts.deputy.end": N_("Ended a deputising"),
}
"""What the record calls what is done to roles."""


class AccountsConfig(AppConfig):
    """Registers the room under the label ``accounts``."""

    name = "chuangcheng.foundation.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        """Declare what can be done in the room, and tell the record and the start page of it."""
        from chuangcheng.foundation.accounts import permissions, sign_in_words
        from chuangcheng.foundation.audit.registry import describe_action
        from chuangcheng.foundation.shell import registry
        from chuangcheng.foundation.shell.access import declare

        declare(*permissions.ACTIONS)
        for action, title in {**ACTIONS, **sign_in_words.ACTIONS}.items():
            describe_action(action, title)
        registry.card(
            registry.Card(
                N_("Accounts"),
                N_("Invite people, send new links, close and reopen accounts."),
                "accounts:accounts",
                permissions.READ_ACCOUNTS.name,
                order=20,
            )
        )
        registry.first_step(
            registry.FirstStep(
                N_("Invite the creation office"),
                N_("Make an account for one of its people and hand them the link."),
                "accounts:create_account",
                permissions.INVITE.name,
                _has_people,
                order=30,
            )
        )
        registry.first_step(
            registry.FirstStep(
                N_("Give the creation office its role"),
                N_("It then invites the liaisons and gives the other roles of the campaign."),
                "accounts:choose_account",
                permissions.GIVE_ROLES.name,
                _has_office,
                order=40,
            )
        )
        registry.first_step(
            registry.FirstStep(
                N_("Invite the liaisons"),
                N_("For each unit: make an account, hand on the link, give the role of a liaison."),
                "accounts:create_account",
                # Of those who may invite, only the creation office names deputies as well.
                permissions.NAME_DEPUTIES.name,
                _has_liaison,
                order=50,
            )
        )
        registry.card(
            registry.Card(
                N_("Roles"),
                N_("See who holds which role, where and until when."),
                "accounts:grants",
                permissions.READ_GRANTS.name,
                order=30,
            )
        )
        registry.card(
            registry.Card(
                N_("What each role may do"),
                N_("The table of rights the program itself goes by."),
                "accounts:permissions",
                permissions.READ_MATRIX.name,
                order=35,
            )
        )
        registry.card(
            registry.Card(
                N_("Deputies during leave"),
                N_("Name who acts for you while you are away; it ends by itself."),
                "accounts:deputies",
                order=90,
            )
        )


def _has_people() -> bool:
    from chuangcheng.foundation.accounts.models import User

    return User.objects.filter(person__isnull=False).exists()


def _has_office() -> bool:
    return _is_held("office")


def _has_liaison() -> bool:
    return _is_held("liaison")


def _is_held(role: str) -> bool:
    from chuangcheng.foundation.accounts.models import Grant

    return Grant.objects.filter(role=role, ended_at__isnull=True).exists()
