"""Likely typing errors in the host of an e-mail address: gmial.com, hotmail.con, ziggo.nk.

A guess is only ever asked about. There are hosts one letter away from a well-known one that exist; the few that people
have mail at are listed as such.
"""

from difflib import SequenceMatcher

# Where people in and around the Northern Netherlands have their mail, and the big ones everywhere.
_PROVIDERS = [
    "gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "live.nl", "live.com", "icloud.com", "yahoo.com", "me.com",
    "msn.com", "protonmail.com", "proton.me", "ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "planet.nl", "home.nl",
    "hetnet.nl", "xs4all.nl", "freedom.nl", "casema.nl", "chello.nl", "upcmail.nl", "telfort.nl", "tele2.nl",
    "online.nl", "solcon.nl", "quicknet.nl", "zonnet.nl", "gmx.net", "gmx.de", "web.de", "t-online.de", "mail.com",
    "rug.nl", "student.rug.nl", "hanze.nl", "st.hanze.nl", "nhlstenden.com", "drenthe.nl", "emmen.nl",
    "provinciegroningen.nl", "groningen.nl", "fryslan.frl", "leeuwarden.nl", "assen.nl",
]  # fmt: skip
# Providers, too, whose names look like another's slip.
_REAL = {
    *_PROVIDERS, "gmx.com", "gmx.at", "gmx.ch", "ymail.com", "rocketmail.com", "hotmail.de", "hotmail.be", "hotmail.fr",
    "hotmail.co.uk", "outlook.de", "outlook.be", "outlook.fr", "live.be", "live.de", "live.co.uk", "yahoo.de",
    "yahoo.nl", "yahoo.fr", "yahoo.co.uk", "mac.com", "pm.me", "email.com", "fastmail.com", "hey.com", "mail.de",
    "mail.nl", "email.nl", "kpn.nl", "kpn.com", "ziggo.com", "home.com", "tuta.com", "hotmail.it", "hotmail.es",
    "gmail.nl", "mailbox.org", "posteo.de", "posteo.net", "posteo.nl", "line.nl", "plane.nl", "essen.nl", "planet.com",
}  # fmt: skip
# No country and nobody else has these endings; whoever types one meant its neighbour on the keyboard.
_ENDINGS = {
    "con": "com", "cim": "com", "vom": "com", "xom": "com", "ocm": "com", "comm": "com", "clm": "com", "cpm": "com",
    "c0m": "com", "coom": "com", "nk": "nl", "nlk": "nl", "nll": "nl", "bl": "nl", "ml": "nl", "nj": "nl", "ln": "nl",
    "mnl": "nl", "ner": "net", "nett": "net", "orgg": "org", "ogr": "org", "rog": "org", "eud": "edu",
}  # fmt: skip
# These do exist, so the rest has to be a provider's name for us to doubt them.
_EXISTING = {"bl", "ml"}
# Shorter names have too many neighbours of their own.
_SHORTEST = len("home.nl")


def likely_address(email: str) -> str:
    """Return the address that whoever typed `email` may have meant, nothing if it looks right."""
    name, at, host = email.rpartition("@")
    typed = host.lower()
    meant = _likely_host(typed)
    return f"{name}{at}{meant}" if at and meant != typed else ""


def _likely_host(host: str) -> str:
    if host in _REAL:
        return host
    rest, dot, ending = host.rpartition(".")
    mended = f"{rest}{dot}{_ENDINGS.get(ending, ending)}"
    if mended in _REAL:
        return mended
    slips = [known for known in _PROVIDERS if _is_slip(mended, known)]
    nearest = min(slips, key=lambda known: _edits(mended, known), default="")
    return nearest or (host if ending in _EXISTING else mended)


def _is_slip(host: str, known: str) -> bool:
    """Whether `host` is `known` but for a letter that is wrong, lacking, doubled or out of turn; two in long names.

    A name with another first letter is another name, such as bome.nl; so is one with more parts, such as mail.home.nl.
    """
    if len(known) < _SHORTEST or abs(len(host) - len(known)) > 2:
        return False
    if host[:1] != known[:1] or host.count(".") > known.count("."):
        return False
    return sorted(host) == sorted(known) or _edits(host, known) <= (2 if len(known) > 9 else 1)


def _edits(one: str, other: str) -> int:
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(end - start, last - first) for step, start, end, first, last in steps if step != "equal")
