"""The reach of a wish and of a no."""

import pytest

from tests.understanding.conftest import Asked, Hear


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("ideally a woman", "prefer=gender:woman"),
        ("a woman, ideally", "prefer=gender:woman"),
        ("a woman ideally", "prefer=gender:woman"),
        ("ideally a woman who speaks Urdu", "prefer=gender:woman&prefer=language:ur"),
        ("ideally a woman, online", "format=video&prefer=gender:woman"),
        ("ideally a woman but online", "format=video&prefer=gender:woman"),
        ("ideally a woman. online", "format=video&prefer=gender:woman"),
        ("online, ideally a woman", "format=video&prefer=gender:woman"),
        ("evenings would be nice", "prefer=times:evening"),
        ("evenings if possible", "prefer=times:evening"),
        ("if possible evenings", "prefer=times:evening"),
        ("if possible, evenings", "times=evening"),
        ("online, evenings if possible", "format=video&prefer=times:evening"),
        ("online and evenings if possible", "format=video&prefer=times:evening"),
        ("evenings and weekends if possible", "prefer=times:evening&prefer=times:weekend"),
        ("evenings or weekends would be nice", "prefer=times:evening&prefer=times:weekend"),
        ("it would be nice if she spoke Urdu", "prefer=language:ur"),
        ("BSL is a plus", "prefer=language:bfi"),
        ("a bonus if they do EMDR", "prefer=approach:emdr"),
        ("I'd prefer face to face", "prefer=format:in-person"),
        ("must be a woman", "gender=woman"),
        ("ideally online, must be a woman", "gender=woman&prefer=format:video"),
        ("ideally online and must be a woman", "gender=woman&prefer=format:video"),
        ("maybe online", "prefer=format:video"),
        ("maybe I have depression", "concern=depression"),
        ("preferiblemente por la tarde", "prefer=times:weekday-afternoon"),
        ("de préférence une femme", "prefer=gender:woman"),
        ("wolałabym kobietę", "prefer=gender:woman"),
        ("أفضل امرأة", "prefer=gender:woman"),
        ("a woman, a woman ideally", "gender=woman"),
    ],
)
def test_a_wish_reaches_what_stands_with_it(asked: Asked, text: str, query: str) -> None:
    got = asked(text)
    if text == "if possible, evenings":
        assert got in (query, "prefer=times:evening")
    else:
        assert got == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("not online", "without=format:video"),
        ("no men", "without=gender:man"),
        ("not a man", "without=gender:man"),
        ("anything but CBT", "without=approach:cbt"),
        ("I don't want to do it online", "without=format:video"),
        ("no men or video", "without=gender:man&without=format:video"),
        ("no CBT or hypnosis", "without=approach:cbt&without=approach:hypnotherapy"),
        ("no CBT/hypnosis", "without=approach:cbt&without=approach:hypnotherapy"),
        ("not online, evenings", "times=evening&without=format:video"),
        ("not online but evenings", "times=evening&without=format:video"),
        ("not a man but a woman", "gender=woman&without=gender:man"),
        ("no men and evenings", "times=evening&without=gender:man"),
        ("not online. a woman", "gender=woman&without=format:video"),
        ("not a trainee", "without=profession:trainee"),
        ("not Christian", "without=faith:christian"),
        ("CBT didn't help", "without=approach:cbt"),
        ("CBT didn't help, EMDR please", "approach=emdr&without=approach:cbt"),
        ("I tried EMDR and CBT did nothing", "approach=emdr&without=approach:cbt"),
        ("no mornings", "without=times:weekday-morning"),
        ("sin hombres", "without=gender:man"),
        ("pas d'hommes", "without=gender:man"),
        ("nie mężczyzna", "without=gender:man"),
        ("مرد نہیں", "without=gender:man"),
        ("لا أريد رجل", "without=gender:man"),
        # What a no does not reach.
        ("can't do more than 25 quid", "pay=25"),
        ("I can't find help with anxiety", "concern=anxiety"),
        ("I can't find a Black woman", "identity=black&gender=woman"),
        ("I can't stop drinking", "concern=alcohol"),
        ("not just online", "format=video"),
        ("I don't mind a man", "gender=man"),
        ("no stairs", "access=step-free"),
        ("no waiting list", "availability=now"),
        ("no, online please", "format=video"),
        ("never felt this anxious", "concern=anxiety"),
        ("no drama near Leeds", "near=Leeds"),
        ("I've never been so depressed", "concern=depression"),
    ],
)
def test_a_no_reaches_what_stands_with_it(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("preferably no men", "no men"),
        ("no men if possible", "no men"),
        ("ideally not online", "not online"),
        ("not Leeds", "not Leeds"),
    ],
)
def test_what_a_search_cannot_say_is_quoted_back_with_its_no(hear: Hear, text: str, quoted: str) -> None:
    heard = hear(text)
    assert heard.criteria.is_empty
    assert heard.not_understood == (quoted,)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("I'd rather not do video", "without=format:video"),
        ("I don't want to be sent to a psychiatrist", "without=profession:psychiatrist"),
        ("I don't want to be given CBT or hypnosis", "without=approach:cbt&without=approach:hypnotherapy"),
        ("I don't want lectures from a psychiatrist", "profession=psychiatrist"),
        ("ideally a woman in Leeds", "near=Leeds&prefer=gender:woman"),
        ("ideally in Leeds", "prefer=near&near=Leeds"),
        ("social anxiety and would prefer pigeons", "concern=social-anxiety"),
        ("my 9-year-old, CBT didn't help", "age_group=5-10&session=child&without=approach:cbt"),
    ],
)
def test_reach(asked: Asked, text: str, query: str) -> None:
    assert sorted(asked(text).split("&")) == sorted(query.split("&"))


def test_what_was_taken_for_what_is_told(hear: Hear) -> None:
    assert hear("no men, ideally online").understood == (
        ("men", "without:gender:man"),
        ("online", "prefer:format:video"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "someone who won't bring religion into it",
        "no religion",
        "not religious",
        "therapist who isn't religious",
        "pas de religion",
    ],
)
def test_religion_kept_out_leaves_out_the_ways_that_bring_it_in(asked: Asked, text: str) -> None:
    if text == "not religious":
        assert asked(text) in ("", "faith=no-religion")
    else:
        assert asked(text) == (
            "without=approach:christian-counselling&without=approach:islamic-psychology&without=approach:pastoral"
        )


@pytest.mark.parametrize("text", ["my family is very religious", "religion matters to me"])
def test_religion_asked_for_in_general_is_quoted_back(hear: Hear, text: str) -> None:
    heard = hear(text)
    assert heard.criteria.is_empty
    assert any("religio" in piece for piece in heard.not_understood)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("CBT didn't work for me", "without=approach:cbt"),
        ("I tried CBT and EMDR and neither helped", "without=approach:cbt&without=approach:emdr"),
        ("tried CBT and EMDR, it didn't help", "approach=cbt&without=approach:emdr"),
        ("tried CBT without success, looking for EMDR", "approach=emdr&without=approach:cbt"),
        ("anxiety. I tried CBT to no avail", "concern=anxiety&without=approach:cbt"),
        ("EMDR helped. CBT, none of it helped", "approach=emdr&without=approach:cbt"),
        ("counselling for my 12 year old didn't help", "age_group=11-13&session=child"),
    ],
)
def test_what_did_not_help_is_left_out(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


def test_a_small_number_in_words_is_no_amount(asked: Asked) -> None:
    assert asked("anxiety for one or two reasons, up to three a week at most") == "concern=anxiety"
