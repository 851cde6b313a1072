"""The preview of objects and of releases, and the links by which others see it."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from content.admin_ui.object_pages import admin_url, item_for_editor, item_for_viewer, object_page
from content.admin_ui.parts import Part
from content.preview import preview_pages
from content.preview.preview_links import links_to, revoke_links, share_preview
from content.preview.preview_pages import PreviewAccess


class Preview(Part):
    """Shows what will be, and makes links by which others see it."""

    def urls(self, admin):
        return [
            self.page(admin, "<uuid:object_id>/preview/", self.preview_view, "preview"),
            self.page(admin, "<uuid:object_id>/preview/page/<path:path>", self.preview_page_view, "preview_page"),
            self.page(admin, "<uuid:object_id>/share/", self.share_view, "share"),
            self.post(admin, "<uuid:object_id>/share/<uuid:link>/revoke/", self.unshare_view, "unshare"),
        ]

    def tools(self, admin, request, item):
        tools = [(_("Preview"), admin_url(item, "preview"))]
        if admin.has_change_permission(request, item):
            tools.append((_("Share the preview"), admin_url(item, "share")))
        return tools

    def item_for_viewer(self, admin, request, object_id):
        """Return the object for whoever may see it."""
        return item_for_viewer(admin, request, object_id)

    def item_for_editor(self, admin, request, object_id):
        """Return the object for whoever may change it."""
        return item_for_editor(admin, request, object_id)

    # --- The preview ------------------------------------------------------------------------------------------

    def preview_view(self, admin, request, object_id):
        """Show how an object will look, in a frame."""
        item = self.item_for_viewer(admin, request, object_id)
        return preview_pages.preview_frame(request, item, _door(admin, request, item))

    def preview_page_view(self, admin, request, object_id, path):
        """Show a page of the site as it will look, for the frame."""
        item = self.item_for_viewer(admin, request, object_id)
        return preview_pages.preview_page(request, item, path, _door(admin, request, item))

    # --- Links to it ------------------------------------------------------------------------------------------

    def share_view(self, admin, request, object_id):
        """List the links to a preview; make one when a form asks for it."""
        item = self.item_for_editor(admin, request, object_id)
        if request.method == "POST":
            link = share_preview(item, author=request.user)
            return HttpResponseRedirect(f"{admin_url(item, 'share')}#link-{link.pk}")
        links = [(link, public_address(request, "preview:shared", link.secret)) for link in links_to(item)]
        return object_page(admin, request, item, "admin/preview/share.html", _("Share the preview"), links=links)

    def unshare_view(self, admin, request, object_id, link):
        """Let a link open nothing from now on."""
        item = self.item_for_editor(admin, request, object_id)
        revoke_links(links_to(item).filter(pk=link))
        admin.message_user(request, _("The link doesn’t work any more."))
        return HttpResponseRedirect(admin_url(item, "share"))


def _door(admin, request, item) -> PreviewAccess:
    share_url = admin_url(item, "share") if admin.has_change_permission(request, item) else ""
    return PreviewAccess(admin_url(item, "preview"), back=admin_url(item), share=share_url, edit=admin_url)


def public_address(request, page: str, secret: str) -> str:
    """Return the whole address at which `page` ("preview:shared", "reviews:review") opens with a secret."""
    return request.build_absolute_uri(reverse(page, args=[secret]))
