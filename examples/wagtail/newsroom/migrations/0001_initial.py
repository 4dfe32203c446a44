"""The table of articles."""

import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticlePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("standfirst", models.TextField(blank=True)),
                ("body", wagtail.fields.RichTextField(blank=True)),
                (
                    "more",
                    wagtail.fields.StreamField(
                        [("heading", 0), ("text", 1), ("quote", 2), ("box", 4), ("code", 5)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {}),
                            1: ("wagtail.blocks.RichTextBlock", (), {}),
                            2: ("wagtail.blocks.BlockQuoteBlock", (), {}),
                            3: ("wagtail.blocks.ListBlock", (1,), {}),
                            4: ("wagtail.blocks.StructBlock", [[("heading", 0), ("points", 3)]], {}),
                            5: ("wagtail.blocks.TextBlock", (), {}),
                        },
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page", models.Model),
        ),
    ]
