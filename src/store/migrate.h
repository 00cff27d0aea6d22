/*
 * From an empty file, or from the schema of an earlier redthread, to today's schema.
 *
 * The schema's number is SQLite's user_version; application_id tells a case file from any other
 * database. Each step is one transaction: a kill between two leaves a file that opens.
 */
#ifndef RT_STORE_MIGRATE_H
#define RT_STORE_MIGRATE_H

#include "store/store.h"

#define RT_STORE_APPLICATION 0x72647468 /* "rdth" */
#define RT_STORE_VERSION 3

/* may_write: false where an old schema is an error. */
int rt_store_migrate(struct rt_store *store, bool may_write, struct rt_err *err);

#endif
