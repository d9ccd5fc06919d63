# The API as docker-compose.yml runs it. The tests can't build this image; they take its steps in a folder.
FROM python:3.13-slim AS packages
RUN python -m venv --without-pip /packages
COPY requirements.txt .
RUN pip --python /packages/bin/python install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/packages/bin:$PATH
# From here on nobody can install anything, neither we nor an intruder.
RUN pip uninstall --yes --root-user-action=ignore pip && rm -r /usr/local/lib/python3.13/ensurepip
WORKDIR /app
COPY --from=packages /packages /packages
COPY manage.py gunicorn.conf.py ./
COPY deploy/healthy.py deploy/
COPY api api
COPY restart_registry restart_registry
COPY items items
COPY packages packages
COPY plots plots
COPY registries registries
COPY wpauth wpauth
COPY wpclient wpclient
# collectstatic needs settings, but neither a secret nor a WordPress.
RUN SECRET_KEY=build DATABASE_URL=sqlite://:memory: WP_BASE_URL=http://wordpress.test \
    python manage.py collectstatic --noinput
RUN useradd --create-home api && mkdir /data && chown api /data
USER api
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["python", "deploy/healthy.py", "8000"]
# No migration here: containers that start together would all begin one. `python manage.py migrate` comes before, once.
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "restart_registry.wsgi:application"]
