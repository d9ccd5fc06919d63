#!/bin/sh
# Once a day, beside the API; each of them whatever became of the others.
failed=0
for job in clearsessions purge_idempotency_keys check_drift; do
	python manage.py "$job" || {
		echo "failed: $job" >&2
		failed=1
	}
done
exit $failed
