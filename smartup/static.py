"""How static files are kept: named by their content, so that browsers may keep them for ever."""

import re
from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
_OURS = re.compile(r"css/.*\.css$")


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hash and compress every file, and let JavaScript modules import each other by the hashed names.

    A sheet that imports others takes them in: each component has a file of its own, and a page asks for few.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A name doesn't change while the site runs, and a page asks for fifteen of them: 0.3 ms.
        if not settings.DEBUG:
            self.url = lru_cache(maxsize=512)(super().url)

    def post_process(self, paths, dry_run=False, **options) -> Iterator:
        """Hash and compress `paths`, the sheets among them with those that they import in their places."""
        if not dry_run:
            paths = {**paths, **dict(self._joined(paths))}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _joined(self, paths) -> Iterator:
        for name in filter(_OURS.match, paths):
            text = _with_imports(name, paths)
            if text != _read(name, paths):
                self.delete(name)
                self._save(name, ContentFile(text.encode()))
                yield name, (self, name)


def _with_imports(name: str, paths) -> str:
    return _IMPORT.sub(lambda found: _with_imports(normpath(join(dirname(name), found[1])), paths), _read(name, paths))


def _read(name: str, paths) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
