"""What is kept of words."""

from app.plumbing.retaining import FOR_GOOD, NOBODY, Holding, Kind, Stays, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("The words of the directory"),
        why=_("So that seekers and practitioners mean the same by them, in every language."),
        basis=NOBODY,
        periods=(FOR_GOOD,),
        purge=Stays(),
        columns={
            "vocabulary_scheme": {Kind.PUBLIC: "slug label meaning"},
            "vocabulary_term": {
                Kind.PUBLIC: "scheme slug label meaning position heading parent country particulars retired forward_to",
                Kind.OPERATIONAL: "decided",
            },
            "vocabulary_synonym": {Kind.PUBLIC: "scheme slug text", Kind.OPERATIONAL: "decided"},
            "vocabulary_translation": {Kind.PUBLIC: "scheme slug locale label meaning"},
        },
    ),
)
