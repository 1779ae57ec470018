"""Page furniture, and the sentences about the same things that are the article's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.reading import addresses_reader, furniture_reason

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
    ("RELATED COVERAGE", "list of other articles"),
    ("More from Quay Courier", "list of other articles"),
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
    ("Home | Search | Tides | Contact us", "navigation"),
    ("Support our work for the price of a herring.", "support notice"),
    ("Gifts from readers like you keep the lamp lit.", "support notice"),
    ("If you enjoyed this, please share it.", "support notice"),
    ("Thank you for signing up!", "newsletter notice"),
    ("All the news of the quay, delivered to your inbox.", "newsletter notice"),
    ("She can be reached at ann@quay.example.", "follow notice"),
    ("Ann Lind can be reached at 555-0100.", "contact line"),
    ("Got a tip? Ring the bell.", "contact line"),
    ("This essay was first published in the Quay Review.", "reprint notice"),
    ("Reprinted with permission of the Quay Review.", "reprint notice"),
    ("We may earn a commission if you buy a rope.", "disclaimer"),
    ("This column is for informational purposes only.", "disclaimer"),
    ("Photo by Ann Lind/Quay Press", "image credit"),
    ("Ann Lind / AFP via Getty Images", "image credit"),
    ("Illustration: Ann Lind", "image credit"),
    ("In this March 3, 2020 file photo, the ferry leans against the quay.", "caption"),
    ("Ann Lind and Bert Ames contributed to this report.", "contribution note"),
    ("Reporting by Ann Lind in Korvany; editing by Bert Ames", "contribution note"),
    ("14 comments", "comment notice"),
    ("Your email address will not be published.", "comment notice"),
    ("Tags: ferry, harbour, tides", "filing line"),
    (">> The ferry that never came home <<", "link to another article"),
    ("https://twitter.com/quay/status/1", "embedded post"),
    ("Unsere Website verwendet Cookies.", "cookie notice"),
    ("Lesen Sie auch", "list of other articles"),
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
    "Reporting by the Quay Review showed that the memo existed.",
    "Photos by the agency showed smoke over the quay.",
    "Credit Korvany fell 3 percent.",
    "She contributed to the report of the inquiry, which nobody read.",
    "This story was published in 1920 and forgotten.",
    "He spoke to the nation via the harbour radio.",
    "A comment on the article cost him his seat.",
    "The website of the ferry is down, and its owner too.",
    "The firm relies on donations, its treasurer said.",
    "Readers of the newsletter who subscribe to it by post are old.",
    "The share fell, and the price of print with it.",
    "share.",
    "home?”",
    "London – Ferries were late.",
    "Share prices, comments and search results say little.",
    "",
    "…",
]
ASKING = [
    "Visit our shop on the quay.",
    "To contact the newsroom, write to the editor.",
    "Please tell us what you saw.",
    "Support the lifeboat.",
]
NOT_ASKING = [
    "The minister asked readers to visit the shop.",
    "“Visit our shop,” he said.",
    "A visit to the shop is cheap.",
    "Visit of the queen put off.",
    "Contact with the ferry was lost.",
    "Support for the mayor fell.",
    "Share prices fell.",
    "Call it a defeat.",
]


@pytest.mark.parametrize(("sentence", "reason"), FURNITURE)
def test_furniture_is_told_with_its_reason(sentence, reason):
    assert furniture_reason(sentence) == reason


@pytest.mark.parametrize("sentence", OWN)
def test_the_articles_own_sentences_are_not_swallowed(sentence):
    assert furniture_reason(sentence) is None


@pytest.mark.parametrize("sentence", ASKING)
def test_a_notice_asks_something_of_its_reader(sentence):
    assert addresses_reader(sentence)


@pytest.mark.parametrize("sentence", NOT_ASKING)
def test_what_tells_or_quotes_does_not(sentence):
    assert not addresses_reader(sentence)


BUTTONS = [
    "share",
    "on",
    "facebook",
    "this",
    "article",
    "email",
    "post",
    "link",
    "and",
    "x",
    "|",
    "/",
    "-",
    "…",
    "Ann",
    "Lind,",
    "and",
    "of",
    "via",
    "AP",
]


@given(st.lists(st.sampled_from(BUTTONS), max_size=40))
def test_no_heap_of_such_words_takes_long(words):
    furniture_reason(" ".join(words) + " ferry")
