"""The permission to publish in spite of newslint; no table."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[object]] = [
        migrations.CreateModel(
            name="Publishing",
            fields=[("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False))],
            options={
                "permissions": (("publish_despite_newslint", "Can publish in spite of newslint, for a reason"),),
                "managed": False,
                "default_permissions": (),
            },
        ),
    ]
