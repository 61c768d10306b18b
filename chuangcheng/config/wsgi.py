"""The application for the server: ``chuangcheng.config.wsgi:application``, interface WSGI.

``chuangcheng serve`` runs it, in one process of several threads:

    Granian(target="chuangcheng.config.wsgi:application", interface="wsgi", workers=1, …)

Views are ordinary functions that wait for the database, so threads carry them; under ASGI every
request would take a fresh thread and with it a fresh database connection. Static files, compressed
at build time, are served by the same process.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")  # noqa: TID251 - names the settings before they are read

application = get_wsgi_application()
