"""The web page: presentation only. Everything it shows is made by the rooms above it.

`library` opens the collection and keeps it open between clicks; each page is a module with a function `show`; what a
page is made of (the timeline, the versions, the states without an answer) has a module of its own. Article text
reaches the page only through the escaping templates of `reporting.html` or as plain text of a widget.
"""
