"""The entry point for gunicorn: `gunicorn smartup.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartup.settings")
application = get_wsgi_application()
