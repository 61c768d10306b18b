"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Registers the room under the label ``files``, its actions and its own kind of file."""

    name = "chuangcheng.foundation.files"
    label = "files"
    verbose_name = _("files")

    def ready(self) -> None:
        """Declare actions, describe them for the record, and open the room's own kind."""
        from chuangcheng.domain.errors import N_
        from chuangcheng.foundation.audit.registry import describe_action, describe_target
        from chuangcheng.foundation.files import permissions, registry
        from chuangcheng.foundation.shell import registry as start_page
        from chuangcheng.foundation.shell.access import allows, declare

        declare(*permissions.ACTIONS)
        describe_action("files.file.upload", N_("Uploaded a file"))
        describe_action("files.file.delete", N_("Deleted a file"))
        describe_target(
            "files.storedfile",
            N_("file"),
            fields={"size": N_("size in bytes"), "name": N_("file name"), "what": N_("what")},
        )
        registry.register(registry.Kind(registry.OWN, N_("Files of the unit")))
        registry.grant_access(
            registry.OWN,
            lambda request, file: allows(request, permissions.READ.name, file),
        )
        start_page.card(
            start_page.Card(
                N_("Files"),
                N_("Files of the unit: upload, look, download."),
                "files:files",
                permissions.READ.name,
                order=40,
            )
        )
