"""One word for one thing: what the site says, and what it therefore doesn't say.

This is about what visitors, owners and administrators of the site read. The API's own terms (item, invitee,
purchase) stay in its routes, its admin and its documentation.
"""

from __future__ import annotations

# What the site says => regular expressions of what it doesn't say.
DROPPED = {
    "What is it for?": [r"What happened", r"[Oo]ccasion"],
    "Log in": [r"\b[Ll]og-?ins?\b", r"\b[Ss]ign(ed|s)?[ -](in|out)\b"],
    "Create an account": [r"\b[Mm]ake (an|my|your) account", r"\b[Rr]egister(ed|s)?\b"],
    "FAQ": [r"^Questions$"],
    "Terms and conditions": [r"^[Tt]erms$", r"Terms and Conditions"],
    "Privacy policy": [r"^[Pp]rivacy$", r"Privacy Policy"],
    "My account": [r"My Account"],
    "My registries": [r"My Registries"],
    "Start a registry": [r"Start a Registry", r"[Mm]ake a registry"],
    "Find a registry": [r"Find a Registry"],
    "About us": [r"About Us"],
    "Open my registry": [r"Go to my registry"],
    "registry": [
        r"\b([Yy]our|[Mm]y|[Tt]his|[Tt]heir|[Gg]ift) list\b",
        r"\bthe list\b(?! of)",
    ],
    "Name of the registry": [r"Name of your registry"],
    "Your story": [r"A few words to your friends"],
    "Date": [r"A date that matters"],
    "gift": [r"\b[Ii]tems?\b", r"\b[Yy]our things\b"],
    "bought": [r"\b[Pp]urchas"],
    "Remove": [r"\b[Tt]aken? (it |this )?off\b"],
    "invited people, the people you invite": [
        r"[Ii]nvitee",
        r"\bthose (you|I|whom \w+ \w+) (have )?invite",
        r"\bthose invited\b",
    ],
    "everybody who has the link": [
        r"\b([Aa]nybody|[Ww]hoever) (who )?has the link\b",
        r"\b[Ee]verybody with the link\b",
    ],
    "only you can see it": [r"nobody but you sees it"],
    "Write me an e-mail when": [r"Tell me by e-mail"],
    "Your e-mail address": [r"\b([Yy]our|[Tt]heir) e-mail\b(?! address)"],
    "e-mail": [r"\b[Ee]mail", r"E-Mail", r"\ba letter\b"],
    "user name": [r"\b[Uu]ser-?name"],
}
