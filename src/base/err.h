/*
 * Errors: one finished sentence a person can act on.
 *
 * A function that can fail returns 0 or -1 (an iterator 1, 0 or -1) and takes a struct rt_err * as
 * its last parameter. rt_err_set always returns -1, so that a failure reads
 * `return rt_err_set(err, "…");`. err may be NULL where the caller does not want the sentence.
 */
#ifndef RT_BASE_ERR_H
#define RT_BASE_ERR_H

#define RT_ERR_MAX 1024

struct rt_err {
	char message[RT_ERR_MAX];
};

__attribute__((format(printf, 2, 3))) int rt_err_set(struct rt_err *err, const char *format, ...);

#endif
