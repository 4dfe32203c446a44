"""A Django app that holds a page of Wagtail back from publication while newslint objects to its text.

`newslint.cms.wagtail` goes into INSTALLED_APPS, `newslint.cms.wagtail.models.NewslintPageMixin` before `Page` into the
bases of each page model that is to be gated. docs/wagtail.md tells the rest.

`article` makes one HTML text of a page's fields, blocks (`stream`) and children, and remembers whose each part is;
`checking` has it judged, here or by a service (`service`), and tells the findings by field. `gate.decide` is the one
decision; it is asked by the form (`forms`, `inline`: errors at the field or block), by the hook for bulk actions, by
`actions.GatedPublishAction`, through which `revision.publish()`, workflows and schedules go, and last by the mixin's
`save` (`models`) and a signal for pages that are saved as a plain `Page` (`signals`), which see whatever else makes a
text public. `views` turn a `PublishingHeld` into a message, and answer the side panel (`panels`, `panel.js`), which
asks about the form as it stands. Reasons to publish all the same live in the page's log, tied to the digest of the
text and to what was held (`reasons`); nothing else is stored.
"""
