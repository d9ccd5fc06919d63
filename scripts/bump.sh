#!/usr/bin/env bash
# bump.sh COMPONENT patch|minor|major: give the component its next version, commit that, and tag the commit.
# Nothing leaves this machine: `git push --follow-tags` publishes the version.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() {
	echo "bump.sh: $1" >&2
	exit "${2:-1}"
}

[ $# -eq 2 ] || refuse "usage: bump.sh plugin|theme|lambda patch|minor|major" 2
component=$1 part=$2

# Where the version stands: the file, and what is before the version in its line.
plugin=wordpress/plugins/restart-registry theme=wordpress/themes/therestart
case $component in
plugin)
	title=Plugin folders=("$plugin")
	places=(
		"$plugin/restart-registry.php:[ ][*] Version: *"
		"$plugin/restart-registry.php:const RESTART_REGISTRY_VERSION = '"
		"$plugin/readme.txt:Stable tag: "
	)
	;;
theme)
	title=Theme folders=("$theme")
	places=("$theme/style.css:Version: " "$theme/readme.txt:Stable tag: ")
	;;
lambda)
	title=API folders=(. ':!wordpress' ':!tests' ':!docs' ':!benchmarks')
	places=("restart_registry/__init__.py:__version__ = \"" "docs/openapi.json: *\"version\": \"")
	;;
*) refuse "there is no component '$component': write plugin, theme or lambda" 2 ;;
esac

[ -z "$(git status --porcelain)" ] || refuse "commit, or put away, what 'git status' names first"

version=
for place in "${places[@]}"; do
	file=${place%%:*} before=${place#*:}
	found=$(sed -n "s/^$before\([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p" "$file")
	[ -n "$found" ] || refuse "$file has no version where one is expected"
	[ "${version:=$found}" = "$found" ] || refuse "$file says $found where another place says $version: make them the same"
done

IFS=. read -r major minor patch <<<"$version"
case $part in
patch) next=$major.$minor.$((patch + 1)) ;;
minor) next=$major.$((minor + 1)).0 ;;
major) next=$((major + 1)).0.0 ;;
*) refuse "'$part' is no part of a version: write patch, minor or major" 2 ;;
esac
tag=$component/v$next
! git rev-parse --quiet --verify "refs/tags/$tag" >/dev/null || refuse "the tag $tag exists already"

# The release's notes: what was committed since the last version.
last=$(git describe --tags --abbrev=0 --match "$component/v*" 2>/dev/null || true)
notes=$(git log --no-merges --format='- %s' "${last:+$last..}HEAD" -- "${folders[@]}")

before_all=$(git rev-parse HEAD)
trap 'git reset --quiet --hard "$before_all"; refuse "nothing was changed"' ERR
for place in "${places[@]}"; do
	file=${place%%:*} before=${place#*:}
	sed -i "s/^\($before\)$version/\1$next/" "$file"
done
git commit --quiet --all --message "$title $next"
git tag --annotate "$tag" --message "$title $next" --message "${notes:-No changes.}"
echo "$tag (it was $version). 'git push --follow-tags' publishes it."
