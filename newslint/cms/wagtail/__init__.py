"""A Django app that holds a page of Wagtail back from publication while newslint objects to its text.

`newslint.cms.wagtail` goes into INSTALLED_APPS, `newslint.cms.wagtail.models.NewslintPageMixin` before `Page` into the
bases of each page model that is to be gated. docs/wagtail.md tells the rest.

`article` makes one HTML text of a page's fields and remembers whose each part is; `checking` has it judged, here or by
a service (`service`), and tells the findings by field. `gate.decide` is the one decision; it is asked by the form
(`forms`, `inline`: errors at the field or block), by the hook for bulk actions, by `GatedPublishAction`, through which
`revision.publish()`, workflows and schedules go, and last by `Page.save`, which sees whatever else makes a text
public. `views` turn a `PublishingHeld` into a message. Reasons to publish all the same live in the page's log, tied to
the digest of the text; nothing else is stored.
"""
