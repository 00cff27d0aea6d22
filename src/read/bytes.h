/*
 * A cursor over bytes that nobody vouches for. Every take is checked; one that asks for more than
 * there is gives zero or nothing and leaves the cursor at its end with `short_of` set, so that a
 * reader may take field after field and ask once.
 *
 *	struct rt_bytes in = rt_bytes(data, len);
 *	uint32_t size = rt_bytes_u32(&in);
 *	const char *words = rt_bytes_take(&in, size);
 *	if (in.short_of) …
 *
 * Numbers are little-endian, as in everything that Outlook writes.
 */
#ifndef RT_READ_BYTES_H
#define RT_READ_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_bytes {
	const char *at;
	size_t left;
	bool short_of;
};

/* data: NULL where there are none. */
static inline struct rt_bytes rt_bytes(const char *data, size_t len)
{
	return (struct rt_bytes){.at = data ? data : "", .left = data ? len : 0};
}

/* The next `len` bytes, borrowed; NULL where there are not as many. */
static inline const char *rt_bytes_take(struct rt_bytes *in, size_t len)
{
	if (len > in->left) {
		in->at += in->left;
		in->left = 0;
		in->short_of = true;
		return NULL;
	}
	const char *start = in->at;
	in->at += len;
	in->left -= len;
	return start;
}

static inline uint64_t rt_bytes_number(struct rt_bytes *in, size_t len)
{
	const unsigned char *byte = (const unsigned char *)rt_bytes_take(in, len);
	uint64_t number = 0;
	for (size_t i = byte ? len : 0; i--;)
		number = number << 8 | byte[i];
	return number;
}

static inline uint8_t rt_bytes_u8(struct rt_bytes *in)
{
	return (uint8_t)rt_bytes_number(in, 1);
}

static inline uint16_t rt_bytes_u16(struct rt_bytes *in)
{
	return (uint16_t)rt_bytes_number(in, 2);
}

static inline uint32_t rt_bytes_u32(struct rt_bytes *in)
{
	return (uint32_t)rt_bytes_number(in, 4);
}

#endif
