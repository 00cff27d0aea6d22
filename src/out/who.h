/*
 * Who is who and who wrote what, as JSON lines, for those who check or link it elsewhere.
 *
 * identities: {"id","kind","name","addresses":[…],"names":[… as observed, before any cleaning]},
 * those with most messages first. messages: {"file","from","to":[…],"cc":[…],"date",
 * "embedded":[{"from","to","cc","date"}],"signature_lines":[first,last]|null}, a line each place
 * where a message was met; names are those of the entities, lines count from 1 in the body.
 */
#ifndef RT_OUT_WHO_H
#define RT_OUT_WHO_H

#include "store/store.h"

#include <stdio.h>

int rt_out_identities(struct rt_store *store, FILE *out, struct rt_err *err);
int rt_out_messages(struct rt_store *store, FILE *out, struct rt_err *err);

#endif
