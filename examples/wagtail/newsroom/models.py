"""An article with fields of all three kinds: plain, rich text, and a stream with blocks in blocks."""

from typing import ClassVar

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from newslint.cms.wagtail.models import NewslintPageMixin


class BoxBlock(blocks.StructBlock):
    """A box beside the text."""

    heading = blocks.CharBlock()
    points = blocks.ListBlock(blocks.RichTextBlock())


class ArticlePage(NewslintPageMixin, Page):
    """An article; the mixin is all that the gate needs."""

    standfirst = models.TextField(blank=True)
    body = RichTextField(blank=True)
    more = StreamField(
        [
            ("heading", blocks.CharBlock()),
            ("text", blocks.RichTextBlock()),
            ("quote", blocks.BlockQuoteBlock()),
            ("box", BoxBlock()),
            ("code", blocks.TextBlock()),
        ],
        blank=True,
    )

    newslint_skip_blocks = ("code",)
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        FieldPanel("more"),
    ]
    template = "newsroom/article_page.html"
