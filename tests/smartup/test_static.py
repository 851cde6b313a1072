"""The static files as production keeps them."""

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from smartup.static import HashedStaticFiles


def test_a_sheet_takes_in_what_it_imports_in_order(tmp_path):
    source, storage = FileSystemStorage(tmp_path / "source"), HashedStaticFiles(tmp_path / "kept", "/static/")
    sheets = {
        "css/site.css": '@layer base;\n@import "parts/first.css";\n@import "parts/second.css";\n',
        "css/parts/first.css": '@import "../fonts.css";\n.first {\n}\n',
        "css/parts/second.css": ".second {\n}\n",
        "css/fonts.css": ".fonts {\n}\n",
        "theirs/site.css": '@import "alone.css";\n',
        "theirs/alone.css": "",
    }
    for name, text in sheets.items():
        for place in (source, storage):  # collectstatic has copied it
            place.save(name, ContentFile(text.encode()))
    hashed = {name: kept for name, kept, _ in storage.post_process({name: (source, name) for name in sheets})}

    assert _text(storage, hashed["css/site.css"]).split() == "@layer base; .fonts { } .first { } .second { }".split()
    assert "@import" in _text(storage, hashed["theirs/site.css"])


def _text(storage, name: str) -> str:
    with storage.open(name) as file:
        return file.read().decode()
