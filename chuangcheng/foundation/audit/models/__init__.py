"""Tables of the room: the events, and the seals that chain them."""

from chuangcheng.foundation.audit.models.events import Event
from chuangcheng.foundation.audit.models.seals import Seal

__all__ = ["Event", "Seal"]
