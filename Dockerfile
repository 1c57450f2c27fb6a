# Small, without root, with the same steps as `make run`.
FROM python:3.13-slim AS build
WORKDIR /attune
COPY requirements.lock .
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 attune \
    && install -d -o attune -g attune -m 700 /var/lib/attune
WORKDIR /attune
COPY --from=build /attune/.venv .venv
COPY Makefile pyproject.toml requirements.lock config.py wsgi.py LICENSE NOTICE ./
COPY app app
COPY migrations migrations
COPY seeds seeds
# The engine's loops are compiled once, here, for whoever runs them.
RUN touch .venv/.installed && install -d -o attune -g attune app/search/__pycache__
ENV INSTANCE_DIR=/var/lib/attune HOST=0.0.0.0 PORT=8000 PYTHONDONTWRITEBYTECODE=1
USER attune
RUN .venv/bin/python -c "import app.search; app.search.prepare()"
VOLUME /var/lib/attune
EXPOSE 8000
HEALTHCHECK CMD ["/attune/.venv/bin/python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:'+os.environ['PORT']+'/livez', timeout=3)"]
CMD ["make", "run"]
