# One image for every service: Airflow, dbt, DuckDB, Great Expectations and the project, as locked.
FROM python:3.12.12-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1
WORKDIR /opt/yesan
COPY requirements-uv.lock requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
 && python -m venv --without-pip /opt/venv \
 && uv pip install --python /opt/venv/bin/python --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md ./
COPY ingestion ingestion
COPY expectations expectations
COPY publishing publishing
COPY pipeline pipeline
COPY dbt_project dbt_project
COPY dags dags
COPY deploy deploy
COPY data data
# Editable: dbt_project/ and data/ are found beside the packages, as in a checkout.
RUN uv pip install --python /opt/venv/bin/python --no-deps --no-build-isolation --editable . \
 && python -m compileall -q ingestion expectations publishing pipeline dags deploy

FROM python:3.12.12-slim-bookworm
# Mounted folders get their owner from these: named volumes copy it on first use.
RUN groupadd --gid 10001 yesan \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/yesan/state --shell /usr/sbin/nologin yesan \
 && install -d -o yesan -g yesan /var/lib/yesan/store /var/lib/yesan/state /var/log/airflow \
 && install -d /var/lib/yesan/sources /var/lib/airflow
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/yesan /opt/yesan
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/var/lib/yesan/state \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    AIRFLOW_HOME=/var/lib/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/yesan/dags \
    AIRFLOW__CORE__LOAD_EXAMPLES=false \
    AIRFLOW__LOGGING__BASE_LOG_FOLDER=/var/log/airflow \
    YESAN_SOURCES=/var/lib/yesan/sources \
    YESAN_STORE=/var/lib/yesan/store \
    YESAN_STATE=/var/lib/yesan/state \
    GX_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1
WORKDIR /opt/yesan
USER 10001:10001
ENTRYPOINT ["python", "/opt/yesan/deploy/entrypoint.py"]
CMD ["yesan", "--help"]
