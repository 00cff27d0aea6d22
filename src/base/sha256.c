#include "base/sha256.h"

#include <glib.h>

#include <string.h>

struct rt_sha256 *rt_sha256_new(void)
{
	return (struct rt_sha256 *)g_checksum_new(G_CHECKSUM_SHA256);
}

void rt_sha256_add(struct rt_sha256 *sum, const void *bytes, size_t len)
{
	g_checksum_update((GChecksum *)sum, bytes, (gssize)len);
}

void rt_sha256_end(struct rt_sha256 *sum, char hex_r[RT_SHA256_HEX])
{
	memcpy(hex_r, g_checksum_get_string((GChecksum *)sum), RT_SHA256_HEX);
	g_checksum_free((GChecksum *)sum);
}

void rt_sha256(const void *bytes, size_t len, char hex_r[RT_SHA256_HEX])
{
	struct rt_sha256 *sum = rt_sha256_new();
	rt_sha256_add(sum, bytes, len);
	rt_sha256_end(sum, hex_r);
}
