"""Who somebody is by their address, as far as that can be told: one person is not two because they write it otherwise.

At a provider where a mailbox takes some doing, the mailbox; anywhere else the whole domain, because whoever has one
has as many addresses there as they like.
"""

PROVIDERS = frozenset(
    {
        *("gmail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk", "msn.com"),
        *("yahoo.com", "yahoo.co.uk", "yahoo.ca", "yahoo.fr", "yahoo.de", "yahoo.es", "yahoo.it", "yahoo.co.in"),
        *("ymail.com", "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "aol.co.uk"),
        *("proton.me", "protonmail.com", "pm.me", "tuta.com", "tutanota.com", "posteo.de", "mailbox.org"),
        *("gmx.com", "gmx.net", "gmx.de", "gmx.at", "gmx.ch", "web.de", "t-online.de", "mail.com", "freenet.de"),
        *("btinternet.com", "sky.com", "virginmedia.com", "talktalk.net", "ntlworld.com", "blueyonder.co.uk"),
        *("orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "tiscali.it"),
        *("comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "charter.net", "bellsouth.net"),
        *("rogers.com", "shaw.ca", "sympatico.ca", "bigpond.com", "optusnet.com.au", "xtra.co.nz"),
        *("ziggo.nl", "kpnmail.nl", "telenet.be", "skynet.be", "telia.com", "bluewin.ch", "wp.pl", "o2.pl", "onet.pl"),
        *(
            "seznam.cz",
            "ukr.net",
            "mail.ru",
            "yandex.ru",
            "qq.com",
            "163.com",
            "126.com",
            "naver.com",
            "rediffmail.com",
        ),
    }
)
_ALSO = {"googlemail.com": "gmail.com"}
# Where one mailbox is written in many ways besides with a plus.
_DOTS_MEAN_NOTHING = frozenset({"gmail.com"})
_HYPHEN_IS_A_PLUS = frozenset(domain for domain in PROVIDERS if domain.startswith("yahoo."))
# Below a country, names under which anybody may have one.
_SHARED = frozenset({"co", "com", "ac", "org", "net", "gov", "edu", "ltd", "plc", "me", "nhs", "sch", "or", "ne", "go"})


def sender_of(address: str) -> str:
    """The mailbox or the domain by which this address counts."""
    local, _at, written = address.strip().casefold().rpartition("@")
    domain = _ALSO.get(written, written).rstrip(".")
    if domain not in PROVIDERS:
        return _registered(domain)
    local = local.partition("+")[0]
    if domain in _HYPHEN_IS_A_PLUS:
        local = local.partition("-")[0]
    if domain in _DOTS_MEAN_NOTHING:
        local = local.replace(".", "")
    return f"{local}@{domain}"


def _registered(domain: str) -> str:
    """The part of a domain that somebody had to register; where that is not sure, the shorter."""
    labels = domain.split(".")
    of_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED
    return ".".join(labels[-3:] if of_country else labels[-2:])
