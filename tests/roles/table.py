"""Who may do what in the admin: read it as a table, and write a row for whatever is new.

The tests walk through every address, action and button that is registered, and fail for what has no row here.
"""

from typing import NamedTuple

WRITER, PUBLISHER, PHOTO_EDITOR, OFFICER, ADMINISTRATOR = people = (
    "writer",
    "publisher",
    "photo_editor",
    "officer",
    "administrator",
)
NOBODY = ()
STAFF = (*people, "newcomer")  # whoever may sign in to the admin, with a role or without
WRITERS = (WRITER, PUBLISHER, ADMINISTRATOR)
PUBLISHERS = (PUBLISHER, ADMINISTRATOR)

# --- What each role may do with each kind of thing -------------------------------------------------------------
#
# v view, a add, c change, d delete, p publish, r send again, x export, s send; - nothing. A small letter that the admin of a kind
# refuses to all is left out of the whole row.

RIGHTS = {
    #                        writer publisher photo_editor officer administrator
    "events.event": "        vac    vacdp     v            v       vacdp",
    "events.programmeitem": "vac    vacdp     -            v       vacdp",
    "events.partnerproject": "vac   vacdp     -            v       vacdp",
    "events.case": "         vac    vacdp     -            v       vacdp",
    "events.lesson": "       vac    vacdp     -            v       vacdp",
    "events.quote": "        vac    vacdp     -            v       vacdp",
    "events.speaker": "      vac    vacdp     -            v       vacdp",
    "pages.page": "          vac    vacdp     -            v       vacdp",
    "documents.document": "  vac    vacdp     -            v       vacdp",
    "gallery.album": "       vac    vacdp     vacdp        v       vacdp",
    # Changed without a draft, and public at once:
    "gallery.photo": "       v      vacd      vacd         v       vacd",
    "pictures.picture": "    va     vacd      vacd         v       vacd",
    "pages.menuitem": "      -      vacd      -            -       vacd",
    "pages.sitesettings": "  -      vc        -            -       vc",
    # Of people who joined:
    "gallery.removalrequest": "-    vc        vc           -       vc",
    "signups.stakeholder": " -      -         -            vcdx    vcdx",
    "signups.interest": "    -      -         -            vacd    vacd",
    "signups.consenttext": " -      -         -            vacd    vacd",
    "signups.mailing": "      -      -         -            vacds   vacds",
    "signups.joinrules": "   -      -         -            vc      vc",
    "signups.export": "      -      -         -            v       v",
    "signups.erasure": "     -      -         -            v       v",
    # How it all works:
    "workflow.redirect": "   -      v         -            -       v",
    "reviews.answer": "     v      v         -            -       v",
    "workflow.release": "    vc     vacdp     vc           -       vacdp",
    "richtext.linkcheck": "  v      v         -            -       v",
    "mail.letter": "         -      -         -            vc      vc",
    "mail.outboxmessage": "  -      v         -            vr      vr",
    "auth.user": "           -      -         -            -       vacd",
    "auth.group": "          -      -         -            -       vacd",
    "cookie_consent.cookie": "-     -         -            -       vacd",
    "cookie_consent.cookiegroup": "- -        -            -       vacd",
    "django_tasks_database.dbtaskresult": "- - -           -       v",
}


def may(who: str, act: str, model: str) -> bool:
    """Whether somebody may do `act`, the letter of a right, with things of `model`."""
    if not act:
        return who in STAFF
    rights = dict(zip(people, RIGHTS[model].split(), strict=True))
    return any(letter in rights.get(who, "") for letter in act)


class Act(NamedTuple):
    """What a view of a kind of thing asks: the right to look at it, and the right to send something to it.

    None: it doesn't answer that method. "": whoever may sign in. "vc": one of these rights.
    """

    get: str | None
    post: str | None


# --- The views of each kind of thing ---------------------------------------------------------------------------

ACTS = {
    "changelist": Act("v", "v"),  # what an action needs is in ACTIONS
    "add": Act("a", "a"),
    "change": Act("v", "c"),
    "delete": Act("d", "d"),
    "history": Act("v", "v"),
    "version": Act("v", "v"),
    "restore": Act(None, "c"),
    "short form address": Act("", ""),  # leads to the form, which asks
    "order": Act(None, "p"),
    "withdraw": Act("p", "p"),
    "discard": Act("c", "c"),
    "unschedule": Act(None, "p"),
    "password_change": Act("c", "c"),
    # The form while it is open: who else is there, what was typed.
    "sitting": Act(None, "c"),
    "forget": Act(None, "c"),
    # The preview, for oneself and by links; the question “Is this right?”.
    "preview": Act("v", "v"),
    "preview_page": Act("v", "v"),
    "share": Act("c", "c"),
    "next_edition": Act("a", "a"),
    "unshare": Act(None, "c"),
    "ask": Act("c", "c"),
    "question": Act(None, "c"),
    # Several at one moment: an object is added to a release, and what a release itself can do.
    "release": Act("c", "c"),
    "choose": Act("c", "c"),
    "publish": Act("p", "p"),
    "remove": Act(None, "c"),
    "around": Act(None, "c"),
    "schedule": Act(None, "p"),
    # A request to take a photo down: the photo for whoever decides, and what can be decided.
    "picture": Act("v", None),
    "grant": Act(None, "c"),
    "refuse": Act(None, "c"),
    "put_back": Act(None, "c"),
    "undo_sender": Act(None, "c"),
    "undo_album": Act(None, "c"),
    # A mailing: whom it takes in, letting it leave, how far it is, drafts made from something.
    "audience": Act("v", "v"),
    "send": Act("s", "s"),
    "plan": Act("s", "s"),
    "pause": Act(None, "s"),
    "resume": Act(None, "s"),
    "progress": Act("v", "v"),
    "numbers": Act("v", "v"),
    "copy": Act(None, "a"),
    "thanks": Act("a", "a"),
    # A letter: to oneself, and back to the site's own words.
    "test": Act(None, "c"),
    "own_words": Act(None, "c"),
}

OWN_ACTS = {
    ("pages.sitesettings", "changelist"): Act("", ""),  # leads to the form, which asks
    ("signups.joinrules", "changelist"): Act("v", "v"),  # leads to the form
    # Kinds without drafts have no right to publish: there, whoever changes something changes the site.
    ("gallery.photo", "order"): Act(None, "c"),
    ("gallery.album", "photos"): Act("v", "p"),  # of photos, whose rights go along with these
    ("gallery.album", "upload"): Act("p", "p"),
    ("gallery.album", "by_date"): Act(None, "p"),
    ("gallery.photo", "original"): Act("v", None),  # "c" while it is hidden on request: tests/gallery/test_takedown.py
    ("pages.menuitem", "order"): Act(None, "c"),
    ("signups.interest", "order"): Act(None, "c"),
    ("signups.mailing", "unschedule"): Act(None, "s"),
    ("signups.stakeholder", "charts"): Act("v", None),
    ("signups.stakeholder", "export"): Act("x", "x"),
    ("signups.stakeholder", "duplicates"): Act("d", None),
    ("signups.stakeholder", "merge"): Act("d", "d"),  # and changes
}

# --- What can be done to several at once, from a list ----------------------------------------------------------

ACTIONS = {
    "delete_selected": "d",
    "publish_selected": "p",
    "undo_of_senders": "c",
    "undo_of_albums": "c",
    "send_again": "r",
    "make_sizes": "c",
    "export_xlsx": "x",
    "export_csv": "x",
    "print_list": "x",
    "merge": "0",  # writes nothing: it leads to a page that asks, below
}

# --- The buttons below a form ----------------------------------------------------------------------------------

BUTTONS = {"_save": "c", "_continue": "c", "_addanother": "c", "_preview": "c", "_publish": "p", "_schedule": "p"}

# Sent along with whatever is pressed; they decide nothing by themselves.
HIDDEN = {"_sitting", "_version"}

# --- Addresses that are about no kind of thing -----------------------------------------------------------------

OTHER = {
    # name: (who may GET, who may POST); None: it doesn't answer that method
    "admin:index": (STAFF, STAFF),
    "admin:app_list": (STAFF, STAFF),
    "admin:password_change": (STAFF, STAFF),
    "admin:password_change_done": (STAFF, None),
    "admin:jsi18n": (STAFF, None),
    "admin:bin": (STAFF, STAFF),  # of what one may see, which may be nothing
    "admin:bin_take_back": (None, PUBLISHERS),  # a case
    "admin:bin_erase": (PUBLISHERS, PUBLISHERS),
    "admin:translations": (people, people),  # of what one may see
    "admin:still_right": (None, WRITERS),  # a case
    "richtext:targets": ((*WRITERS, OFFICER), None),  # who writes, mailings to those who joined too
    "richtext:pictures": ((*WRITERS, OFFICER), None),
    "richtext:preview": ((*WRITERS, OFFICER), None),
}

# Asked further questions by tests of their own, in test_doors.py.
ELSEWHERE = {"admin:autocomplete", "admin:view_on_site", "admin:anything else", "document_files:file"}

# Everybody may ask for these, signed in or not, and gets the same.
PUBLIC = {
    "root", "health", "robots", "sitemap", "media", "set_language",
    "admin:login", "admin:logout",
    "events:home", "events:events", "events:event", "events:event_documents", "events:cases", "events:case",
    "events:lessons", "events:lesson", "events:speakers", "events:speaker", "events:projects", "events:project",
    "gallery:albums", "gallery:album", "gallery:photo", "gallery:download",
    "gallery:removal", "gallery:removal_receipt",
    "preview:shared", "preview:page", "reviews:review",  # for whoever knows the secret in the address
    "documents:list", "documents:archive", "document_files:named_file",
    "mail:shown", "mail:shown_mail", "mail:shown_html",  # 404, unless EMAIL_URL=shown://, and then for the machine itself
    "search:results", "signups:join", "consent:settings", "consent:choose", "pages:page",
    "signups:challenge", "signups:code", "signups:again", "signups:confirm", "signups:welcome",  # for whoever knows the key in the address
    "signups:my_data_ask", "signups:my_data_asked", "signups:processing",
    "signups:my_data", "signups:my_data_download", "signups:leave", "signups:erased", "signups:unsubscribe", "signups:stay",
}  # fmt: skip
