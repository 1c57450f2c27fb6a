"""The application for a WSGI server and for `flask --app wsgi`."""

import sys

from app import create_app
from app.plumbing.database import UnusableDatabase
from config import ConfigError

try:
    app = create_app()
except (ConfigError, UnusableDatabase) as error:
    sys.exit(f"Attune cannot start: {error}")
