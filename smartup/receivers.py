"""What the site does when Django says that an app was migrated."""

from django.db.models.signals import post_migrate

from smartup.roles import give_new_permissions

# Stands before Django's own receiver, which would make the permissions first: this is read before auth is ready.
post_migrate.connect(give_new_permissions)
