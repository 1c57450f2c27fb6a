"""Whether words suggest danger to life: then urgent help is shown before everything else. It never changes a search.

Parts of words and phrases, as people type them, in the languages seekers write in. One too many does no harm, for
the search goes on as before; so "I am not suicidal" counts as well.
"""

from app.vocabulary.folding import fold

_ENGLISH = (
    *(
        "suicid",
        "kill myself",
        "killing myself",
        "kill my self",
        "end my life",
        "ending my life",
        "end it all",
        "ending it all",
    ),
    *(
        "take my own life",
        "take my life",
        "taking my own life",
        "want to die",
        "wanna die",
        "wanted to die",
        "wish i was dead",
    ),
    *(
        "wish i were dead",
        "better off dead",
        "dont want to live",
        "do not want to live",
        "dont want to be alive",
        "no reason to live",
    ),
    *(
        "dont want to be here anymore",
        "dont want to be here any more",
        "dont want to wake up",
        "cant go on",
        "not be here anymore",
    ),
    *(
        "hurt myself",
        "hurting myself",
        "harm myself",
        "harming myself",
        "self-harm",
        "self harm",
        "selfharm",
        "cut myself",
        "cutting myself",
    ),
    *(
        "overdose",
        "hang myself",
        "hanging myself",
        "slit my wrists",
        "unalive",
        "unaliv",
        " kms",
        "jump off a bridge",
        "want to disappear forever",
    ),
    *(
        "going to kill me",
        "will kill me",
        "gonna kill me",
        "threatened to kill",
        "threatens to kill",
        "tried to kill",
        "afraid for my life",
    ),
    *(
        "scared for my life",
        "in danger",
        "hits me",
        "beats me",
        "beating me",
        "strangled me",
        "choked me",
        "raped me",
        "been raped",
        "was raped",
    ),
)
_OTHERS = (
    # Spanish, Portuguese, French, Italian, German, Dutch
    *(
        "quiero morir",
        "quiero morirme",
        "matarme",
        "quitarme la vida",
        "no quiero vivir",
        "hacerme daño",
        "acabar con mi vida",
        "me pega",
    ),
    *(
        "quero morrer",
        "me matar",
        "tirar minha vida",
        "mourir",
        "me tuer",
        "en finir",
        "plus envie de vivre",
        "me faire du mal",
        "il me frappe",
    ),
    *(
        "voglio morire",
        "uccidermi",
        "suizid",
        "selbstmord",
        "umbringen",
        "will sterben",
        "nicht mehr leben",
        "zelfmoord",
        "wil dood",
    ),
    # Polish, Russian, Ukrainian, Romanian, Turkish, Somali
    *(
        "samobój",
        "chce umrzec",
        "zabic sie",
        "sie zabic",
        "nie chce zyc",
        "skrzywdzic sie",
        "tne sie",
        "bije mnie",
        "самоубий",
        "покончить с собой",
    ),
    *(
        "хочу умереть",
        "не хочу жить",
        "самогуб",
        "хочу померти",
        "sinucid",
        "vreau sa mor",
        "intihar",
        "ölmek istiyorum",
        "kendimi öldür",
    ),
    *("is dilid", "inaan is dilo"),
    # Arabic, Urdu, Persian, Hindi, Punjabi, Bengali
    *(
        "انتحار",
        "انتحر",
        "أنتحر",
        "اريد ان اموت",
        "أريد أن أموت",
        "لا اريد العيش",
        "لا أريد أن أعيش",
        "اقتل نفسي",
        "أقتل نفسي",
        "إيذاء نفسي",
        "يضربني",
    ),
    *(
        "خودکشی",
        "مرنا چاہتا",
        "مرنا چاہتی",
        "جینا نہیں چاہت",
        "خود کو نقصان",
        "مارتا ہے",
        "میخوام بمیرم",
        "می خواهم بمیرم",
        "خودم را بکشم",
    ),
    *(
        "आत्महत्या",
        "मरना चाहता",
        "मरना चाहती",
        "जीना नहीं चाहत",
        "ਖੁਦਕੁਸ਼ੀ",
        "ਮਰਨਾ ਚਾਹੁੰਦ",
        "আত্মহত্যা",
        "মরতে চাই",
        "khudkushi",
        "marna chahta",
        "marna chahti",
    ),
    # Chinese, Japanese, Korean
    *("自杀", "自殺", "想死", "不想活", "死にたい", "자살", "죽고 싶"),
)
WORDS = tuple(
    dict.fromkeys(
        " ".join(fold(part).split()) if part == part.strip() else fold(part) for part in (*_ENGLISH, *_OTHERS)
    )
)


def suggests_danger(text: str) -> bool:
    """Whether a text may be about ending, harming or losing one's life."""
    typed = " " + " ".join(fold(text).replace(".", " ").replace(",", " ").split())
    return any(part in typed for part in WORDS)
