"""How static files are kept: named by their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hash and compress every file, and let JavaScript modules import each other by the hashed names."""

    support_js_module_import_aggregation = True
