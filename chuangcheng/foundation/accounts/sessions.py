"""The session engine: Django's, on our own table and with sealed contents.

Settings name this module as ``SESSION_ENGINE``.
"""

from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import get_random_string

from chuangcheng.foundation.accounts.models.sessions import AGENT_LENGTH, Session

ORIGIN: Final = "origin"
"""Under this name a session holds where and when it began."""
KEY_LENGTH: Final = 32
KEY_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"


class SessionStore(DatabaseStore):
    """Keeps beside the sealed contents whose session it is, from where and since when."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row for these contents."""
        origin = data.get(ORIGIN) or {}
        begun = origin.get("at")
        return Session(
            session_key=self.session_key or self._get_new_session_key(),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            address=origin.get("address", ""),
            agent=origin.get("agent", "")[:AGENT_LENGTH],
            begun_at=datetime.fromtimestamp(begun, UTC) if begun else None,
        )

    def _get_new_session_key(self) -> str:
        """Return a key nobody has: 165 random bits; the insert that follows would refuse a twin."""
        return get_random_string(KEY_LENGTH, KEY_SIGNS)
