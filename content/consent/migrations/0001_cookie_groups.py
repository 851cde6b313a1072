"""Register the four categories and their cookies; their names for visitors come from the catalogues."""

from django.db import migrations

GROUPS = [
    ("necessary", "Necessary", True, ["cookie_consent", "csrftoken", "sessionid"]),
    ("analytics", "Analytics", False, ["_ga", "_ga_*"]),
    ("behaviour", "Behaviour", False, ["_hjSessionUser_*", "_hjSession_*"]),
    ("media", "External media", False, ["VISITOR_INFO1_LIVE", "YSC", "vuid"]),
]
HOSTS = {"VISITOR_INFO1_LIVE": ".youtube.com", "YSC": ".youtube.com", "vuid": ".vimeo.com"}


def add_groups(apps, schema_editor):
    for ordering, (varname, name, required, cookies) in enumerate(GROUPS):
        group, _made = apps.get_model("cookie_consent", "CookieGroup").objects.get_or_create(
            varname=varname,
            defaults={"name": name, "is_required": required, "is_deletable": not required, "ordering": ordering},
        )
        for cookie in cookies:
            apps.get_model("cookie_consent", "Cookie").objects.get_or_create(
                cookiegroup=group, name=cookie, domain=HOSTS.get(cookie, "")
            )


class Migration(migrations.Migration):
    dependencies = [("cookie_consent", "0004_cookie_natural_key")]

    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
