"""The entry point for gunicorn: `gunicorn smartup.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from smartup.server.charset_guard import only_readable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartup.settings")
application = only_readable(get_wsgi_application())
