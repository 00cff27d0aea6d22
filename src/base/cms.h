/*
 * Signed and encrypted bytes of S/MIME (CMS, PKCS #7). What is signed can be read without any key:
 * the signature stands around it. It is not verified. libcrypto is behind cms.c.
 */
#ifndef RT_BASE_CMS_H
#define RT_BASE_CMS_H

#include "base/str.h"

#include <stddef.h>

enum rt_cms {
	RT_CMS_NONE,	  /* not such bytes, or a signature whose words stand elsewhere */
	RT_CMS_SIGNED,	  /* what is signed was appended */
	RT_CMS_ENCRYPTED,
};

enum rt_cms rt_cms_open(const char *bytes, size_t len, struct rt_str *out);

#endif
