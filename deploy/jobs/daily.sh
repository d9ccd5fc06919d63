#!/bin/sh
# Runs once a day, beside the API. Each command runs even if another one failed.
failed=0
for job in backup_db clearsessions purge_idempotency_keys check_drift; do
	case "$job ${DATABASE_URL-}" in
	"backup_db postgres"*)
		echo "left out: backup_db, which is for SQLite; pg_dump backs up PostgreSQL"
		continue
		;;
	esac
	python manage.py "$job" || {
		echo "failed: $job" >&2
		failed=1
	}
done
exit $failed
