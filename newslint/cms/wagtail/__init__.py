"""A Django app that holds a page of Wagtail back from publication while newslint objects to its text.

`newslint.cms.wagtail` goes into INSTALLED_APPS, `newslint.cms.wagtail.models.NewslintPageMixin` before `Page` into the
bases of each page model that is to be gated. docs/wagtail.md tells the rest.
"""
