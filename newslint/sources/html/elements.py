"""What each element of HTML means for the text of a page."""

from __future__ import annotations

from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
"""A blank line stands between these and what is around them."""
HEADINGS: Final = PARAGRAPHS - {"p"}
BLOCKS: Final = PARAGRAPHS | _names(
    "address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form header hgroup hr legend li listing main menu nav ol optgroup option plaintext pre search section select "
    "summary table tr ul xmp"
)
"""These begin a line and end it."""
CELLS: Final = frozenset({"td", "th"})
ROW_GROUPS: Final = frozenset({"tbody", "thead", "tfoot"})
OF_TABLES: Final = CELLS | ROW_GROUPS | {"tr", "caption", "colgroup", "col"}
"""Outside of a table these tags mean nothing."""
PREFORMATTED: Final = frozenset({"pre", "listing", "plaintext", "xmp"})
HIDDEN: Final = _names(
    "audio canvas datalist head iframe meter noembed noframes noscript progress rp script style svg template textarea "
    "title video"
)
"""What no reader sees, or sees as no text."""
VOID: Final = _names(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
)
WITHOUT_BORDER: Final = frozenset({"wbr", "link", "meta", "base"})
"""Where these stand in the midst of a word, nothing was ever between its parts."""
OF_HEAD: Final = _names("base basefont bgsound link meta noframes noscript script style template title")
"""Any other start tag ends the head."""
FOREIGN: Final = frozenset({"svg", "math"})
"""In these a slash ends a tag, and what holds no tags elsewhere may hold some."""
HTML_AGAIN: Final = frozenset({"foreignobject", "desc", "title", "annotation-xml"})
"""What these hold in them is HTML."""
ENDS_FOREIGN: Final = HEADINGS | _names(
    "b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta nobr ol p pre ruby "
    "s small span strike strong sub sup table tt u ul var"
)
"""These cannot begin in them: whoever wrote one has forgotten to end it."""
ENDING_FOREIGN: Final = frozenset({"br", "p"})
"""Nor can these end in them."""
ALWAYS_SHOWN: Final = frozenset({"html", "body"})
"""Where one of these hides, a script will show it."""
ENDS_PAGE: Final = frozenset({"body", "html"})
WITH_CONTENT: Final = _names(
    "audio canvas embed iframe img input math meter object picture progress script select style svg template textarea "
    "video"
)
"""An element that holds one of these is not empty when its text is gone."""
KEPT: Final = frozenset({"html", "head", "body", "td", "th", "caption"})
"""These stay when their text goes: without its cell a row of a table is out of line."""

CLOSES_PARAGRAPH: Final = BLOCKS - {"caption", "legend", "option", "optgroup", "select", "tr"}
"""Where one of these begins, an open `<p>` ends."""
_SCOPE = frozenset({"caption", "html", "marquee", "object", "table", "td", "template", "th"})
IN_SCOPE: Final = _SCOPE
"""No end tag reaches beyond one of these."""
IN_BUTTON_SCOPE: Final = _SCOPE | {"button"}
IN_TABLE: Final = frozenset({"table", "template", "html"})
SPECIAL: Final = (BLOCKS - {"legend", "optgroup", "option"}) | OF_TABLES | _SCOPE | {"body", "button", "head"}
"""The end tag of an inline element ends none beyond one of these."""
COUNTED: Final = SPECIAL | BLOCKS
"""Each of these is an open element until it ends; others only if they hide what they hold."""
IN_LIST: Final = SPECIAL - {"address", "div", "p"}
"""A new list item ends the one before it unless one of these is open between the two."""

CLOSES_LIKE: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset({"li"}), IN_LIST - {"li"}),
    "dd": (frozenset({"dd", "dt"}), IN_LIST - {"dd", "dt"}),
    "dt": (frozenset({"dd", "dt"}), IN_LIST - {"dd", "dt"}),
    "option": (frozenset({"option"}), SPECIAL - {"option"}),
    "optgroup": (frozenset({"option", "optgroup"}), SPECIAL - {"option", "optgroup"}),
    "button": (frozenset({"button"}), _SCOPE),
    "a": (frozenset({"a"}), SPECIAL),
    "tr": (frozenset({"tr", "caption"}), IN_TABLE),
    "td": (CELLS, IN_TABLE | {"tr"}),
    "th": (CELLS, IN_TABLE | {"tr"}),
    "caption": (ROW_GROUPS | {"tr", "caption"}, IN_TABLE),
    **dict.fromkeys(ROW_GROUPS, (ROW_GROUPS | {"tr", "caption"}, IN_TABLE)),
}
"""Which open elements a start tag ends, and at which the search for them does."""
MAKES_ROOM: Final = CLOSES_PARAGRAPH | HEADINGS | CLOSES_LIKE.keys()
"""Only these start tags end anything."""
SIMPLE: Final = _names(
    "a abbr b big cite code del em font i img ins kbd mark s small span strong sub sup time tt u var"
)
"""Inline elements about which nothing is special, unless an attribute hides what they hold."""
RAW: Final = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"}
)
"""What these hold is no HTML, up to their end tag."""
