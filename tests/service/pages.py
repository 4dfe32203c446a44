"""What an editor does on the page."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

BROKEN = "Ada Orrin spoke. Ada Orrinwould not say when the ferry sails, Ada Orrin said."
MENDED = "Ada Orrin spoke. Ada Orrin would not say when the ferry sails, Ada Orrin said."
LONG = "".join(f"On day {day} the ferry took {day + 7} cars to the island.\n\n" for day in range(2, 21))
UNSAFE = "The council heard of the war in the that both sides lost."
PAGE = "<p>The <em>New York Times</em>and the <b>Post</b> told it, the Times said.</p>"


def shown(page: "Page") -> str:
    return page.input_value("#article")


def verdict(page: "Page", text: str) -> None:
    page.locator("#verdict", has_text=re.compile(text)).wait_for()


def paste(page: "Page", **data: str) -> None:
    """Paste what a clipboard holds, as a browser tells of it."""
    page.evaluate(
        """data => {
            const held = new DataTransfer();
            for (const [kind, text] of Object.entries(data)) held.setData(`text/${kind}`, text);
            const area = document.getElementById("article");
            area.focus();
            area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
        }""",
        data,
    )


def drop(page: "Page", name: str, content: str | list[int]) -> None:
    """Drop a file; a list is its bytes."""
    page.evaluate(
        """([name, content]) => {
            const held = new DataTransfer();
            held.items.add(new File([typeof content === "string" ? content : new Uint8Array(content)], name));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true}));
        }""",
        [name, content],
    )
