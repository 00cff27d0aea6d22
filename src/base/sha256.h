/* SHA-256 by way of libcrypto, which uses the processor's own instructions for it: all rules and
 * lists are hashed at every start. */
#ifndef RT_BASE_SHA256_H
#define RT_BASE_SHA256_H

#include <stddef.h>

#define RT_SHA256_HEX 65 /* 64 hexadecimal digits and a NUL */

void rt_sha256(const void *bytes, size_t len, char hex_r[RT_SHA256_HEX]);

/* In pieces: new, any number of adds, end (which frees). */
struct rt_sha256;
struct rt_sha256 *rt_sha256_new(void);
void rt_sha256_add(struct rt_sha256 *sum, const void *bytes, size_t len);
void rt_sha256_end(struct rt_sha256 *sum, char hex_r[RT_SHA256_HEX]);

#endif
