"""One module per command; each adds its parser and runs when chosen.

Only the modules' light parts are imported here: what a command needs to do its work is
imported when it runs, so that ``--help`` stays quick.
"""

from chuangcheng.entrypoints.cli.commands import (
    audit,
    backup,
    calendar,
    demo,
    doctor,
    framework,
    init,
    migrate,
    orgs,
    restore,
    score,
    serve,
    upgrade,
    version,
    worker,
)

COMMANDS = (
    score.add,
    framework.add,
    init.add,
    init.add_recovery,
    calendar.add,
    orgs.add,
    serve.add,
    worker.add,
    migrate.add,
    demo.add,
    backup.add,
    restore.add,
    upgrade.add,
    audit.add,
    doctor.add,
    version.add,
)
