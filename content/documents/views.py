"""The list of all documents, and the documents themselves."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView, View

from content.documents.archive import document_members, zip_response
from content.documents.models import Document
from content.documents.names import address_name, extension_of
from content.documents.serving import serve_file
from content.languages.fields import slug_from
from content.languages.views import WithdrawnPage
from content.texts.languages import current_language

# What each kind of file is called between programs. A browser shows the first by itself; the rest are downloads.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
ASK_EACH_TIME = "no-cache"
EDITORS_ONLY = "private, no-store"


class DocumentList(ListView):
    """Every document that is live."""

    template_name = "documents/list.html"
    context_object_name = "documents"

    def get_queryset(self):
        return Document.objects.live().as_rows()


class AllDocuments(View):
    """Every document that is live, in one archive."""

    def get(self, request):
        return zip_response(
            document_members(Document.objects.live()), slug_from(_("all documents")), current_language()
        )


class DocumentFile(View):
    """One file, at an address that says what it is; editors of documents see drafts too."""

    def get(self, request, pk, name=""):
        document = get_object_or_404(Document, pk=pk)
        if not document.is_live and not _edits_documents(request.user):
            raise WithdrawnPage(document) if document.published_at else Http404
        right_name = address_name(document, document.language, document.file.name)
        cache_control = ASK_EACH_TIME if document.is_live else EDITORS_ONLY
        if name != right_name:
            return _moved(pk, right_name, cache_control)
        return _served(request, document, right_name, cache_control)


def _edits_documents(user) -> bool:
    return user.is_staff and user.has_perm("documents.view_document")


def _moved(pk, name: str, cache_control: str) -> HttpResponseRedirect:
    path = reverse("document_files:named_file", args=[pk, name])
    return HttpResponseRedirect(path, headers={"Cache-Control": cache_control})


def _served(request, document: Document, name: str, cache_control: str):
    kind = extension_of(document.file.name)
    return serve_file(
        request,
        document.file.path,
        content_type=CONTENT_TYPES.get(kind, "application/octet-stream"),
        filename=None if kind == "pdf" else name,
        cache_control=cache_control,
    )
