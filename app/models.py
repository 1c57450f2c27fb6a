"""Every table of the application, so that migrations and the retention register see them all."""

from app.access import models as access
from app.accounts import models as accounts
from app.accounts.factors import models as factors
from app.credentials import models as credentials
from app.listings import models as listings
from app.organisations import models as organisations
from app.plumbing import changes, outbox
from app.plumbing.database import Base
from app.practitioners import models as practitioners
from app.vocabulary import models as vocabulary

MODULES = (access, accounts, changes, credentials, factors, listings, organisations, outbox, practitioners, vocabulary)
TABLES = tuple(Base.metadata.sorted_tables)
