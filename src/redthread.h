/*
 * redthread: people, organisations, dates and case references out of text, by rules that can be
 * read.
 *
 * This is the whole public interface. Types are opaque; every name begins with rt_.
 */
#ifndef REDTHREAD_H
#define REDTHREAD_H

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library, "1.2.3". Static. */
const char *rt_version(void);

#ifdef __cplusplus
}
#endif
#endif
