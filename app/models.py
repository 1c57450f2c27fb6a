"""Every table of the application, so that migrations and the retention register see them all."""

from app.access import models as access
from app.accounts import models as accounts
from app.accounts.factors import models as factors
from app.credentials import models as credentials
from app.credentials.evidence import models as evidence
from app.enquiries import models as enquiries
from app.listings import models as listings
from app.organisations import models as organisations
from app.plumbing import audit, changes, form_tokens, outbox
from app.plumbing.database import Base
from app.practitioners import models as practitioners
from app.practitioners.photos import models as photos
from app.vocabulary import models as vocabulary
from app.waiting import models as waiting
from app.waiting.news import models as news

MODULES = (
    access,
    accounts,
    audit,
    changes,
    credentials,
    enquiries,
    evidence,
    factors,
    form_tokens,
    listings,
    news,
    organisations,
    outbox,
    photos,
    practitioners,
    vocabulary,
    waiting,
)
TABLES = tuple(Base.metadata.sorted_tables)
