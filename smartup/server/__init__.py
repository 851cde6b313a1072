"""How the site is served: where it listens, gunicorn, and what runs beside it."""
