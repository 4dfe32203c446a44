"""Pages with children, tables and pictures; a page that is also an article; a section that is not gated."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from newsroom.models import ArticlePage
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Orderable, Page

from newslint.cms.wagtail.models import NewslintPageMixin


class FeaturePage(ArticlePage):
    """An article with a side story: two tables of the gate's."""

    side = models.TextField(blank=True)
    content_panels: ClassVar[list[object]] = [*ArticlePage.content_panels, FieldPanel("side")]


class GalleryPage(NewslintPageMixin, Page):
    """Photographs with captions, and blocks of every kind."""

    blocks = StreamField(
        [
            ("picture", ImageBlock()),
            ("table", TableBlock()),
            ("typed", TypedTableBlock([("text", blocks.CharBlock()), ("rich", blocks.RichTextBlock())])),
            ("raw", blocks.RawHTMLBlock()),
            ("address", blocks.URLBlock()),
            ("kind", blocks.ChoiceBlock(choices=[("a", "Timesand")])),
            ("code", blocks.RegexBlock(regex=".*")),
            (
                "deep",
                blocks.StreamBlock([("list", blocks.ListBlock(blocks.StreamBlock([("line", blocks.CharBlock())])))]),
            ),
        ],
        blank=True,
    )
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        FieldPanel("blocks"),
        InlinePanel("photos", label="Photo"),
    ]


class Photo(Orderable):
    """A photograph in a gallery."""

    page = ParentalKey(GalleryPage, on_delete=models.CASCADE, related_name="photos")
    caption = models.CharField(max_length=250, blank=True)
    link = models.URLField(blank=True)
    panels: ClassVar[list[object]] = [FieldPanel("caption"), FieldPanel("link")]


class BriefPage(NewslintPageMixin, Page):
    """A page that can be written through Wagtail's API."""

    body = RichTextField(blank=True)
    content_panels: ClassVar[list[object]] = [*Page.content_panels, FieldPanel("body")]
    api_fields: ClassVar[list[object]] = [APIField("body", writable=True)]


class SectionPage(Page):
    """A page that is not gated."""
