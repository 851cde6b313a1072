"""The part of the admin that shows what will be: the preview, and links by which others see it."""

from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from content.desk.beside import BesideAdmin
from content.workflow import frame
from content.workflow.frame import Door
from content.workflow.links import links_to, revoke, share


class PreviewingAdmin(BesideAdmin):
    """Part of the admin of objects, or of releases: their preview, and links to it."""

    def get_urls(self):
        return [
            self.address("<uuid:object_id>/preview/", self.preview_view, "preview"),
            self.address("<uuid:object_id>/preview/page/<path:path>", self.preview_page_view, "preview_page"),
            self.address("<uuid:object_id>/share/", self.share_view, "share"),
            self.address("<uuid:object_id>/share/<uuid:link>/revoke/", self.unshare_view, "unshare"),
            *super().get_urls(),
        ]

    def preview_url(self, item) -> str:
        """Return the address of the preview of `item`."""
        return self.url_of("preview", item.pk)

    def share_url(self, item) -> str:
        """Return the address of the page with the links to the preview of `item`."""
        return self.url_of("share", item.pk)

    def object_tools(self, request, obj):
        tools = [(_("Preview"), self.preview_url(obj))]
        if self.has_change_permission(request, obj):
            tools.append((_("Share the preview"), self.share_url(obj)))
        return [*super().object_tools(request, obj), *tools]

    # --- The preview ------------------------------------------------------------------------------------------

    def preview_view(self, request, object_id):
        """Show how an object will look, in a frame."""
        item = self.seen(request, object_id)
        return frame.frame(request, item, self._door(request, item))

    def preview_page_view(self, request, object_id, path):
        """Show a page of the site as it will look, for the frame."""
        item = self.seen(request, object_id)
        return frame.page(request, item, path, self._door(request, item))

    def _door(self, request, item) -> Door:
        may_change = self.has_change_permission(request, item)
        share_url = self.share_url(item) if may_change else ""
        return Door(self.preview_url(item), back=self.url_of("change", item.pk), share=share_url, edit=_form_of)

    # --- Links to it ------------------------------------------------------------------------------------------

    def share_view(self, request, object_id):
        """List the links to a preview; make one when a form asks for it."""
        item = self.changed(request, object_id)
        if request.method == "POST":
            link = share(item, author=request.user)
            return HttpResponseRedirect(f"{self.share_url(item)}#link-{link.pk}")
        links = [(link, public_address(request, "preview", link.secret)) for link in links_to(item)]
        return self.asked(request, item, "admin/share.html", _("Share the preview"), links=links)

    def unshare_view(self, request, object_id, link):
        """Let a link open nothing from now on."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        item = self.changed(request, object_id)
        revoke(links_to(item).filter(pk=link))
        self.message_user(request, _("The link doesn’t work any more."))
        return HttpResponseRedirect(self.share_url(item))


def _form_of(item) -> str:
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


def public_address(request, page: str, secret: str) -> str:
    """Return the whole address at which `page` ("preview", "review") opens with a secret."""
    return request.build_absolute_uri(reverse(f"sharing:{page}", args=[secret]))
