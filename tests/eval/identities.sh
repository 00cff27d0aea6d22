#!/bin/sh
# identities.sh REDTHREAD MAIL GOLD: who is who and who wrote to whom, beside what is asked.
#
# MAIL is a folder of mail; GOLD a folder with identities.dev.jsonl, must_not_merge.dev.tsv,
# comm.dev.jsonl and score_identities.py. The case file is made in a temporary folder.
set -eu
if [ $# -ne 3 ]; then
	echo "usage: identities.sh REDTHREAD MAIL GOLD" >&2
	exit 2
fi
redthread=$1 mail=$2 gold=$3
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$redthread" scan --quiet -c "$work/case.db" "$mail" || [ $? -eq 1 ]
"$redthread" export -c "$work/case.db" identities "$work/identities.jsonl"
"$redthread" export -c "$work/case.db" messages "$work/messages.jsonl"
echo "asked: pair F1 95, B3 97, pair P 99 on both; violations 0"
python3 "$gold/score_identities.py" "$gold/identities.dev.jsonl" "$work/identities.jsonl" \
	--must-not-merge "$gold/must_not_merge.dev.tsv"
echo "asked: senders, recipients and dates all; embedded 95 %; signatures 80 %"
python3 "$here/messages.py" "$gold/comm.dev.jsonl" "$work/messages.jsonl" \
	"$work/identities.jsonl" "$gold/identities.dev.jsonl"
