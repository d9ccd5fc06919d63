#!/usr/bin/env bash
# deploy/aws/update.sh STAGE OPS: bring the zips of dist/ to AWS, in the one order that loses nothing. It stops where something fails.
#   deploy/aws/update.sh production ops       also updates the stage `staff`
#   deploy/aws/update.sh staging staging      staging has no stage for jobs: its own function does them
# New code is live before the tables are migrated, and for a moment meets old ones: see docs/operations.md, "Lambda".
set -eEuo pipefail # E: what fails inside zappa() counts too
stage=$1 ops=$2
python=${LAMBDA_PYTHON:-.local/lambda/venv/bin/python}
settings=${ZAPPA_SETTINGS:-zappa_settings.json}
others=$([ "$stage" = "$ops" ] || echo "$ops staff")

zappa() {
	command=$1 of=$2
	shift 2
	"$python" -m zappa.cli "$command" -s "$settings" "$of" "$@"
}
back="Code goes back with: zappa rollback STAGE -n 1. The backup is in backups/ beside the database."
trap 'echo "Stopped: $step" >&2' ERR

step="the backup failed, nothing was changed." && echo "1. Backup" && zappa manage "$ops" backup_db
step="an update failed. $back" && echo "2. Code"
for one in $stage $others; do
	zappa update "$one" --zip "dist/lambda-$one.zip"
done
step="the keys aren't as they should be. $back" && "$python" -m deploy.aws.usage_plans "$stage"
step="the migration failed. $back" && echo "3. Tables" && zappa manage "$ops" "migrate --noinput"
step="the new code doesn't answer as it should. $back" && echo "4. Smoke" && "$python" -m deploy.aws.smoke "$stage"
echo "$stage is up to date."
