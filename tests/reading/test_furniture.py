"""Page furniture, and the sentences about the same things that are the article's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.reading import furniture_reason

FURNITURE = [
    ("Share on Facebook Share on Twitter", "share buttons"),
    ("Facebook", "share buttons"),
    ("Feel free to copy and pass on.", "share buttons"),
    ("Get The Quay Post by email every weekday.", "newsletter notice"),
    ("Advertise in the Quay Observer: call the counter before noon.", "advertising notice"),
    ("To contact the newsroom, write to newsdesk@quay.example.", "contact line"),
    ("HAVE YOUR SAY: Join the debate in the comments below.", "comment notice"),
    ("The views expressed are the author's own and need not be those of the Quay.", "disclaimer"),
    ("Click the share button above to email/forward this article to your friends.", "share buttons"),
    ("Feel free to repost and share this article widely.", "share buttons"),
    ("Advertisement:", "navigation"),
    ("RELATED COVERAGE", "navigation"),
    ("More from Quay Courier", "navigation"),
    ("In-depth Report:", "navigation"),
    ("To receive the Quay’s Daily Newsletter (selected articles), click here.", "newsletter notice"),
    ("Sign up for our free daily newsletter!", "newsletter notice"),
    ("SUBSCRIBE", "newsletter notice"),
    ("If you enjoy our journalism, please consider subscribing today.", "support notice"),
    ("All Quay articles can be read in 51 languages by activating the Translate Website button.", "translation notice"),
    ("Follow us on Instagram and Twitter.", "follow notice"),
    ("You can follow Ann on Twitter and Telegram.", "follow notice"),
    ("To contact the QUAY and the Harbour Party visit:", "contact line"),
    ("To contact the QUAY and the Harbour Party visit:\n\nquay.example/contact", "contact line"),
    ("quay.org/contact", "contact line"),
    ("For media inquiries: [email protected]", "contact line"),
    ("Copyright 2018 Quay Press.", "copyright notice"),
    ("© 2019 Quay Press. All Rights Reserved.", "copyright notice"),
    ("This material may not be published, broadcast, rewritten, or redistributed.", "copyright notice"),
    ("Quay Press grants permission to cross-post its articles on community sites.", "reprint notice"),
    ("Disclaimer: The contents of this article are of sole responsibility of the author(s).", "disclaimer"),
    ("The views expressed in this article are those of the author.", "disclaimer"),
    ("The views expressed here do not necessarily reflect the views of the Quay.", "disclaimer"),
    ("This story is being updated, so check back for more.", "note to readers"),
    ("Featured image is from QuayPhoto", "image credit"),
    ("(Ann Lee / Getty Images)", "image credit"),
    ("We and our partners use cookies to improve your experience.", "cookie notice"),
    ("Read more: Ferry leaves harbour without lights", "link to another article"),
    ("Click here to read the whole series.", "link to another article"),
]
OWN = [
    "We are not encouraging or enabling Ukraine to strike beyond its borders.",
    "The newsletter that the harbour master sent to its members on Tuesday blamed the crew.",
    "He clicked the wrong button, and the ferry went astern.",
    "Facebook said on Tuesday that it would close its office on the quay.",
    "The company shares fell on Twitter rumours.",
    "Shares rose 3 percent.",
    "The court ruled that copyrighted material had been copied without permission.",
    "The minister said the government was not responsible for the losses.",
    "Follow the money, the inspector told his men.",
    "The contact between the two ferries lasted four seconds.",
    "She asked readers to contact their representatives.",
    "The bakery sells cookies to tourists, and it uses butter.",
    "Images show a nuclear-capable bomber with a damaged tail.",
    "He was shown a photo of the wreck and said nothing.",
    "The photo/video evidence was thin.",
    "The story was updated in the second edition.",
    "It grants permission to sail.",
    "The views of the crew do not matter, the captain said.",
    "The company will post results on Monday.",
    "For more than forty years the ferry sailed.",
    "Visit our harbour, the poster said.",
    "Letters to the mayor went unanswered.",
    "Get off the ferry, he shouted.",
    "He asked whether he might reprint the letter, and was given permission.",
    "The comments are sharp, and the minister will have heard them.",
    "For information on the crew, the inspector contacted the owner.",
    "",
    "…",
]


@pytest.mark.parametrize(("sentence", "reason"), FURNITURE)
def test_furniture_is_told_with_its_reason(sentence, reason):
    assert furniture_reason(sentence) == reason


@pytest.mark.parametrize("sentence", OWN)
def test_the_articles_own_sentences_are_not_swallowed(sentence):
    assert furniture_reason(sentence) is None


BUTTONS = ["share", "on", "facebook", "this", "article", "email", "post", "link", "and", "x", "|", "/", "-", "…"]


@given(st.lists(st.sampled_from(BUTTONS), max_size=40))
def test_no_heap_of_such_words_takes_long(words):
    furniture_reason(" ".join(words) + " ferry")
