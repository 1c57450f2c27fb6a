"""Every table of the application, so that migrations and the retention register see them all."""

from app.access import models as access
from app.access.limits import models as limits
from app.accounts import models as accounts
from app.accounts.factors import models as factors
from app.accounts.people import models as people
from app.credentials import models as credentials
from app.credentials.evidence import models as evidence
from app.enquiries import models as enquiries
from app.enquiries.measuring import models as measuring
from app.listings import models as listings
from app.listings.counts import models as counts
from app.listings.replies import models as replies
from app.moderation.reports import models as reports
from app.organisations import models as organisations
from app.organisations.collections import models as collections
from app.organisations.vouching import models as vouching
from app.ownership import models as ownership
from app.plumbing import audit, bounces, changes, erasures, form_tokens, outbox
from app.plumbing.database import Base
from app.practitioners import models as practitioners
from app.practitioners.photos import models as photos
from app.practitioners.withholding import models as withholding
from app.unmet.demand import models as demand
from app.urgent_help import models as urgent_help
from app.vocabulary import models as vocabulary
from app.waiting import models as waiting
from app.waiting.news import models as news
from app.widget import models as widget

MODULES = (
    access,
    accounts,
    audit,
    bounces,
    changes,
    collections,
    counts,
    credentials,
    enquiries,
    demand,
    erasures,
    evidence,
    factors,
    form_tokens,
    limits,
    listings,
    measuring,
    news,
    organisations,
    outbox,
    ownership,
    people,
    photos,
    practitioners,
    replies,
    reports,
    urgent_help,
    vocabulary,
    vouching,
    waiting,
    widget,
    withholding,
)
TABLES = tuple(Base.metadata.sorted_tables)
