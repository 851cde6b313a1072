"""After `migrate`: whoever may do everything with cases may also do what is new about them."""

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions

from smartup.roles import allow_new


def give_new_permissions(app_config, using, apps=all_apps, **kwargs) -> None:
    """Make the permissions that an app lacks, as Django does, and give these, and no others, to the roles.

    What was there before is left alone: an administrator may have taken it from a role on purpose.
    """
    try:
        permissions, groups = (
            apps.get_model("auth", name)._base_manager.using(using) for name in ("Permission", "Group")
        )
    except LookupError:  # nothing of auth is migrated yet
        return
    of_app = permissions.filter(content_type__app_label=app_config.label)
    before = set(of_app.values_list("pk", flat=True))
    create_permissions(app_config, apps=apps, using=using, **kwargs)
    allow_new(groups.all(), of_app.exclude(pk__in=before).select_related("content_type"))
