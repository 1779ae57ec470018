"""Folding, and the way back from a folded word to its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.wording.normalisation import fold, fold_word, tokens

FOLDS = [
    ("“NATO’s *war*” …", "nato 's war"),
    ("They don't, can’t and WON'T.", "they do n't can n't and will n't"),
    ("U.S. forces — the U.S.’s own", "usa forces the usa 's own"),
    ("Café CAFÉ café", "cafe cafe cafe"),
    ("re\u00adport re\u200bport", "report report"),
    ("No one, nobody; NO ONE", "nobody nobody nobody"),
    ("5,500 sq. ft at 1.5%", "5,500 sq ft at 1.5 %"),
    ("self-\ndefense", "self defense"),
    ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
    ("首都で 爆発", "首 都 で 爆 発"),
    ("… — * _ “”", ""),
    ("They don´t, I`m", "they do n't i 'm"),
    ("Ǽsir, ǿ, Ǣ", "aesir o ae"),
    ("ﷺ", "صلىاللهعليهوسلم"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDS)
def test_folding_keeps_words_and_drops_what_never_changes_a_statement(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_same_words_in_other_typography_fold_alike() -> None:
    assert fold("“It's over,” he said—twice…") == fold('"It’s over," he said -- twice ...')


def test_different_words_do_not_fold_alike() -> None:
    assert fold("It is over") != fold("It is not over")


@given(st.text(max_size=200))
def test_every_token_is_found_at_its_span_and_tokens_do_not_overlap(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.span.of(text) == token.text
        assert token.span.begin >= end
        assert token.norm
        end = token.span.end


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing(text: str) -> None:
    word = fold_word(text)
    assert fold_word(word) == word


ODD = st.text(st.characters() | st.sampled_from("´`’ǽǿͺﷺﱞ\x1c\x85\u2028\u00ad\u0301\u0345ßİŉŀ.'"), max_size=60)


@given(ODD)
def test_a_folded_word_is_one_word_and_folds_no_further(text: str) -> None:
    for token in tokens(text):
        assert fold_word(token.norm) == token.norm
        assert not any(character.isspace() for character in token.norm)


@given(st.characters())
def test_every_character_within_a_word_folds_no_further(character: str) -> None:
    for token in tokens(f"a{character}b don{character}t {character}"):
        assert fold_word(token.norm) == token.norm
