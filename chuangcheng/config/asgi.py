"""The same application for servers that speak ASGI only; ``chuangcheng serve`` uses ``wsgi.py``."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")  # noqa: TID251 - names the settings before they are read

application = get_asgi_application()
